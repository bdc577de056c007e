using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>
/// Between which values exact sums are, for every row inside the ranges: its quantities, special values and categories, and the values that
/// stand for missing ones. The bounds are those of the closure: what a jump is come to from below counts.
/// </summary>
internal static class ValueRange
{
    /// <summary>What a sum can be. Its inputs vary independently, so that no bound is too wide.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="onSteps">Whether of numbers that come in steps only multiples of these count.</param>
    public static (Rational Lowest, Rational Highest) Of(ExpandedSum sum, bool onSteps)
    {
        var (lowest, highest) = (sum.Bias, sum.Bias);
        foreach (var part in sum.Parts)
        {
            if (part is null)
                continue;
            var range = Of(part, onSteps);
            (lowest, highest) = (lowest + range.Lowest, highest + range.Highest);
        }

        return (lowest, highest);
    }

    /// <summary>What one input can add.</summary>
    /// <param name="part">What it adds.</param>
    /// <param name="onSteps">Whether of a number that comes in steps only multiples of these count.</param>
    private static (Rational Lowest, Rational Highest) Of(ExpandedPart part, bool onSteps)
    {
        var values = part.Input.Match(
            number => (onSteps && InputSteps.Of(number) is { } step ? Multiples(part, number, step) : Quantities(part, number))
                .Concat(Missing(part, number)).Concat(part.Table),
            _ => part.Table).ToArray();
        return (values.Min(), values.Max());
    }

    private static IEnumerable<Rational> Quantities(ExpandedPart part, NumberInput input)
    {
        var (from, to) = (Rational.Parse(input.Minimum.Text), Rational.Parse(input.Maximum.Text));
        yield return part.AtQuantity(from);
        yield return part.AtQuantity(to);
        if (from < to)
            yield return part.Below(to);
        foreach (var point in part.Curve.Where(p => p.X > from && p.X < to))
        {
            yield return part.Below(point.X);
            yield return part.AtQuantity(point.X);
        }
    }

    // Between two points of the curve it is straight, so that the first and the last multiple are enough.
    private static IEnumerable<Rational> Multiples(ExpandedPart part, NumberInput input, Rational step)
    {
        var (from, to) = (Rational.Parse(input.Minimum.Text), Rational.Parse(input.Maximum.Text));
        yield return part.AtQuantity(to);
        Rational[] starts = [from, .. part.Curve.Select(p => p.X).Where(x => x > from && x <= to)];
        for (var k = 0; k < starts.Length; k++)
        {
            var (first, last) = (
                InputSteps.Ceiling(starts[k], step), k + 1 < starts.Length ? InputSteps.Before(starts[k + 1], step) : to);
            if (first > last)
                continue;
            yield return part.AtQuantity(first);
            yield return part.AtQuantity(last);
        }
    }

    private static IEnumerable<Rational> Missing(ExpandedPart part, NumberInput input)
    {
        if (input.Missing is { } missing)
            yield return part.AtQuantity(Rational.Parse(missing.Text));
    }
}
