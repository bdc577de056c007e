using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>Where the rows of data are along a curve.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Total">All rows.</param>
/// <param name="Bars">
/// How many quantities there are in each of several bars of one width, from the low end of the curve's scale to the high one.
/// </param>
/// <param name="Outside">How many quantities are outside that scale.</param>
/// <param name="Specials">How many rows have each special value.</param>
internal sealed record CurveRows(string File, int Total, IReadOnlyList<int> Bars, int Outside, IReadOnlyList<int> Specials)
{
    /// <summary>Enough to see where rows are dense, and wide enough to be seen.</summary>
    private const int BarCount = 40;

    /// <summary>Counts the rows; null where there are none.</summary>
    /// <param name="rows">The rows of data.</param>
    /// <param name="curve">The curve.</param>
    /// <param name="low">The low end of its scale.</param>
    /// <param name="high">The high end.</param>
    public static CurveRows? Count(ReportRows? rows, PlacedCurve curve, double low, double high)
    {
        if (rows is null)
            return null;
        var (bars, specials, outside) = (new int[BarCount], new int[curve.Input.Specials.Count], 0);
        foreach (var value in rows.Rows.Select(r => r.Point[curve.Term.Input]))
        {
            if (curve.Input.FindSpecial(value) is >= 0 and var special)
                specials[special]++;
            else if (value >= low && value <= high)
                bars[Math.Min(BarCount - 1, (int)(BarCount * ((value - low) / (high - low))))]++;
            else if (!double.IsNaN(value))
                outside++;
        }

        return new CurveRows(rows.File, rows.Rows.Count, bars, outside, specials);
    }
}
