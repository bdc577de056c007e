using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace RuleCompiler.Trainer.Cells;

/// <summary>Arithmetic on rows of coefficients, element by element: the same bits for every vector width.</summary>
internal static class DenseRow
{
    /// <summary>target += factor·source.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="source">A row.</param>
    /// <param name="target">A row of the same length, changed in place.</param>
    public static void AddMultiple(double factor, ReadOnlySpan<double> source, Span<double> target)
    {
        var sources = MemoryMarshal.Cast<double, Vector<double>>(source);
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        var f = new Vector<double>(factor);
        for (var i = 0; i < sources.Length; i++)
            targets[i] += f * sources[i];
        for (var i = sources.Length * Vector<double>.Count; i < source.Length; i++)
            target[i] += factor * source[i];
    }
}
