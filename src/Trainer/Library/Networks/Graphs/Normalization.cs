using System;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>What the values of a row are divided by.</summary>
public enum RowNorm
{
    /// <summary>The largest of them.</summary>
    Maximum,

    /// <summary>The sum of their sizes.</summary>
    Sum,

    /// <summary>The root of the sum of their squares.</summary>
    Root,
}

/// <summary>Values divided by the norm of their row; a row whose norm is 0 stays as it is.</summary>
/// <param name="Axis">The axis, counted from 0.</param>
/// <param name="Norm">The norm.</param>
public sealed record Normalization(int Axis, RowNorm Norm) : AlongAxis(Axis)
{
    private protected override void Row(double[] row)
    {
        var norm = Norm == RowNorm.Maximum ? row[Argmax.Of(row)] : 0.0;
        foreach (var value in row)
        {
            norm += Norm switch
            {
                RowNorm.Sum => Math.Abs(value),
                RowNorm.Root => value * value,
                _ => 0,
            };
        }

        norm = Norm == RowNorm.Root ? Math.Sqrt(norm) : norm;
        for (var k = 0; k < row.Length && norm != 0; k++)
            row[k] /= norm;
    }
}
