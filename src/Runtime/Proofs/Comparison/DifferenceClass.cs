namespace RuleCompiler.Proofs.Comparison;

/// <summary>How far two documents are apart, from not at all to most.</summary>
public enum DifferenceClass
{
    /// <summary>Nothing differs.</summary>
    Equal,

    /// <summary>Only what no evaluation reads: every row is calculated by the same operations on the same doubles.</summary>
    Text,

    /// <summary>
    /// The same exact function inside the ranges, as is proved, calculated by other operations, so that last bits may differ.
    /// </summary>
    Arithmetic,

    /// <summary>An output or a probability differs somewhere, and no answer does.</summary>
    Scores,

    /// <summary>An answer differs somewhere: a label; where values are the answer, an output; or what is read of a row.</summary>
    Decisions,
}
