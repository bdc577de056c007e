using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Exact;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>Whole points for values, together with a constant that they are all shifted by.</summary>
/// <param name="Points">The points.</param>
/// <param name="Spread">Between how many points the differences from the exact values are, the constant being free.</param>
internal sealed record WholePoints(int[] Points, Rational Spread)
{
    private static readonly Rational Half = Rational.Of(1, 2);

    /// <summary>The points of which the differences from the exact values are nearest together.</summary>
    /// <param name="values">Between which exact values each of the points stands for.</param>
    /// <remarks>
    /// What one constant is taken from all values before they are rounded is free, since the sum has a constant anyway: {0, 4.5, 9} is
    /// {0, 5, 9} or {0, 4, 9} with differences half a point apart, and −0.25 makes them a quarter of a point at most. Points move only
    /// where a value is half-way between two, so that as many constants as there are values are all there are to try. Order is kept.
    /// </remarks>
    public static WholePoints Of(IReadOnlyList<(Rational Lowest, Rational Highest)> values)
    {
        var middles = values.Select(v => (v.Lowest + v.Highest) / 2).ToArray();
        WholePoints? best = null;
        foreach (var shift in middles.Select(m => Fraction(m + Half)).Distinct().Order())
        {
            var points = middles.Select(m => PointsLimit.Whole(m - shift + Half)).ToArray();
            var spread = points.Zip(values, (p, v) => p - v.Lowest).Max() - points.Zip(values, (p, v) => p - v.Highest).Min();
            if (best is null || spread < best.Spread)
                best = new WholePoints(points, spread);
        }

        return best!;
    }

    private static Rational Fraction(Rational value) => value - value.Floor();
}
