namespace RuleCompiler.Trainer.Networks;

/// <summary>Between what values the inputs of a network are.</summary>
/// <param name="Low">The least value: one per input value, or one for all.</param>
/// <param name="High">The largest value, likewise.</param>
public sealed record InputBounds(double[] Low, double[] High);
