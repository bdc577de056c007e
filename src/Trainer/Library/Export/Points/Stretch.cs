using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>A stretch of a number, and between which values what the number adds is on it.</summary>
/// <param name="From">Where it begins; it ends where the next one does.</param>
/// <param name="Lowest">The lowest value.</param>
/// <param name="Highest">The highest value.</param>
internal sealed record Stretch(Rational From, Rational Lowest, Rational Highest)
{
    /// <summary>The stretches of a number between borders.</summary>
    /// <param name="part">What the number adds.</param>
    /// <param name="input">The number.</param>
    /// <param name="borders">Borders, besides the points of its curve.</param>
    /// <param name="step">The step that values are multiples of, and borders with them; null for any value.</param>
    /// <returns>The stretches from the lower end of the range to its upper end, over each of which the part is straight.</returns>
    public static IReadOnlyList<Stretch> Of(ExpandedPart part, NumberInput input, IEnumerable<Rational> borders, Rational? step)
    {
        var (from, to) = (Rational.Parse(input.Minimum.Text), Rational.Parse(input.Maximum.Text));
        var starts = borders.Concat(part.Curve.Select(p => p.X))
            .Where(x => x > from && (x < to || (x == to && step is not null))).Prepend(from).Distinct().OrderBy(x => x).ToList();
        if (step is { } multiple)
            return OnSteps(part, starts.Select(x => InputSteps.Ceiling(x, multiple)).Distinct().ToArray(), to, multiple);
        // A jump at the upper end is a stretch of one value.
        if (from < to && part.Below(to) != part.AtQuantity(to))
            starts.Add(to);
        return starts.Select((start, k) =>
        {
            var first = part.AtQuantity(start);
            var last = start == to ? first : part.Below(k + 1 < starts.Count ? starts[k + 1] : to);
            return first < last ? new Stretch(start, first, last) : new Stretch(start, last, first);
        }).ToArray();
    }

    private static Stretch[] OnSteps(ExpandedPart part, Rational[] starts, Rational to, Rational step) => starts.Select((start, k) =>
    {
        var (first, last) = (
            part.AtQuantity(start),
            part.AtQuantity(k + 1 < starts.Length ? InputSteps.Before(starts[k + 1], step) : to));
        return first < last ? new Stretch(start, first, last) : new Stretch(start, last, first);
    }).ToArray();

    /// <summary>This stretch and those up to another as one.</summary>
    /// <param name="stretches">This one and what follows.</param>
    public static Stretch Joined(IReadOnlyList<Stretch> stretches) =>
        new(stretches[0].From, stretches.Min(s => s.Lowest), stretches.Max(s => s.Highest));
}
