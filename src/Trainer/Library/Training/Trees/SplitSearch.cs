using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Trainer.Networks.Trees;

namespace RuleCompiler.Trainer.Training.Trees;

/// <summary>A test and the squared error that is left on its two sides.</summary>
internal sealed record FoundSplit(TreeTest Test, double Error);

/// <summary>Finds the test of one input that leaves the smallest squared error.</summary>
internal sealed class SplitSearch(TreeSample sample, int leastRows)
{
    /// <summary>The best test of an input.</summary>
    /// <param name="input">The position of the input.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="all">Their sums.</param>
    /// <returns>The test; null where each has too few rows on a side.</returns>
    public FoundSplit? Best(int input, int[] rows, TargetSums all) => sample.Inputs[input].Match(
        _ => BestThreshold(input, rows, all), category => BestSubset(input, category.Categories.Count, rows, all));

    private FoundSplit? BestThreshold(int input, int[] rows, TargetSums all)
    {
        var values = Array.ConvertAll(rows, r => sample.Columns[input][r]);
        var ordered = (int[])rows.Clone();
        Array.Sort(values, ordered);
        var below = new TargetSums(sample.Outputs);
        var (best, at) = (double.PositiveInfinity, -1);
        for (var i = 0; i < ordered.Length - 1; i++)
        {
            below.Add(sample, ordered[i]);
            if (values[i].Equals(values[i + 1]) || below.Rows < leastRows || all.Rows - below.Rows < leastRows)
                continue;
            var error = below.Error + all.ErrorWithout(below);
            if (error < best)
                (best, at) = (error, i);
        }

        return at < 0 ? null : new FoundSplit(new AtMost(input, Between(values[at], values[at + 1])), best);
    }

    /// <summary>
    /// Ordered by the mean of an output, some of the first categories are the best subset for that output (Fisher 1958), so only those are
    /// tried,
    /// for each output.
    /// </summary>
    private FoundSplit? BestSubset(int input, int categories, int[] rows, TargetSums all)
    {
        var sums = Enumerable.Range(0, categories).Select(_ => new TargetSums(sample.Outputs)).ToArray();
        foreach (var row in rows)
            sums[(int)sample.Columns[input][row]].Add(sample, row);
        var present = Enumerable.Range(0, categories).Where(c => sums[c].Rows > 0).ToArray();
        FoundSplit? best = null;
        for (var k = 0; k < sample.Outputs; k++)
        {
            var ordered = present.OrderBy(c => sums[c].Means[k]).ToArray();
            var first = new TargetSums(sample.Outputs);
            for (var i = 0; i < ordered.Length - 1; i++)
            {
                first.Add(sums[ordered[i]]);
                if (first.Rows < leastRows || all.Rows - first.Rows < leastRows)
                    continue;
                var error = first.Error + all.ErrorWithout(first);
                if (best is null || error < best.Error)
                    best = new FoundSplit(new OneOf(input, Shorter(ordered[..(i + 1)], ordered[(i + 1)..])), error);
            }
        }

        return best;
    }

    private static int[] Shorter(int[] some, int[] others) => (some.Length <= others.Length ? some : others).Order().ToArray();

    /// <summary>The number with the fewest digits strictly between two, or the lower one where there is no double between.</summary>
    private static double Between(double low, double high)
    {
        var middle = (low / 2) + (high / 2);
        for (var digits = 0; digits < 17; digits++)
        {
            var text = middle.ToString("E" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            var rounded = double.Parse(text, CultureInfo.InvariantCulture);
            if (rounded > low && rounded < high)
                return rounded;
        }

        return low;
    }
}
