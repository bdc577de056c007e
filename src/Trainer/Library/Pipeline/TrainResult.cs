using System.Collections.Generic;
using RuleCompiler.Documents;
using RuleCompiler.Policies;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>What a training run ends with.</summary>
/// <param name="Document">The rules; their provenance holds what was to choose from.</param>
/// <param name="Notes">What a person should know of the run.</param>
public sealed record TrainResult(RuleDocument Document, IReadOnlyList<Note> Notes)
{
    /// <summary>What came of the policies that the rules were to keep to; null where there were none.</summary>
    public PolicyReport? Policies { get; init; }

    /// <summary>What was to choose from, fewest nonlinear PReLUs first.</summary>
    public EquatableArray<FrontierEntry> Frontier => Document.Provenance!.Frontier;
}
