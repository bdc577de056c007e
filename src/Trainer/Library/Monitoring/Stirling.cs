using System;
using System.Linq;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Monitoring;

/// <summary>What Stirling's formula leaves of the logarithm of a factorial.</summary>
internal static class Stirling
{
    // From here on the first term of the series that is left out is below 2⁻⁵³.
    private const int SeriesFrom = 32;

    private static readonly double[] Small = Enumerable.Range(0, SeriesFrom).Select(FromProduct).ToArray();

    /// <summary>ln n! − (½·ln(2πn) + n·ln n − n).</summary>
    /// <param name="n">A whole number of at least 1.</param>
    /// <returns>The rest, about 1/(12n).</returns>
    public static double Rest(double n)
    {
        if (n < SeriesFrom)
            return Small[(int)n];
        var square = 1 / (n * n);
        return ((1 / 12.0) - (((1 / 360.0) - (((1 / 1260.0) - (square / 1680)) * square)) * square)) / n;
    }

    private static double FromProduct(int n)
    {
        if (n == 0)
            return double.NaN;
        var product = 1.0;
        for (var i = 2; i <= n; i++)
            product *= i;
        return Logarithm.Of(product) - ((0.5 * Logarithm.Of(2 * Math.PI * n)) + (n * Logarithm.Of(n)) - n);
    }
}
