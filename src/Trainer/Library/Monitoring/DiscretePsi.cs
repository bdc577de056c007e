using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Monitoring;

/// <summary>A distribution of which every index is known, or as many as were drawn.</summary>
internal sealed class DiscretePsi : PsiDistribution
{
    // Two divisions of the rows that are each other's mirror image have the same index but for rounding.
    private const double Same = 1e-9;

    // Beyond so many deviations, and so many rows where these are few, probabilities are below 10⁻³⁰.
    private const double Deviations = 12;
    private const long Rows = 200;

    private readonly double[] _indices;
    private readonly double[] _atLeast;

    private DiscretePsi(IEnumerable<(double Index, double Weight)> ascending, double observed)
    {
        var all = ascending.ToArray();
        _indices = Array.ConvertAll(all, i => i.Index);
        _atLeast = new double[all.Length + 1];
        _atLeast[^1] = observed;
        for (var i = all.Length - 1; i >= 0; i--)
            _atLeast[i] = _atLeast[i + 1] + all[i].Weight;
    }

    /// <summary>Of two cells, every division of the rows.</summary>
    /// <param name="cell">The rows of the smaller sample in the first cell.</param>
    /// <param name="totals">The rows of both samples in each cell.</param>
    /// <param name="training">The rows of training.</param>
    /// <param name="now">The later rows.</param>
    public static DiscretePsi Of(Hypergeometric cell, long[] totals, long training, long now)
    {
        var (few, many) = (Math.Min(training, now), Math.Max(training, now));
        var reach = (long)(Deviations * cell.Deviation) + Rows;
        var (from, to) = (Math.Max(cell.Least, cell.Mode - reach), Math.Min(cell.Most, cell.Mode + reach));
        var divisions = new (double Index, double Weight)[(int)(to - from) + 1];
        for (var i = 0; i < divisions.Length; i++)
        {
            var first = from + i;
            divisions[i] = (
                Psi.Of(totals[0] - first, first, many, few) + Psi.Of(totals[1] - few + first, few - first, many, few),
                Exponential.Of(cell.LogProbability(first)));
        }

        return new DiscretePsi(divisions.OrderBy(d => d.Index), 0);
    }

    /// <summary>Of more cells, drawn divisions; what is compared counts as one of them, so that no probability is 0.</summary>
    /// <param name="totals">The rows of both samples in each cell.</param>
    /// <param name="training">The rows of training.</param>
    /// <param name="now">The later rows.</param>
    /// <param name="draws">How many.</param>
    /// <param name="seed">The seed of the draws.</param>
    public static DiscretePsi Drawn(long[] totals, long training, long now, int draws, ulong seed)
    {
        // The index is that of the two samples in either order: the smaller one is drawn.
        var (few, many) = (Math.Min(training, now), Math.Max(training, now));
        var random = new Xoshiro256(seed);
        var weight = 1.0 / (draws + 1);
        var indices = new double[draws];
        for (var i = 0; i < draws; i++)
            indices[i] = Drawn(totals, few, many, random);
        Array.Sort(indices);
        return new DiscretePsi(indices.Select(index => (index, weight)), weight);
    }

    public override double AtLeast(double psi) => Math.Min(1, _atLeast[Position(psi)]);

    public override double Limit(double probability)
    {
        // Fewer draws than that know nothing of so small a probability.
        if (_atLeast[^1] > probability)
            return double.PositiveInfinity;
        // Probabilities fall from each index to the next: the last that is not small enough is searched for.
        var (low, high) = (0, _indices.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (AtLeast(_indices[middle]) <= probability)
                high = middle;
            else
                low = middle + 1;
        }

        return low == 0 ? 0 : _indices[low - 1];
    }

    /// <summary>The position of the first index that is as large, up to rounding.</summary>
    private int Position(double psi)
    {
        var found = Array.BinarySearch(_indices, psi * (1 - Same));
        if (found < 0)
            return ~found;
        while (found > 0 && _indices[found - 1].Equals(_indices[found]))
            found--;
        return found;
    }

    private static double Drawn(long[] totals, long few, long many, Xoshiro256 random)
    {
        var (left, drawn, psi) = (few + many, few, 0.0);
        foreach (var total in totals)
        {
            left -= total;
            var count = left == 0 ? drawn : new Hypergeometric(total, left, drawn).Draw(random);
            psi += Psi.Of(total - count, count, many, few);
            drawn -= count;
        }

        return psi;
    }
}
