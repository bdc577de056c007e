using RuleCompiler.Documents;
using RuleCompiler.Proofs.Comparison;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Diff;

/// <summary>What <c>rulec diff</c> was asked to do.</summary>
/// <param name="Old">The file of the old document.</param>
/// <param name="New">The file of the new document.</param>
/// <param name="Renames">Inputs that have another name in the new document.</param>
/// <param name="FailOn">The least class that is a failure; null for none.</param>
/// <param name="Seconds">How long it may take.</param>
internal sealed record DiffOptions(
    string Old, string New, EquatableArray<RenamedInput> Renames, DifferenceClass? FailOn, double Seconds)
{
    /// <summary>A table whose rows are counted; null for none.</summary>
    public string? Data { get; init; }

    /// <summary>How it is read.</summary>
    public TableOptions Table { get; init; } = TableOptions.Default;

    /// <summary>Whether to print one JSON object.</summary>
    public bool Json { get; init; }

    /// <summary>Whether to print Markdown.</summary>
    public bool Markdown { get; init; }
}
