using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Training.Curves;

/// <summary>The terms of one row of a hinge form as sums of entries: how sums over entries become sums over terms.</summary>
/// <remarks>After the entries come 1 for the bias and min(0, z) of each hinge that the row is coupled to.</remarks>
internal sealed class TermEntries
{
    private readonly (int Entry, double Factor)[][] _terms;
    private readonly int _entries;

    /// <summary>Prepares a row.</summary>
    /// <param name="terms">Its terms.</param>
    /// <param name="couplings">The hinges that it is coupled to.</param>
    /// <param name="encoding">The features.</param>
    public TermEntries(int[][] terms, int couplings, CurveEncoding encoding)
    {
        _entries = encoding.Entries;
        _terms =
        [
            .. terms.Select(t => Sum(t, encoding)),
            .. Enumerable.Range(encoding.Entries, couplings + 1).Select(e => new[] { (e, 1.0) }),
        ];
    }

    /// <summary>The numbers of the row: weights, bias, couplings.</summary>
    public int Count => _terms.Length;

    /// <summary>The weight of each entry where the terms have given weights.</summary>
    /// <param name="numbers">The numbers of the row, weights first.</param>
    public double[] Expand(ReadOnlySpan<double> numbers)
    {
        var weights = new double[_entries + 1 + numbers.Length];
        for (var t = 0; t < _terms.Length; t++)
        {
            foreach (var (entry, factor) in _terms[t])
                weights[entry] += factor * numbers[t];
        }

        return weights;
    }

    /// <summary>Sums over entries as sums over terms.</summary>
    /// <param name="sums">One sum per entry, bias and coupling.</param>
    /// <param name="target">Receives one per number of the row.</param>
    public void Reduce(ReadOnlySpan<double> sums, Span<double> target)
    {
        for (var t = 0; t < _terms.Length; t++)
        {
            var sum = 0.0;
            foreach (var (entry, factor) in _terms[t])
                sum += factor * sums[entry];
            target[t] = sum;
        }
    }

    /// <summary>A matrix over entries as one over the numbers of two rows.</summary>
    /// <param name="matrix">entries × entries.</param>
    /// <param name="size">Its rows.</param>
    /// <param name="other">The row whose numbers the columns are of.</param>
    /// <param name="put">Receives each element: the number of this row, that of the other, the value.</param>
    public void Reduce(double[] matrix, int size, TermEntries other, Action<int, int, double> put)
    {
        var line = new double[size];
        var reduced = new double[other.Count];
        for (var t = 0; t < _terms.Length; t++)
        {
            Array.Clear(line);
            foreach (var (entry, factor) in _terms[t])
            {
                var source = matrix.AsSpan(entry * size, size);
                for (var e = 0; e < size; e++)
                    line[e] += factor * source[e];
            }

            other.Reduce(line, reduced);
            for (var u = 0; u < reduced.Length; u++)
                put(t, u, reduced[u]);
        }
    }

    private static (int, double)[] Sum(int[] features, CurveEncoding encoding)
    {
        var sum = new SortedDictionary<int, double>();
        foreach (var feature in features)
        {
            foreach (var (entry, factor) in encoding.EntriesOf(feature))
                sum[entry] = sum.GetValueOrDefault(entry) + factor;
        }

        return [.. sum.Select(s => (s.Key, s.Value))];
    }
}
