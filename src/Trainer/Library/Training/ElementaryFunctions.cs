using System;

namespace RuleCompiler.Trainer.Training;

/// <summary>Exponential and logarithm by IEEE operations alone: the same bits on every machine, which the C library's are not.</summary>
/// <remarks>Both are within a few units in the last place; tests hold them against <see cref="Math"/>.</remarks>
public static class ElementaryFunctions
{
    // ln 2 in two parts, the first with so many trailing zero bits that k·Ln2High is exact for every exponent k.
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>e to the x.</summary>
    /// <param name="x">The exponent.</param>
    /// <returns>eˣ; 0 below −708, infinity where eˣ is above the largest double, from about 709.78 on.</returns>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (x > 709.782712893384)
            return double.PositiveInfinity;
        if (x < -708.0)
            return 0;
        var k = Math.Floor((x * 1.4426950408889634) + 0.5);
        var r = x - (k * Ln2High) - (k * Ln2Low);
        // Taylor's series on |r| ≤ ln(2)/2: the first term left out is below 2⁻⁵⁶.
        var p = 1.0 / 6227020800.0;
        p = (p * r) + (1.0 / 479001600.0);
        p = (p * r) + (1.0 / 39916800.0);
        p = (p * r) + (1.0 / 3628800.0);
        p = (p * r) + (1.0 / 362880.0);
        p = (p * r) + (1.0 / 40320.0);
        p = (p * r) + (1.0 / 5040.0);
        p = (p * r) + (1.0 / 720.0);
        p = (p * r) + (1.0 / 120.0);
        p = (p * r) + (1.0 / 24.0);
        p = (p * r) + (1.0 / 6.0);
        p = (p * r) + 0.5;
        p = (p * r * r) + r;
        // Twice half the power, since 2¹⁰²⁴ by itself is no double.
        return (1.0 + p) * BitConverter.Int64BitsToDouble(((long)k + 1022) << 52) * 2.0;
    }

    /// <summary>The natural logarithm.</summary>
    /// <param name="x">A positive number.</param>
    /// <returns>ln x; −∞ for 0, NaN below.</returns>
    public static double Log(double x)
    {
        if (!(x > 0))
            return x == 0 ? double.NegativeInfinity : double.NaN;
        if (double.IsPositiveInfinity(x))
            return x;
        var exponent = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 18014398509481984.0;
            exponent = -54;
        }

        var bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)(bits >> 52) - 1023;
        var m = BitConverter.Int64BitsToDouble((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            exponent++;
        }

        // ln m = 2·artanh(s), s = (m−1)/(m+1), |s| ≤ 0.1716: the first term left out is below 2⁻⁵⁵.
        var s = (m - 1.0) / (m + 1.0);
        var q = s * s;
        var p = 1.0 / 21.0;
        for (var n = 19; n >= 3; n -= 2)
            p = (p * q) + (1.0 / n);
        return (exponent * Ln2High) + ((2.0 * s) + (2.0 * s * q * p) + (exponent * Ln2Low));
    }

    /// <summary>The logarithm to base 10.</summary>
    /// <param name="x">A positive number.</param>
    /// <returns>log₁₀ x.</returns>
    public static double Log10(double x) => Log(x) / 2.302585092994046;

    /// <summary>The logistic function.</summary>
    /// <param name="x">Log-odds.</param>
    /// <returns>1/(1+e⁻ˣ).</returns>
    public static double Logistic(double x) => 1.0 / (1.0 + Exp(-x));
}
