using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>
/// Stretches joined to bins, with the smallest possible height of the highest bin, and of those with the smallest squares of all heights.
/// The choice is made in doubles; what becomes of it is calculated exactly.
/// </summary>
internal sealed class StretchCuts
{
    // What doubles round is no reason to leave a bin out.
    private const double Rounding = 1e-9;

    private readonly double[] _lowest;
    private readonly double[] _highest;
    private readonly int _most;

    /// <summary>Takes over stretches.</summary>
    /// <param name="stretches">The stretches.</param>
    /// <param name="most">The most bins.</param>
    public StretchCuts(IReadOnlyList<Stretch> stretches, int most)
    {
        _lowest = stretches.Select(s => s.Lowest.ToDouble()).ToArray();
        _highest = stretches.Select(s => s.Highest.ToDouble()).ToArray();
        _most = most;
    }

    /// <summary>For one bin, two, and so on to the most, the stretches that begin a bin.</summary>
    public IEnumerable<int[]> All
    {
        get
        {
            var heights = Search(double.PositiveInfinity, Math.Max).Costs;
            for (var bins = 1; bins <= _most; bins++)
            {
                var highest = heights[bins][^1];
                yield return Search(highest + (Rounding * (1 + highest)), (sum, height) => sum + (height * height)).Starts(bins);
            }
        }
    }

    // Of so many bins over the first stretches the least cost, where no bin is higher than allowed.
    private Cuts Search(double allowed, Func<double, double, double> add)
    {
        var count = _lowest.Length;
        var costs = Enumerable.Range(0, _most + 1).Select(_ => Enumerable.Repeat(double.PositiveInfinity, count + 1).ToArray()).ToArray();
        var starts = Enumerable.Range(0, _most + 1).Select(_ => new int[count + 1]).ToArray();
        costs[0][0] = 0;
        for (var bins = 1; bins <= _most; bins++)
        {
            for (var end = bins; end <= count; end++)
            {
                var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
                for (var start = end - 1; start >= bins - 1; start--)
                {
                    (low, high) = (Math.Min(low, _lowest[start]), Math.Max(high, _highest[start]));
                    if (high - low > allowed)
                        break;
                    var cost = add(costs[bins - 1][start], high - low);
                    if (cost < costs[bins][end])
                        (costs[bins][end], starts[bins][end]) = (cost, start);
                }
            }
        }

        return new Cuts(costs, starts);
    }

    private sealed record Cuts(double[][] Costs, int[][] Ends)
    {
        public int[] Starts(int bins)
        {
            var starts = new int[bins];
            var end = Ends[bins].Length - 1;
            for (var k = bins; k > 0; k--)
                starts[k - 1] = end = Ends[k][end];
            return starts;
        }
    }
}
