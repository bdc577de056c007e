using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Monitoring;

/// <summary>The logarithms of factorials that are needed over and over.</summary>
internal static class LogFactorials
{
    /// <summary>As many are kept.</summary>
    public const int Count = 1 << 16;

    private static readonly double[] Values = Sums();

    /// <summary>ln n!.</summary>
    /// <param name="n">Less than <see cref="Count"/>.</param>
    public static double Of(long n) => Values[n];

    private static double[] Sums()
    {
        var values = new double[Count];
        for (var n = 2; n < Count; n++)
            values[n] = values[n - 1] + Logarithm.Of(n);
        return values;
    }
}
