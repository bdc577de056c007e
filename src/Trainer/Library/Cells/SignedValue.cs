using System;

namespace RuleCompiler.Trainer.Cells;

/// <summary>The value of an affine map at a point, with a bound of its rounding error.</summary>
/// <param name="Value">Bias first, then the features in order, one multiply and one add each.</param>
/// <param name="Error">The exact value is at most this far away.</param>
internal readonly record struct SignedValue(double Value, double Error)
{
    /// <summary>Whether the value evaluates to less than 0.</summary>
    public bool IsNegative => Value < 0;

    /// <summary>Whether the exact value has the sign of the evaluated one, and is not 0.</summary>
    public bool IsCertain => Math.Abs(Value) > Error;

    /// <summary>Evaluates weights·x + bias.</summary>
    /// <param name="weights">One weight per feature.</param>
    /// <param name="bias">The constant.</param>
    /// <param name="x">One value per feature.</param>
    /// <returns>
    /// The value; its error is at most (n + 1)·u·Σ|terms| / (1 − (n + 1)·u), u = 2⁻⁵³ (the standard bound of a sum of products), where
    /// 8 more units cover the computation of the bound itself and the smallest normal number covers underflow.
    /// </returns>
    public static SignedValue Compute(ReadOnlySpan<double> weights, double bias, ReadOnlySpan<double> x)
    {
        var value = bias;
        var magnitude = Math.Abs(bias);
        for (var i = 0; i < weights.Length; i++)
        {
            var term = weights[i] * x[i];
            value += term;
            magnitude += Math.Abs(term);
        }

        return new SignedValue(value, ((weights.Length + 9) * Tolerances.UnitRoundoff * magnitude) + Tolerances.SmallestNormal);
    }
}
