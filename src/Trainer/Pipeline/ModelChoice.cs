using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>Chooses among candidates: the one with the fewest hinges that is within one standard error of the full network.</summary>
/// <remarks>
/// The error is that of the mean difference of the losses row by row, which is far smaller than that of each mean, since the same rows
/// are hard for all of them. On many rows it is so small that another rule would be bought for nothing a person could notice, so a
/// difference counts only from <see cref="LeastShare"/> of the majority's loss: a hundredth of all there is to learn.
/// </remarks>
internal static class ModelChoice
{
    /// <summary>The share of the majority's loss that a difference has to reach.</summary>
    public const double LeastShare = 0.01;

    /// <summary>Chooses.</summary>
    /// <param name="candidates">The candidates, fewest hinges first.</param>
    /// <param name="reference">The losses of the full network on the same validation rows; null where only the candidates count.</param>
    /// <param name="majorityLoss">The mean loss of the best constant answer on the same rows.</param>
    /// <returns>The first candidate that is not worse than the reference, or else than the best candidate, by more than one standard error.</returns>
    public static Candidate Choose(IReadOnlyList<Candidate> candidates, double[]? reference, double majorityLoss)
    {
        var best = candidates.MinBy(c => c.ValidationLosses.Average())!;
        return (reference is null ? null : candidates.FirstOrDefault(c => IsAsGood(c.ValidationLosses, reference, majorityLoss)))
            ?? candidates.First(c => IsAsGood(c.ValidationLosses, best.ValidationLosses, majorityLoss));
    }

    private static bool IsAsGood(double[] losses, double[] reference, double majorityLoss)
    {
        var mean = 0.0;
        for (var i = 0; i < losses.Length; i++)
            mean += (losses[i] - reference[i]) / losses.Length;
        var variance = 0.0;
        for (var i = 0; i < losses.Length; i++)
            variance += (losses[i] - reference[i] - mean) * (losses[i] - reference[i] - mean) / Math.Max(1, losses.Length - 1);
        return mean <= Math.Max(Math.Sqrt(variance / losses.Length), LeastShare * majorityLoss);
    }
}
