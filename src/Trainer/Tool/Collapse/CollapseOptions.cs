using RuleCompiler.Tool.Shared.Runs;
using RuleCompiler.Trainer.Pipeline.Originals;

namespace RuleCompiler.Tool.Collapse;

/// <summary>What <c>rulec collapse</c> was asked to do.</summary>
/// <param name="Network">The file of the network.</param>
/// <param name="Task">What was said of its inputs and outputs.</param>
/// <param name="Run">The data and how the rules are made.</param>
internal sealed record CollapseOptions(string Network, OriginalTask Task, RunOptions Run)
{
    /// <summary>The only output of the network that is wanted; null for the one that is its answer.</summary>
    public string? NetworkOutput { get; init; }
}
