using System;
using System.Linq;

namespace RuleCompiler.Trainer.Training.Curves;

/// <summary>How large weights are thought to be before they are fitted: as large as the answers that they add up to.</summary>
/// <remarks>
/// Small tables, and terms that go together, would without a prior lead to large weights that cancel each other. Where classes are nearly
/// separate, or a network is sure of what it says, log-odds are large, and a prior for those of everyday would hold them back.
/// </remarks>
internal static class WeightPrecision
{
    /// <summary>The precision for answers whose variance is at most 1, in units of the features' deviations.</summary>
    public const double OfUnitAnswers = 3;

    /// <summary>The precision for answers.</summary>
    /// <param name="answers">What a model answers on rows, rows × outputs.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <returns><see cref="OfUnitAnswers"/> over their variance, in the mean of the outputs, where that is above 1.</returns>
    public static double For(float[] answers, int outputs)
    {
        var rows = answers.Length / outputs;
        var variance = Enumerable.Range(0, outputs).Average(k =>
        {
            var mean = Enumerable.Range(0, rows).Average(r => (double)answers[(r * outputs) + k]);
            return Enumerable.Range(0, rows).Average(r => (answers[(r * outputs) + k] - mean) * (answers[(r * outputs) + k] - mean));
        });
        return OfUnitAnswers / Math.Max(variance, 1);
    }
}
