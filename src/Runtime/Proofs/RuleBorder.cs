using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Proofs;

/// <summary>Where two rules may meet.</summary>
/// <param name="Condition">The position of a condition that is on one side for the one and on the other for the other.</param>
/// <param name="Sides">The sides of both, borders included.</param>
/// <param name="Conditions">All such conditions; all of them are 0 where the two meet.</param>
/// <param name="Difference">What the one rule gives more than the other.</param>
internal sealed record RuleBorder(int Condition, SumSide[] Sides, ExpandedSum[] Conditions, ExpandedSum Difference)
{
    /// <summary>Where two rules meet and an output may jump.</summary>
    /// <param name="geometry">The document.</param>
    /// <param name="a">The one rule.</param>
    /// <param name="b">The other.</param>
    /// <param name="output">The position of the output.</param>
    /// <returns>
    /// One border for every two cases of the rules, none where there is no jump by the looks of it; null where there are too many.
    /// </returns>
    public static IReadOnlyList<RuleBorder>? Between(DocumentGeometry geometry, VerifiedRule a, VerifiedRule b, int output)
    {
        if (a.CasesFor(output) is not { } casesOfA || b.CasesFor(output) is not { } casesOfB)
            return null;
        var opposite = a.Path.Where(c => b.Path.Any(o => o.Condition == c.Condition && o.IsNegative != c.IsNegative)).Select(
            c => c.Condition).ToArray();
        return casesOfA.SelectMany(here => casesOfB.Select(there => new RuleBorder(
            opposite[0],
            SumSide.Distinct(here.Sides.Concat(there.Sides).Select(Closed)),
            opposite.Select(here.Condition).ToArray(),
            here.Output(a.Position, output).Plus(-Rational.One, there.Output(b.Position, output))))).Where(
                border => !border.IsEven(geometry.Domain)).ToArray();
    }

    /// <summary>How far from the border a row still counts.</summary>
    /// <param name="domain">The rows.</param>
    public Rational Thickness(RowDomain domain) => Extremum.Tolerance * Extremum.Width(domain, Conditions[0]);

    /// <summary>The rows there, and the difference either way.</summary>
    /// <param name="thickness">How far from the border a row may be; 0 for none but those on it.</param>
    public SumRegion[] Regions(Rational thickness)
    {
        var (e, minus) = (Conditions[0], Conditions[0].Times(-Rational.One));
        SumSide[] sides = thickness.Sign == 0
            ? [.. Sides, new SumSide(e, false), new SumSide(minus, false)]
            : [.. Sides.Where(s => !s.Sum.IsMultipleOf(e)), SumSide.Above(e, -thickness), SumSide.Above(minus, -thickness)];
        return [new SumRegion(sides, Difference), new SumRegion(sides, Difference.Times(-Rational.One))];
    }

    /// <summary>The numbers that take a row over the border.</summary>
    /// <param name="row">A row on it.</param>
    public IEnumerable<int> Crossing(ExactRow row) => Conditions[0].Parts.Select((part, i) => (part, i))
        .Where(p => HasQuantities(p.part) && row.Values[p.i].IsQuantity).Select(p => p.i);

    // There is no jump by the looks of it: the rules differ by a multiple of a condition that is 0 there; or two conditions are 0 there at
    // once, which is less than a border: what jumps there jumps at a border near by.
    private bool IsEven(RowDomain domain) => Conditions.Any(Difference.IsMultipleOf)
        || Conditions.Skip(1).Any(c => Crosses(domain, Conditions[0], c));

    // A side with its border, where it has one that quantities can come up to.
    private static SumSide Closed(SumSide side) =>
        side.Negative && side.Sum.Parts.Any(HasQuantities) ? new SumSide(side.Sum.Times(-Rational.One), false) : side;

    private static bool HasQuantities(ExpandedPart? part) =>
        part is not null && part.Input.IsNumber && (part.Weight.Sign != 0 || part.Curve.Count > 0);

    // Two quantities in which both are straight and not alike.
    private static bool Crosses(RowDomain domain, ExpandedSum c, ExpandedSum d)
    {
        var plain = Enumerable.Range(0, domain.Inputs.Count)
            .Where(i => domain.Inputs[i].IsNumber && domain.RangeOf(i).HasWidth && domain.SpecialsOf(i) == 0
            && c.Parts[i] is null or { Curve.Count: 0 } && d.Parts[i] is null or { Curve.Count: 0 }).ToArray();
        Rational Weight(ExpandedSum sum, int i) => sum.Parts[i]?.Weight ?? Rational.Zero;
        return plain.Any(i => plain.Any(j => (Weight(c, i) * Weight(d, j)) != (Weight(c, j) * Weight(d, i))));
    }
}
