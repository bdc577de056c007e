using System;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Monitoring;

/// <summary>The χ² distribution.</summary>
internal static class ChiSquare
{
    // Of a sum or fraction that converges; more are never needed for the degrees of freedom of a document.
    private const int MaxSteps = 100_000;

    // The distance of 1 from the next double.
    private const double Precision = 2.220446049250313e-16;

    /// <summary>The probability of more than a value.</summary>
    /// <param name="freedom">The degrees of freedom, at least 1.</param>
    /// <param name="value">The value.</param>
    public static double Above(int freedom, double value)
    {
        var (a, x) = (freedom / 2.0, value / 2);
        if (!(x > 0))
            return 1;
        return x < a + 1 ? 1 - LowerBySeries(a, x) : UpperByFraction(a, x);
    }

    /// <summary>The value that is exceeded with a probability.</summary>
    /// <param name="freedom">The degrees of freedom, at least 1.</param>
    /// <param name="above">The probability, above 0 and below 1.</param>
    public static double Quantile(int freedom, double above)
    {
        var (low, high) = (0.0, (double)freedom);
        while (Above(freedom, high) > above)
            (low, high) = (high, 2 * high);
        while (true)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high)
                return high;
            if (Above(freedom, middle) > above)
                low = middle;
            else
                high = middle;
        }
    }

    // DLMF 8.11.4.
    private static double LowerBySeries(double a, double x)
    {
        var (term, sum) = (1.0, 1.0);
        for (var n = 1; n < MaxSteps && term > sum * Precision; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return sum * Exponential.Of(LogFactor(a, x)) / a;
    }

    // DLMF 8.9.2, by the method of Lentz.
    private static double UpperByFraction(double a, double x)
    {
        const double Tiny = 1e-300;
        var b = x + 1 - a;
        var c = 1 / Tiny;
        var d = 1 / b;
        var fraction = d;
        for (var n = 1; n < MaxSteps; n++)
        {
            var numerator = -n * (n - a);
            b += 2;
            d = (numerator * d) + b;
            d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = b + (numerator / c);
            c = Math.Abs(c) < Tiny ? Tiny : c;
            fraction *= d * c;
            if (Math.Abs((d * c) - 1) < Precision)
                break;
        }

        return fraction * Exponential.Of(LogFactor(a, x));
    }

    /// <summary>ln(xᵃ·e⁻ˣ/Γ(a)), for a that is a multiple of ½.</summary>
    private static double LogFactor(double a, double x)
    {
        // Γ(a) of a whole number is a factorial; of a half it is built up from Γ(½) = √π.
        if (a == Math.Floor(a))
            return (a * Logarithm.Of(x)) - x - LogFactorial(a - 1);
        var log = 0.5 * Logarithm.Of(Math.PI);
        for (var half = 0.5; half < a; half++)
            log += Logarithm.Of(half);
        return (a * Logarithm.Of(x)) - x - log;
    }

    private static double LogFactorial(double n) =>
        n < 1 ? 0 : Stirling.Rest(n) + (0.5 * Logarithm.Of(2 * Math.PI * n)) + (n * Logarithm.Of(n)) - n;
}
