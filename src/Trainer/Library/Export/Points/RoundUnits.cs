using System;
using System.Collections.Generic;
using System.Globalization;
using RuleCompiler.Exact;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>Numbers that are kind to the eye: 1, 2 and 5 times powers of ten.</summary>
internal static class RoundUnits
{
    private static readonly int[] Leading = [1, 2, 5];

    /// <summary>Those between two bounds, the smallest first.</summary>
    /// <param name="least">The lower bound, above 0.</param>
    /// <param name="most">The upper bound.</param>
    public static IEnumerable<Rational> Between(double least, double most)
    {
        // Rounding to one digit may lead one power too high, and never too low by more than that.
        var digits = least.ToString("E0", CultureInfo.InvariantCulture);
        var power = Rational.Parse("1" + digits[digits.IndexOf('E', StringComparison.Ordinal)..]) / 10;
        for (; power.ToDouble() <= most; power *= 10)
        {
            foreach (var leading in Leading)
            {
                var unit = leading * power;
                if (unit.ToDouble() >= least && unit.ToDouble() <= most)
                    yield return unit;
            }
        }
    }
}
