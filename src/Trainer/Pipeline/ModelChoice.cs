using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>Chooses among candidates: the one with the fewest hinges that is as good as the full network.</summary>
/// <remarks>
/// By default as good is: within one standard error of the mean difference of the losses, row by row. That error is far smaller than
/// the one of each mean, since the same rows are hard for all models. On many rows it is so small that another rule would be bought for
/// nothing a person could notice, so a difference counts only from <see cref="LeastShare"/> of the majority's loss.
/// </remarks>
internal sealed class ModelChoice
{
    /// <summary>The share of the majority's loss that a difference has to reach: a hundredth of all there is to learn.</summary>
    public const double LeastShare = 0.01;

    private readonly double _majorityLoss;
    private readonly double? _tolerance;

    /// <summary>Prepares to choose.</summary>
    /// <param name="majorityLoss">The mean validation loss of the best constant answer.</param>
    /// <param name="tolerance">The loss of accuracy, or of R², that is given for fewer rules, instead of one standard error.</param>
    public ModelChoice(double majorityLoss, double? tolerance)
    {
        _majorityLoss = majorityLoss;
        _tolerance = tolerance;
    }

    /// <summary>Chooses.</summary>
    /// <param name="candidates">The candidates, fewest hinges first.</param>
    /// <param name="network">The validation losses of the full network.</param>
    /// <param name="headline">Its accuracy, or R², on validation rows.</param>
    /// <returns>The first candidate that is as good as the network, or else as the best candidate.</returns>
    public ExtractedCandidate Choose(IReadOnlyList<ExtractedCandidate> candidates, double[] network, double headline)
    {
        var best = candidates.MinBy(c => c.Model.ValidationLosses.Average())!;
        var bestHeadline = candidates.Max(c => c.Headline);
        return candidates.FirstOrDefault(c => IsAsGood(c, network, headline))
            ?? candidates.First(c => IsAsGood(c, best.Model.ValidationLosses, bestHeadline));
    }

    private bool IsAsGood(ExtractedCandidate candidate, double[] reference, double headline) => _tolerance is { } tolerance
        ? candidate.Headline >= headline - tolerance
        : IsWithinOneError(candidate.Model.ValidationLosses, reference);

    private bool IsWithinOneError(double[] losses, double[] reference)
    {
        var mean = 0.0;
        for (var i = 0; i < losses.Length; i++)
            mean += (losses[i] - reference[i]) / losses.Length;
        var variance = 0.0;
        for (var i = 0; i < losses.Length; i++)
            variance += (losses[i] - reference[i] - mean) * (losses[i] - reference[i] - mean) / Math.Max(1, losses.Length - 1);
        return mean <= Math.Max(Math.Sqrt(variance / losses.Length), LeastShare * _majorityLoss);
    }
}
