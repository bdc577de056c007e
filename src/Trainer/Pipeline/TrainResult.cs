using System.Collections.Generic;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>What a training run ends with.</summary>
/// <param name="Document">The rules; their provenance holds what was to choose from.</param>
/// <param name="Remarks">What a person should know of the run, a sentence each.</param>
public sealed record TrainResult(RuleDocument Document, IReadOnlyList<string> Remarks)
{
    /// <summary>What was to choose from, fewest nonlinear PReLUs first.</summary>
    public EquatableArray<FrontierEntry> Frontier => Document.Provenance!.Frontier;
}
