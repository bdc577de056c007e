namespace RuleCompiler.Trainer.Pipeline;

/// <summary>Thrown when training ends without rules that meet what was asked for; the message says what to do.</summary>
public sealed class TrainingFailedException : RuleCompilerException
{
    /// <summary>Makes the exception with its message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public TrainingFailedException(string message)
        : base(message)
    {
    }
}
