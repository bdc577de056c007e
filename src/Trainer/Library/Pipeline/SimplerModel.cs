using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>Looks whether a simpler model decides better than the one that was chosen by its loss.</summary>
/// <remarks>
/// The loss asks how well scores are met, people ask how often the answer is right. Mostly the two agree; where they do not, a model with
/// more
/// rules would be chosen that the linear one, or even always the same answer, beats. Both are compared on the same validation rows.
/// </remarks>
internal static class SimplerModel
{
    /// <summary>
    /// Standard errors of the difference beyond which fewer mistakes are no accident: where labels are noisy, or few have the second one, a
    /// model
    /// may know more and yet be right a little less often.
    /// </summary>
    public const double Clearly = 2;

    /// <summary>The simpler model with the fewest mistakes of those that make fewer.</summary>
    /// <param name="simpler">
    /// Simpler models, the simplest first: the mistake of each on every row, and by how many standard errors it has to make fewer.
    /// </param>
    /// <param name="mistakes">The mistakes of the chosen model on the same rows.</param>
    /// <returns>Its position; −1 where none makes fewer.</returns>
    public static int Better(IReadOnlyList<(double[] Mistakes, double StandardErrors)> simpler, double[] mistakes)
    {
        var better = Enumerable.Range(0, simpler.Count).Where(i => IsBetter(simpler[i].Mistakes, mistakes, simpler[i].StandardErrors))
            .ToArray();
        return better.Length == 0 ? -1 : better.MinBy(i => simpler[i].Mistakes.Sum());
    }

    /// <summary>The same answer everywhere, as a hinge form over features.</summary>
    /// <param name="features">The number of features.</param>
    /// <param name="outputs">The answer's outputs.</param>
    public static HingeForm Constant(int features, IEnumerable<float> outputs)
    {
        var biases = outputs.Select(o => (double)o).ToArray();
        return new HingeForm(features, [], [], [], new double[features * biases.Length], biases, [], []);
    }

    private static bool IsBetter(double[] simpler, double[] mistakes, double standardErrors)
    {
        var gains = mistakes.Zip(simpler, (more, fewer) => more - fewer).ToArray();
        var mean = gains.Average();
        var variance = gains.Sum(g => (g - mean) * (g - mean)) / Math.Max(1, gains.Length - 1);
        return mean > 0 && mean > standardErrors * Math.Sqrt(variance / gains.Length);
    }
}
