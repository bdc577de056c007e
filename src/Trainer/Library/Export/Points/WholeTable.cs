using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Features;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>What one input adds, in whole points.</summary>
/// <param name="Table">The table for people.</param>
/// <param name="Term">The same as a term of a sum.</param>
internal sealed record WholeTable(PointsTable Table, Term Term)
{
    /// <summary>The table of an input.</summary>
    /// <param name="position">The position of the input.</param>
    /// <param name="part">What it adds, in points that are not whole.</param>
    /// <param name="bins">The most bins of a number.</param>
    /// <returns>The table, whose lowest row has 0 points; null where all rows would have the same.</returns>
    public static WholeTable? Of(int position, ExpandedPart part, int bins) => part.Input.Match(
        number => OfNumber(position, number, part, bins), category => OfCategory(position, category, part));

    private static WholeTable? OfCategory(int position, CategoryInput input, ExpandedPart part)
    {
        var whole = WholePoints.Of(part.Table.Select(t => (t, t)).ToArray()).Points;
        var points = whole.Select(p => p - whole.Min()).ToArray();
        if (points.All(p => p == 0))
            return null;
        var weights = points.Select((p, c) => new CategoryWeight(c, Number.From(p))).Where(w => w.Weight.Value != 0);
        return new WholeTable(
            Titled(position, input, null, points.Select((p, c) => new PointsRow(p) { Category = input.Categories[c] })),
            new CategoryTerm(position, weights.ToEquatableArray()));
    }

    private static WholeTable? OfNumber(int position, NumberInput input, ExpandedPart part, int most)
    {
        var found = NumberBins.Of(part, input, most);
        var (bins, whole) = (found.Bins, found.Points.Points);
        // Bins next to each other with the same points are one.
        var starts = Enumerable.Range(0, bins.Count).Where(k => k == 0 || whole[k] != whole[k - 1]).ToArray();
        // Without a jump there is no curve, and what a weight of 0 adds to a quantity is 0.
        var lowest = starts.Length == 1 ? whole[0] : whole.Min();
        var points = whole.Select(p => p - lowest).ToArray();
        var specials = points.Skip(bins.Count).Select((p, s) => (Special: s, Points: p)).ToArray();
        if (starts.Length == 1 && specials.All(s => s.Points == 0))
            return null;
        var weights = specials.Where(s => s.Points != 0).Select(s => new SpecialWeight(s.Special, Number.From(s.Points)))
            .ToEquatableArray();
        Term term = starts.Length == 1
            ? new NumberTerm(position, Number.Zero) { Specials = weights }
            : new CurveTerm(position, new Curve(Steps().ToEquatableArray())) { Specials = weights };
        return new WholeTable(Titled(position, input, input.Unit, [.. Bins(), .. specials.Select(Special)]), term);

        IEnumerable<CurvePoint> Steps() => starts.Skip(1).Select(
            k => new CurvePoint(Border(bins[k]), Number.From(points[k - 1]), Number.From(points[k])));

        IEnumerable<PointsRow> Bins() => starts.Select((k, b) => new PointsRow(points[k])
        {
            From = b == 0 ? null : Border(bins[k]),
            Below = b + 1 == starts.Length ? null : Border(bins[starts[b + 1]]),
        });

        PointsRow Special((int Special, int Points) s) => new(s.Points) { Special = input.Specials[s.Special].Name };
    }

    private static PointsTable Titled(int position, Input input, string? unit, IEnumerable<PointsRow> rows) =>
        new(input.Name, rows.ToEquatableArray()) { Title = input.Title, Unit = unit, Position = position };

    private static Number Border(Stretch bin) => Number.From(bin.From.ToDouble());
}
