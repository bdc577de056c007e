using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RuleCompiler.Trainer.Training.Curves;

/// <summary>Finds the places where a curve of one input may bend or jump.</summary>
/// <remarks>
/// A number with few values may do so at each. Otherwise half of the places are quantiles of the rows, and half are where a small
/// regression tree of this input alone, grown best split first on what a linear model has left over, changes its level most: spikes and
/// heavy tails have no quantiles. A place is the number with the fewest digits of those that separate the same rows.
/// </remarks>
internal sealed class PlaceSearch
{
    private readonly double[] _residuals;
    private readonly double[] _weights;
    private readonly int _outputs;
    private readonly int _most;
    private readonly int _leastRows;

    /// <summary>Prepares the search.</summary>
    /// <param name="residuals">rows × outputs: how far each output would have to move, by a Newton step of its own.</param>
    /// <param name="weights">rows × outputs: how much that would matter.</param>
    /// <param name="outputs">Outputs per row.</param>
    /// <param name="most">The most places of an input.</param>
    public PlaceSearch(double[] residuals, double[] weights, int outputs, int most)
    {
        (_residuals, _weights, _outputs, _most) = (residuals, weights, outputs, most);
        _leastRows = Math.Clamp(residuals.Length / outputs / 100, 5, 30);
    }

    /// <summary>The places of an input.</summary>
    /// <param name="values">Its value in each row; rows without one, where it is NaN, are not looked at.</param>
    /// <returns>Increasing, above the smallest value and not above the largest.</returns>
    public double[] Find(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).Where(r => !double.IsNaN(values[r])).ToArray();
        var sorted = Array.ConvertAll(order, r => values[r]);
        Array.Sort(sorted, order);
        // Where each value begins, the smallest left out: a place there has whole values on both sides.
        var starts = Enumerable.Range(1, Math.Max(0, sorted.Length - 1)).Where(r => !sorted[r].Equals(sorted[r - 1])).ToArray();
        var chosen = starts.Length <= _most
            ? starts
            : Quantiles(starts, sorted.Length, _most / 2).Union(Learned(starts, order, _most - (_most / 2))).ToArray();
        return chosen.Order().Select(r => Shortest(sorted[r - 1], sorted[r])).Distinct().Order().ToArray();
    }

    /// <summary>The starts that are nearest to quantiles; where ties leave some over, quantiles of the starts that are left.</summary>
    private static HashSet<int> Quantiles(int[] starts, int rows, int count)
    {
        var found = new HashSet<int>();
        for (var q = 1; q <= count; q++)
        {
            var at = Array.BinarySearch(starts, (int)((long)rows * q / (count + 1)));
            found.Add(starts[Math.Min(at < 0 ? ~at : at, starts.Length - 1)]);
        }

        var left = starts.Where(s => !found.Contains(s)).ToArray();
        for (var (q, missing) = (1, count - found.Count); q <= missing && left.Length > 0; q++)
            found.Add(left[(int)((long)left.Length * q / (missing + 1))]);
        return found;
    }

    private List<int> Learned(int[] starts, int[] order, int count)
    {
        var sums = new PrefixSums(order, _residuals, _weights, _outputs);
        var leaves = new PriorityQueue<(int From, int To, int At), double>();
        Push(0, order.Length);
        var found = new List<int>();
        while (found.Count < count && leaves.TryDequeue(out var leaf, out _))
        {
            found.Add(leaf.At);
            Push(leaf.From, leaf.At);
            Push(leaf.At, leaf.To);
        }

        return found;

        void Push(int from, int to)
        {
            var (best, at) = (0.0, -1);
            var first = Array.BinarySearch(starts, from + _leastRows);
            for (var i = first < 0 ? ~first : first; i < starts.Length && starts[i] <= to - _leastRows; i++)
            {
                var gain = sums.Gain(from, starts[i], to);
                if (gain > best)
                    (best, at) = (gain, starts[i]);
            }

            if (at >= 0)
                leaves.Enqueue((from, to, at), -best);
        }
    }

    /// <summary>The number with the fewest digits above one value and not above the next.</summary>
    private static double Shortest(double below, double at)
    {
        var middle = (below / 2) + (at / 2);
        for (var digits = 0; digits < 17; digits++)
        {
            var format = "E" + digits.ToString(CultureInfo.InvariantCulture);
            foreach (var candidate in new[] { at, middle })
            {
                var rounded = double.Parse(candidate.ToString(format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
                if (rounded > below && rounded <= at)
                    return rounded;
            }
        }

        return at;
    }

    /// <summary>Sums over the rows in the order of the values, by which a split is judged at once.</summary>
    private sealed class PrefixSums
    {
        private readonly double[] _weight;
        private readonly double[] _moment;
        private readonly int _outputs;

        public PrefixSums(int[] order, double[] residuals, double[] weights, int outputs)
        {
            _outputs = outputs;
            _weight = new double[(order.Length + 1) * outputs];
            _moment = new double[(order.Length + 1) * outputs];
            for (var r = 0; r < order.Length; r++)
            {
                for (var k = 0; k < outputs; k++)
                {
                    var (from, row) = ((r * outputs) + k, (order[r] * outputs) + k);
                    _weight[from + outputs] = _weight[from] + weights[row];
                    _moment[from + outputs] = _moment[from] + (weights[row] * residuals[row]);
                }
            }
        }

        /// <summary>By how much the weighted squared error falls when two parts get means of their own.</summary>
        public double Gain(int from, int at, int to)
        {
            var gain = 0.0;
            for (var k = 0; k < _outputs; k++)
                gain += Explained(k, from, at) + Explained(k, at, to) - Explained(k, from, to);
            return gain;
        }

        private double Explained(int output, int from, int to)
        {
            var weight = _weight[(to * _outputs) + output] - _weight[(from * _outputs) + output];
            var moment = _moment[(to * _outputs) + output] - _moment[(from * _outputs) + output];
            return weight > 0 ? moment * moment / weight : 0;
        }
    }
}
