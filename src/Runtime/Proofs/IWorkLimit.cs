namespace RuleCompiler.Proofs;

/// <summary>
/// What ends long work before its end. It is handed down to the innermost loops, whose types ask for it where they are made: what cannot be
/// made without a limit cannot forget it.
/// </summary>
internal interface IWorkLimit
{
    /// <summary>
    /// Goes on, or ends the work with an exception. Between two calls lie at most some operations on one row, so that even rows of long
    /// fractions end soon.
    /// </summary>
    void Check();
}
