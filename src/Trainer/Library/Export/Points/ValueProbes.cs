using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>A value of an input at which sums are looked at.</summary>
/// <param name="Quantity">The quantity; 0 for a choice.</param>
/// <param name="IsBelow">Whether the quantity is come to from below.</param>
/// <param name="Choice">The position of the category or special value; −1 for a quantity.</param>
internal readonly record struct ValueProbe(Rational Quantity, bool IsBelow, int Choice)
{
    /// <summary>What a part adds here.</summary>
    /// <param name="part">The part.</param>
    public Rational Of(ExpandedPart part) =>
        Choice >= 0 ? part.Table[Choice] : IsBelow ? part.Below(Quantity) : part.AtQuantity(Quantity);
}

/// <summary>
/// The values of an input at which functions that are straight between some points are largest and smallest: the ends of the range and the
/// points from both sides, special values, categories, and the value that stands for missing ones.
/// </summary>
internal static class ValueProbes
{
    /// <summary>The values.</summary>
    /// <param name="input">The input.</param>
    /// <param name="points">The points, in any order.</param>
    /// <param name="onSteps">Whether of a number that comes in steps only multiples of these count.</param>
    public static IReadOnlyList<ValueProbe> Of(Input input, IEnumerable<Rational> points, bool onSteps) => input.Match(
        number => OfNumber(number, points, onSteps ? InputSteps.Of(number) : null).ToArray(),
        category => Choices(category.Categories.Count).ToArray());

    private static IEnumerable<ValueProbe> OfNumber(NumberInput input, IEnumerable<Rational> points, Rational? step)
    {
        var (from, to) = (Rational.Parse(input.Minimum.Text), Rational.Parse(input.Maximum.Text));
        Rational[] starts = [from, .. points.Where(x => x > from && x <= to).Distinct().Order()];
        for (var k = 0; k < starts.Length; k++)
        {
            var isLast = k + 1 == starts.Length;
            if (step is not { } multiple)
            {
                yield return At(starts[k]);
                yield return isLast ? At(to) : new ValueProbe(starts[k + 1], true, -1);
                continue;
            }

            // Straight between two points, so that the first and the last multiple are enough.
            var (first, last) = (
                InputSteps.Ceiling(starts[k], multiple), isLast ? to : InputSteps.Before(starts[k + 1], multiple));
            if (first > last)
                continue;
            yield return At(first);
            yield return At(last);
        }

        if (input.Missing is { } missing)
            yield return At(Rational.Parse(missing.Text));
        foreach (var special in Choices(input.Specials.Count))
            yield return special;
    }

    private static ValueProbe At(Rational quantity) => new(quantity, false, -1);

    private static IEnumerable<ValueProbe> Choices(int count) =>
        Enumerable.Range(0, count).Select(c => new ValueProbe(Rational.Zero, false, c));
}
