using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>A hinge form that rules may be made of.</summary>
/// <param name="Form">The hinge form, over the features.</param>
/// <param name="ValidationLosses">Its loss on every validation row.</param>
internal sealed record Candidate(HingeForm Form, double[] ValidationLosses);
