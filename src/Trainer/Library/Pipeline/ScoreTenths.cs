using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Rules;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>Where scores are divided into bands of about a tenth of the rows each.</summary>
internal static class ScoreTenths
{
    private const int Parts = 10;

    // Of the largest score: what is nearer differs by the rounding of its sums, and no limit stands between.
    private const double Noise = 1e-9;

    // Every double is a decimal of so many digits.
    private const int MostDigits = 17;

    /// <summary>The limits of the bands.</summary>
    /// <param name="scores">The scores of the rows, in any order; those that are not finite have no say.</param>
    /// <returns>
    /// At most nine limits, increasing: each with as few digits as lie between two neighbouring scores, the ones nearest to where a tenth
    /// ends. Equal scores stay together, so that there are fewer limits where many are.
    /// </returns>
    public static EquatableArray<Number> Of(IEnumerable<double> scores)
    {
        var sorted = scores.Where(double.IsFinite).Order().ToArray();
        var noise = sorted.Length == 0 ? 0 : Noise * Math.Max(Math.Abs(sorted[0]), Math.Abs(sorted[^1]));
        // Where another score begins. Halves, since the largest doubles are farther apart than the largest double.
        var borders = Enumerable.Range(0, sorted.Length).Where(i => i > 0 && (sorted[i] / 2) - (sorted[i - 1] / 2) > noise / 2).ToArray();
        return Enumerable.Range(1, Parts - 1)
            .Select(tenth => Nearest(borders, (double)tenth * sorted.Length / Parts)).OfType<int>().Distinct()
            .Select(border => Number.From(Between(sorted[border - 1], sorted[border]))).ToEquatableArray();
    }

    /// <summary>The border nearest to a place, of two the first; null where there is none. Later places have no earlier border.</summary>
    private static int? Nearest(int[] borders, double place)
    {
        if (borders.Length == 0)
            return null;
        var found = Array.BinarySearch(borders, (int)Math.Ceiling(place));
        var next = found < 0 ? ~found : found;
        if (next == 0)
            return borders[0];
        return next == borders.Length || place - borders[next - 1] <= borders[next] - place ? borders[next - 1] : borders[next];
    }

    /// <summary>A decimal above one number and not above another, with the fewest digits and near the middle.</summary>
    private static double Between(double below, double atMost)
    {
        if (below < 0 && atMost >= 0)
            return 0;
        var middle = (below / 2) + (atMost / 2);
        for (var digits = 1; digits <= MostDigits; digits++)
        {
            // A middle between two such decimals may be rounded to the one that is not allowed.
            foreach (var rounded in new[] { SignificantDigits.Round(middle, digits), SignificantDigits.Round(atMost, digits) })
            {
                if (rounded > below && rounded <= atMost)
                    return rounded;
            }
        }

        return atMost;
    }
}
