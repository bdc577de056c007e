using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Approvals;

/// <summary>Sums as canonical texts: terms in the order in which they are added.</summary>
/// <remarks>
/// What has the same bits for every row is the same. A category or special value that a table does not list adds +0, so an entry +0 is
/// left out; an entry −0 is not, since −0 + −0 is −0 and −0 + 0 is 0. A term stays even where its weight is 0 or its table empty: it
/// adds a zero, which makes 0 of −0, and 0 · x is −0 where x is negative. So does an adjustment of weight 0, which is not a number where
/// its condition overflows.
/// </remarks>
internal sealed class SumMeaning
{
    private readonly RuleDocument _document;

    /// <summary>Prepares to write.</summary>
    /// <param name="document">The document that the sums stand in.</param>
    public SumMeaning(RuleDocument document) => _document = document;

    /// <summary>One sum for each output, null where there is none.</summary>
    public string Of(IEnumerable<Expression?> sums) => CanonicalText.List(sums.Select(s => s is null ? "null" : Of(s)));

    /// <summary>One sum.</summary>
    public string Of(Expression sum) => CanonicalText.Object(
        ("bias", CanonicalText.Of(sum.Bias)),
        ("terms", CanonicalText.List(sum.Terms.Select(Of))),
        ("adjustments", sum.Adjustments.Count == 0 ? null : CanonicalText.List(sum.Adjustments.Select(a => CanonicalText.Object(
            ("condition", CanonicalText.Of(_document.Conditions[a.Condition].Id)),
            ("weight", CanonicalText.Of(a.Weight)))))));

    private string Of(Term term)
    {
        var name = CanonicalText.Of(_document.Inputs[term.Input].Name);
        return term.Match(
            number => CanonicalText.Object(
                ("input", name), ("weight", CanonicalText.Of(number.Weight)), ("special", Specials(number.Input, number.Specials))),
            category => CanonicalText.Object(("input", name), ("table", Table(
                category.Weights.Select(w => (_document.Inputs.CategoryAt(category.Input).Categories[w.Category], w.Weight))))),
            curve => CanonicalText.Object(
                ("input", name),
                ("curve", CanonicalText.List(curve.Curve.Points.Select(Point))),
                ("special", Specials(curve.Input, curve.Specials))));
    }

    private string? Specials(int input, EquatableArray<SpecialWeight> weights)
    {
        var table = Table(weights.Select(w => (_document.Inputs.NumberAt(input).Specials[w.Special].Name, w.Weight)));
        return table == CanonicalText.Object() ? null : table;
    }

    private static string Table(IEnumerable<(string Name, Number Weight)> entries) => CanonicalText.Object(
        entries.Select(e => (e.Name, CanonicalText.Of(e.Weight)))
            .Where(e => e.Item2 != CanonicalText.Zero)
            .Select(e => (e.Name, (string?)e.Item2)));

    private static string Point(CurvePoint point)
    {
        string[] heights = point.IsJump ? [CanonicalText.Of(point.Below), CanonicalText.Of(point.At)] : [CanonicalText.Of(point.Below)];
        return CanonicalText.List([CanonicalText.Of(point.X), .. heights]);
    }
}
