using System.Collections.Generic;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>What a training run ends with.</summary>
/// <param name="Document">The rules.</param>
/// <param name="Frontier">What was to choose from, fewest nonlinear PReLUs first.</param>
/// <param name="Remarks">What a person should know of the run, a sentence each.</param>
public sealed record TrainResult(RuleDocument Document, IReadOnlyList<FrontierPoint> Frontier, IReadOnlyList<string> Remarks);

/// <summary>One point of the frontier: accuracy against the number of nonlinear PReLUs.</summary>
/// <param name="Nonlinear">The number of nonlinear PReLUs.</param>
/// <param name="Rules">The number of linear regions; null where it is above the most that were asked for.</param>
/// <param name="Validation">The metrics on validation rows, before rounding.</param>
/// <param name="Chosen">Whether the rules were made of it.</param>
public sealed record FrontierPoint(int Nonlinear, int? Rules, EquatableArray<NamedNumber> Validation, bool Chosen);
