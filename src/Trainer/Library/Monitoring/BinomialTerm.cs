using System;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Monitoring;

/// <summary>The probability of a binomial count, right to many digits however large the counts are.</summary>
/// <remarks>C. Loader: Fast and Accurate Computation of Binomial Probabilities (2000).</remarks>
internal static class BinomialTerm
{
    // Nearer to each other than this the terms of the deviance cancel, and its series is taken.
    private const double Near = 0.1;

    /// <summary>The logarithm of the probability of x among n, each with probability p.</summary>
    /// <param name="x">How many, from 0 to n.</param>
    /// <param name="n">Of how many.</param>
    /// <param name="p">The probability of each, above 0 and below 1.</param>
    /// <param name="q">1 − p.</param>
    public static double Log(double x, double n, double p, double q)
    {
        if (n == 0)
            return 0;
        if (x == 0)
            return -Deviance(n, n * q) - (n * p);
        if (x == n)
            return -Deviance(n, n * p) - (n * q);
        return Stirling.Rest(n) - Stirling.Rest(x) - Stirling.Rest(n - x) - Deviance(x, n * p) - Deviance(n - x, n * q)
            + (0.5 * Logarithm.Of(n / (2 * Math.PI * x * (n - x))));
    }

    /// <summary>x·ln(x/m) + m − x.</summary>
    private static double Deviance(double x, double mean)
    {
        if (Math.Abs(x - mean) >= Near * (x + mean))
            return (x * Logarithm.Of(x / mean)) + mean - x;
        var v = (x - mean) / (x + mean);
        var sum = (x - mean) * v;
        var term = 2 * x * v;
        for (var k = 3; ; k += 2)
        {
            term *= v * v;
            var next = sum + (term / k);
            if (next.Equals(sum))
                return next;
            sum = next;
        }
    }
}
