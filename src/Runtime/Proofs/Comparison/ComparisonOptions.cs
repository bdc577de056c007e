using RuleCompiler.Documents;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>How two documents are compared.</summary>
public sealed record ComparisonOptions
{
    /// <summary>The usual way.</summary>
    public static ComparisonOptions Default { get; } = new();

    /// <summary>Inputs that have another name in the new document.</summary>
    public EquatableArray<RenamedInput> Renames { get; init; } = EquatableArray<RenamedInput>.Empty;

    /// <summary>How many points shares of the ranges are measured with; with 0 they are not measured.</summary>
    public int Points { get; init; } = 100_000;

    /// <summary>
    /// For how many cells, in order, the largest change is searched for; of those after them it is bounded input by input, which may be
    /// more than there is.
    /// </summary>
    public int SearchedCells { get; init; } = 200;

    /// <summary>After so many cells no more are looked for, and the difference says so.</summary>
    public int MaxCells { get; init; } = 2_000;
}

/// <summary>An input that has another name in the new document.</summary>
/// <param name="Old">Its name in the old document.</param>
/// <param name="New">Its name in the new one.</param>
public sealed record RenamedInput(string Old, string New);
