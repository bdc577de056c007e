using System;

namespace RuleCompiler.Trainer.Measures;

/// <summary>A share of rows that was counted.</summary>
/// <param name="Count">How many of the rows it holds for.</param>
/// <param name="Of">All rows that were asked.</param>
public readonly record struct CountedShare(int Count, int Of)
{
    /// <summary>How many standard deviations of a normal distribution hold 95 % of it.</summary>
    private const double Deviations = 1.959963984540054;

    /// <summary>The share, from 0 to 1; NaN where no row was asked.</summary>
    public double Value => Of > 0 ? (double)Count / Of : double.NaN;

    /// <summary>
    /// Where the share of all such rows lies, as far as these say, with 95 % confidence: the interval of Wilson (1927), which also holds
    /// for few rows and for shares near 0 and 1. From 0 to 1 where no row was asked.
    /// </summary>
    public (double Low, double High) Interval
    {
        get
        {
            if (Of == 0)
                return (0, 1);
            var square = Deviations * Deviations / Of;
            var centre = (Value + (square / 2)) / (1 + square);
            var reach = Deviations / (1 + square) * Math.Sqrt(((Value * (1 - Value)) + (square / 4)) / Of);
            return (Math.Max(0, centre - reach), Math.Min(1, centre + reach));
        }
    }
}
