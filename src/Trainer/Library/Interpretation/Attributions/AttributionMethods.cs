using System.Collections.Generic;

namespace RuleCompiler.Trainer.Interpretation.Attributions;

/// <summary>The methods there are.</summary>
public static class AttributionMethods
{
    /// <summary>All of them with their usual settings, Insens first.</summary>
    /// <param name="lower">The least value of each input, or one for all, for deep Taylor decomposition.</param>
    /// <param name="upper">The largest value, likewise.</param>
    /// <param name="baseline">Where integrated gradients begin, or nothing for zeros.</param>
    /// <returns>The methods.</returns>
    public static IReadOnlyList<IAttribution> All(double[] lower, double[] upper, double[]? baseline = null) =>
    [
        new InactiveSensitivity(),
        new Contributions(),
        new Gradient(),
        new GradientTimesInput(),
        new IntegratedGradients(baseline: baseline),
        new LayerwiseRelevanceEpsilon(),
        new LayerwiseRelevanceAlphaBeta(),
        new DeepTaylor(lower, upper),
    ];
}
