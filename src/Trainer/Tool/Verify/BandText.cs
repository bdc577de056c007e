using System.Globalization;
using System.Linq;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Pipeline.Measuring;

namespace RuleCompiler.Tool.Verify;

/// <summary>Bands in which rounding may decide, for people and for programs.</summary>
internal static class BandText
{
    /// <summary>A band as JSON; a width that is infinite is null.</summary>
    /// <param name="band">The band.</param>
    public static object ToJson(Band band) => new
    {
        band.Condition,
        band.Output,
        Width = Finite(band.Width),
        Inputs = band.Inputs.Select(i => new { i.Input, Width = Finite(i.Width) }),
    };

    /// <summary>A line on the rows of a table.</summary>
    /// <param name="rows">The rows.</param>
    public static string Of(BandRows rows)
    {
        var answered = rows.Rows - rows.Outside;
        var inside = rows.Inside == 0
            ? string.Create(CultureInfo.InvariantCulture, $"  bands: none of {answered} rows inside the ranges is in one.")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"  bands: {rows.Inside} of {answered} rows inside the ranges are in one; exactly, {rows.Otherwise} of them are decided "
                    + $"otherwise.");
        return rows is { Outside: 0, Refused: 0 }
            ? inside
            : string.Create(
                CultureInfo.InvariantCulture, $"{inside} Not looked at: {rows.Outside} outside the ranges, {rows.Refused} refused.");
    }

    /// <summary>A line on bands that are wider than they may be.</summary>
    /// <param name="wide">How many are.</param>
    /// <param name="all">How many there are.</param>
    /// <param name="most">How far they may reach.</param>
    public static string OfWide(int wide, int all, double most) =>
        string.Create(
            CultureInfo.InvariantCulture, $"  FAILS  bands: {wide} of {all} reach farther than {most}, the most that --max-band allows.");

    private static double? Finite(double width) => double.IsInfinity(width) ? null : width;
}
