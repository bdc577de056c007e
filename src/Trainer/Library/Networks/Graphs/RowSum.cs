using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>
/// Adds multiples of rows. Each element is one multiplication and one addition, so that no width of vector changes a bit.
/// </summary>
internal static class RowSum
{
    /// <summary>sum ← sum + factor·row.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="row">As long as the sum.</param>
    /// <param name="sum">What is added to.</param>
    public static void Add(double factor, ReadOnlySpan<double> row, Span<double> sum)
    {
        var done = 0;
        if (sum.Length >= Vector<double>.Count)
        {
            var f = new Vector<double>(factor);
            var rows = MemoryMarshal.Cast<double, Vector<double>>(row);
            var sums = MemoryMarshal.Cast<double, Vector<double>>(sum);
            for (var i = 0; i < sums.Length && i < rows.Length; i++)
                sums[i] += f * rows[i];
            done = sums.Length * Vector<double>.Count;
        }

        for (var i = done; i < sum.Length; i++)
            sum[i] += factor * row[i];
    }

    /// <summary>sum ← sum + factor·(every n-th element of a row).</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="row">The row, from its first element that counts.</param>
    /// <param name="step">The distance of the elements that count.</param>
    /// <param name="sum">What is added to.</param>
    public static void Add(double factor, ReadOnlySpan<double> row, int step, Span<double> sum)
    {
        if (step == 1)
        {
            Add(factor, row[..sum.Length], sum);
            return;
        }

        for (var i = 0; i < sum.Length; i++)
            sum[i] += factor * row[i * step];
    }
}
