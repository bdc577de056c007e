using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>The bins of a number, over each of which it gets the same points.</summary>
/// <param name="Bins">The bins, from left to right.</param>
/// <param name="Points">The points of each bin, then of each special value.</param>
internal sealed record NumberBins(IReadOnlyList<Stretch> Bins, WholePoints Points)
{
    // Coarser borders, and fewer bins, are worth that much more than the smallest difference.
    private static readonly Rational EyeAllowance = Rational.Of(5, 4);
    private static readonly Rational FewAllowance = Rational.Of(21, 20);

    /// <summary>The bins of a number.</summary>
    /// <param name="part">What it adds, in points that are not whole.</param>
    /// <param name="input">The number.</param>
    /// <param name="most">The most bins; what consists of steps keeps them all.</param>
    /// <returns>The bins, whose differences from the exact values are near to the smallest that so many bins can have.</returns>
    public static NumberBins Of(ExpandedPart part, NumberInput input, int most)
    {
        if (IsSteps(part))
            return Whole(part, Stretch.Of(part, input, [], null));
        var fits = RoundBorders.Grids(input).Select(grid => Fit(part, Stretch.Of(part, input, grid, InputSteps.Of(input)), most)).ToArray();
        var least = fits.Min(f => f.Points.Spread);
        return fits.First(f => f.Points.Spread <= EyeAllowance * least);
    }

    private static bool IsSteps(ExpandedPart part) => part.Weight.Sign == 0
        && Enumerable.Range(1, Math.Max(part.Curve.Count - 1, 0)).All(k => part.Curve[k - 1].At == part.Curve[k].Below);

    private static NumberBins Fit(ExpandedPart part, IReadOnlyList<Stretch> stretches, int most)
    {
        var cuts = new StretchCuts(stretches, Math.Min(most, stretches.Count));
        var fits = cuts.All.Select(starts => Whole(
            part,
            starts.Select((start, k) => Stretch.Joined(
                stretches.Skip(start).Take((k + 1 < starts.Length ? starts[k + 1] : stretches.Count) - start).ToArray())).ToArray()))
            .ToArray();
        var least = fits.Min(f => f.Points.Spread);
        return fits.First(f => f.Points.Spread <= FewAllowance * least);
    }

    private static NumberBins Whole(ExpandedPart part, IReadOnlyList<Stretch> bins) =>
        new(bins, WholePoints.Of([.. bins.Select(b => (b.Lowest, b.Highest)), .. part.Table.Select(t => (t, t))]));
}
