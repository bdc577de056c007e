using System;
using System.Threading;
using RuleCompiler.Trainer.Training.Resuming;

namespace RuleCompiler.Trainer.Training;

/// <summary>What a piece of long work is given from outside, and what it reports.</summary>
/// <param name="Cancellation">Ends it early, with the best so far.</param>
/// <param name="Progress">Called as it goes on; null reports to nobody.</param>
/// <param name="Resume">Where its state is kept; null keeps nothing.</param>
internal sealed record WorkContext(
    CancellationToken Cancellation, IProgress<TrainingProgress>? Progress = null, IResumePoint? Resume = null)
{
    /// <summary>Nothing is reported, nothing is kept, and nothing ends the work.</summary>
    public static WorkContext None { get; } = new(CancellationToken.None);
}
