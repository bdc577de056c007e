namespace RuleCompiler.Trainer.Training;

/// <summary>How far training is.</summary>
/// <param name="Phase">What is being done: "collapse".</param>
/// <param name="Fraction">The share of the phase that is done at most, 0 to 1.</param>
/// <param name="Step">Steps done in the phase.</param>
/// <param name="Loss">The training loss.</param>
/// <param name="Nonlinear">The number of PReLUs that are not linear.</param>
public sealed record TrainingProgress(string Phase, double Fraction, long Step, double Loss, int Nonlinear);
