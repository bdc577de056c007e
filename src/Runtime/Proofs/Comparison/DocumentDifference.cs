using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>How two documents differ.</summary>
public sealed record DocumentDifference
{
    internal DocumentDifference(DifferenceClass @class) => Class = @class;

    /// <summary>
    /// How far they are apart, as is proved; where it is not <see cref="IsDecided"/>, that far at least as far as it was looked.
    /// </summary>
    public DifferenceClass Class { get; internal init; }

    /// <summary>Why it is not decided how far they are apart at most, as the end of a sentence; null where it is decided.</summary>
    public string? Undecided { get; internal init; }

    /// <summary>Whether the class is proved. Where answers differ, more of them may, and the class is the same.</summary>
    public bool IsDecided => Undecided is null || Class == DifferenceClass.Decisions;

    /// <summary>What is read, or declared, in another way of inputs.</summary>
    public EquatableArray<InputChange> Inputs { get; internal init; } = EquatableArray<InputChange>.Empty;

    /// <summary>What is otherwise of outputs, decision and labels, a sentence each.</summary>
    public EquatableArray<string> Outputs { get; internal init; } = EquatableArray<string>.Empty;

    /// <summary>What no evaluation reads and is otherwise, a sentence each.</summary>
    public EquatableArray<string> Texts { get; internal init; } = EquatableArray<string>.Empty;

    /// <summary>Where answers differ.</summary>
    public EquatableArray<ChangedCell> Cells { get; internal init; } = EquatableArray<ChangedCell>.Empty;

    /// <summary>Where scores differ, whether answers do or not; none where values are the answers.</summary>
    public EquatableArray<ChangedCell> ScoreCells { get; internal init; } = EquatableArray<ChangedCell>.Empty;

    /// <summary>The share of measured points where some answer differs, in doubles; null where none were measured.</summary>
    public double? Share { get; internal init; }

    /// <summary>How many points shares are of.</summary>
    public int Points { get; internal init; }

    /// <summary>
    /// Of documents that are the same exact function: how far what the two calculate can be apart inside the ranges, by a proved bound on
    /// rounding, where rounding leads both to the same side of each condition. Null for all others.
    /// </summary>
    public double? RoundingDifference { get; internal init; }

    /// <summary>The largest change of an output; null where none changes or none can be compared.</summary>
    public ChangeBound? LargestChange =>
        Cells.Concat(ScoreCells).Select(c => c.LargestChange).Aggregate((ChangeBound?)null, ChangeBound.Larger);

    /// <summary>The largest change of a probability; null where none changes or scores say nothing of one.</summary>
    public ChangeBound? ProbabilityChange =>
        Cells.Concat(ScoreCells).Select(c => c.ProbabilityChange).Aggregate((ChangeBound?)null, ChangeBound.Larger);
}
