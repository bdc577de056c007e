using System;

namespace RuleCompiler.Evaluation;

/// <summary>The logarithm by IEEE operations alone: the same bits on every machine, which those of the C library are not.</summary>
/// <remarks>Within a few units in the last place; <see cref="Exponential"/> is its inverse.</remarks>
internal static class Logarithm
{
    // ln 2 in two parts, the first with so many trailing zero bits that k·Ln2High is exact for every exponent k.
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>The natural logarithm.</summary>
    /// <param name="x">A positive number.</param>
    /// <returns>ln x; −∞ for 0, NaN below.</returns>
    public static double Of(double x)
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
    public static double ToBase10(double x) => Of(x) / 2.302585092994046;

    /// <summary>The logarithm to base 2.</summary>
    /// <param name="x">A positive number.</param>
    /// <returns>log₂ x.</returns>
    public static double ToBase2(double x) => Of(x) / 0.6931471805599453;
}
