using System;
using RuleCompiler.Trainer.Extraction;

namespace RuleCompiler.Benchmarks.Extraction;

/// <summary>
/// A row a·t + a₀ − s ≥ 0 of a cell's programme, over t = x − middle of the box, in the inputs' own units, and the margin s, which is
/// maximised. |a| add up to 1, so that s is a distance in every input.
/// </summary>
/// <param name="Coefficients">a, one per input.</param>
/// <param name="Constant">a₀.</param>
internal sealed record CellRow(double[] Coefficients, double Constant)
{
    /// <summary>The other side of the same condition.</summary>
    public CellRow Opposite => new(Array.ConvertAll(Coefficients, a => -a), -Constant);

    /// <summary>The side e ≥ 0 of a condition in a box of numbers; null where the sign of e is the same in all of it.</summary>
    public static CellRow? Of(InputBox box, ReadOnlySpan<double> weights, double bias, out double middle)
    {
        middle = bias;
        var (row, size, reach) = (new double[weights.Length], 0.0, 0.0);
        for (var i = 0; i < row.Length; i++)
        {
            middle += weights[i] * ((box.Lower[i] + box.Upper[i]) / 2);
            reach += Math.Abs(weights[i]) * ((box.Upper[i] - box.Lower[i]) / 2);
            size += Math.Abs(weights[i]);
        }

        if (Math.Abs(middle) >= reach)
            return null;
        for (var i = 0; i < row.Length; i++)
            row[i] = weights[i] / size;
        return new CellRow(row, middle / size);
    }
}
