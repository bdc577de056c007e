using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>Chooses among candidates: the one with the fewest hinges that is within one standard error of the best.</summary>
/// <remarks>
/// The error is that of the mean difference of the losses row by row, which is far smaller than that of each mean, since the same rows
/// are hard for all of them.
/// </remarks>
internal static class ModelChoice
{
    /// <summary>Chooses.</summary>
    /// <param name="candidates">The candidates, fewest hinges first.</param>
    /// <param name="reference">The losses of the full network on the same validation rows; null where only the candidates count.</param>
    /// <returns>The first candidate that is not worse than the reference, or else than the best candidate, by more than one standard error.</returns>
    public static Candidate Choose(IReadOnlyList<Candidate> candidates, double[]? reference)
    {
        var best = candidates.MinBy(c => c.ValidationLosses.Average())!;
        return (reference is null ? null : candidates.FirstOrDefault(c => IsWithinOneError(c.ValidationLosses, reference)))
            ?? candidates.First(c => IsWithinOneError(c.ValidationLosses, best.ValidationLosses));
    }

    private static bool IsWithinOneError(double[] losses, double[] reference)
    {
        var mean = 0.0;
        for (var i = 0; i < losses.Length; i++)
            mean += (losses[i] - reference[i]) / losses.Length;
        var variance = 0.0;
        for (var i = 0; i < losses.Length; i++)
            variance += (losses[i] - reference[i] - mean) * (losses[i] - reference[i] - mean) / Math.Max(1, losses.Length - 1);
        return mean <= Math.Sqrt(variance / losses.Length);
    }
}
