using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Features;

namespace RuleCompiler.Trainer.Regions;

/// <summary>The categories of one input, those that some expressions treat alike put together.</summary>
/// <param name="Input">The position of the input.</param>
/// <param name="Classes">The positions of the categories of each class.</param>
internal sealed record CategoryClasses(int Input, int[][] Classes)
{
    /// <summary>The classes of an input.</summary>
    /// <param name="input">The position of a category input.</param>
    /// <param name="features">Its features.</param>
    /// <param name="weights">The weights, over all features, of what treats categories alike or not.</param>
    public static CategoryClasses Find(int input, FeatureRange features, IReadOnlyList<double[]> weights)
    {
        var classes = Enumerable.Range(0, features.Count)
            .GroupBy(c => weights.Select(w => w[features.First + c]).ToEquatableArray()).Select(g => g.ToArray()).ToArray();
        return new CategoryClasses(input, classes);
    }
}
