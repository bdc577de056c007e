using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Networks.Trees;

/// <summary>Where trees send a value that is missing (NaN), as a number that goes the same ways.</summary>
public static class MissingBranches
{
    /// <summary>Finds a number for each input, one of the ends of its range.</summary>
    /// <param name="trees">The trees.</param>
    /// <param name="lower">The lower ends.</param>
    /// <param name="upper">The upper ends.</param>
    /// <returns>
    /// For each input the number; null where no test of it sends a missing value to where the test holds (then the trees have most likely
    /// never seen one), and NaN where one does and neither end goes all the ways that a missing value goes.
    /// </returns>
    public static IReadOnlyList<double?> StandIns(TreeEnsemble trees, IReadOnlyList<double> lower, IReadOnlyList<double> upper)
    {
        var tests = trees.Nodes.Where(n => n.Test != Graphs.TreeTest.Leaf).ToLookup(n => n.Feature);
        return Enumerable.Range(0, lower.Count).Select(i =>
        {
            if (!tests[i].Any(n => n.IsTrueForNaN))
                return (double?)null;
            return new[] { upper[i], lower[i] }.Append(double.NaN)
                .First(x => double.IsNaN(x) || tests[i].All(n => TreeEnsemble.Holds(n.Test, trees.IsSingle ? (float)x : x, n.Threshold) == n.IsTrueForNaN));
        }).ToArray();
    }
}
