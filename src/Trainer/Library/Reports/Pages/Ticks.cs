using System;
using System.Collections.Generic;
using System.Globalization;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>Round numbers for axes.</summary>
internal static class Ticks
{
    /// <summary>How far the ends of a range may be from a multiple, in steps, that is meant to be one.</summary>
    private const double Rounding = 1e-9;

    /// <summary>Multiples of 1, 2 or 5 times a power of ten within a range.</summary>
    /// <param name="low">The least.</param>
    /// <param name="high">The largest.</param>
    /// <param name="most">How many there may be.</param>
    /// <returns>The numbers in ascending order; the low end alone where the range has no width.</returns>
    public static IReadOnlyList<double> Between(double low, double high, int most)
    {
        if (!(high > low) || !double.IsFinite(high - low))
            return [low];
        var power = Math.Pow(10, Math.Floor(Math.Log10((high - low) / most)));
        foreach (var factor in (double[])[1, 2, 5, 10, 20])
        {
            var step = factor * power;
            // Adding 0 turns −0 into 0.
            var (first, last) = (Math.Ceiling((low / step) - Rounding) + 0.0, Math.Floor((high / step) + Rounding));
            if (last - first + 1 > most)
                continue;
            var ticks = new List<double>();
            for (var i = first; i <= last; i++)
                ticks.Add(double.Parse((i * step).ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
            return ticks;
        }

        return [low];
    }

    /// <summary>A tick as its label.</summary>
    public static string Text(double tick) =>
        double.Parse(tick.ToString("G7", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).ToString(
            "R", CultureInfo.InvariantCulture);
}
