using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Pipeline.Extracting;

/// <summary>What rows of a table reach.</summary>
/// <param name="Regions">The regions that they fall into.</param>
/// <param name="Rows">The rows that were looked up.</param>
/// <param name="Outside">How many of them are outside the box.</param>
/// <param name="Undecided">Sides of conditions left undecided on the way.</param>
/// <param name="Stopped">What ended it before the last row; null where nothing did.</param>
public sealed record ReachedRows(long Regions, long Rows, long Outside, long Undecided, WorkStoppedException? Stopped);
