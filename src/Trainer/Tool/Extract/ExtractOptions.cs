using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Sources;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Extract;

/// <summary>What <c>rulec extract</c> is asked to do.</summary>
/// <param name="Network">The file: a network, or a rule document.</param>
/// <param name="Box">The ranges in which a network is examined, where they are given.</param>
/// <param name="Output">The document to write, if any.</param>
/// <param name="Labels">What the outputs mean, where a person says it.</param>
/// <param name="MaxRegions">The search stops when there are more.</param>
/// <param name="Budget">What the search may take.</param>
/// <param name="ReachedBy">A table; only regions that its rows fall into are looked for.</param>
/// <param name="Table">How to read it.</param>
/// <param name="Threads">The number of threads.</param>
/// <param name="Json">Whether the result is one JSON object.</param>
internal sealed record ExtractOptions(
    string Network,
    BoxChoice Box,
    string? Output,
    EquatableArray<string> Labels,
    long MaxRegions,
    SearchBudget Budget,
    string? ReachedBy,
    TableOptions Table,
    int Threads,
    bool Json)
{
    /// <summary>The only output of the network that is wanted; null for the one that is its answer.</summary>
    public string? NetworkOutput { get; init; }
}
