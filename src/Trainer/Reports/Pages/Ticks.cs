using System;
using System.Collections.Generic;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>Round numbers for axes.</summary>
internal static class Ticks
{
    /// <summary>Multiples of 1, 2 or 5 times a power of ten within a range.</summary>
    /// <param name="low">The least.</param>
    /// <param name="high">The largest.</param>
    /// <param name="most">How many there may be.</param>
    /// <returns>The numbers in ascending order; the low end alone where the range has no width.</returns>
    public static IReadOnlyList<double> Of(double low, double high, int most)
    {
        if (!(high > low) || !double.IsFinite(high - low))
            return [low];
        var power = Math.Pow(10, Math.Floor(Math.Log10((high - low) / most)));
        foreach (var factor in (double[])[1, 2, 5, 10, 20])
        {
            var step = factor * power;
            var (first, last) = (Math.Ceiling((low / step) - 1e-9), Math.Floor((high / step) + 1e-9));
            if (last - first + 1 > most)
                continue;
            var ticks = new List<double>();
            for (var i = first; i <= last; i++)
                ticks.Add(double.Parse(ShownNumber.Short(i * step), System.Globalization.CultureInfo.InvariantCulture));
            return ticks;
        }

        return [low];
    }
}
