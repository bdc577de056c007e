using System;
using System.Threading;
using RuleCompiler.Trainer.Training.Resuming;

namespace RuleCompiler.Trainer.Training;

/// <summary>What a piece of long work is told from outside, and tells.</summary>
/// <param name="Cancellation">Ends it early, with the best so far.</param>
/// <param name="Progress">Told as it goes on; null tells nobody.</param>
/// <param name="Resume">Where its state is kept; null keeps nothing.</param>
internal sealed record WorkContext(CancellationToken Cancellation, IProgress<TrainingProgress>? Progress = null, IResumePoint? Resume = null)
{
    /// <summary>Nobody is told, nothing is kept, and nothing ends the work.</summary>
    public static WorkContext None { get; } = new(CancellationToken.None);
}
