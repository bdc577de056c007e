using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Description;

/// <summary>Writes expanded sums in the form of the note: <c>+0.039*income +age[18: -0.6; 45: +0.3] -1.4</c>.</summary>
internal static class ExpandedWords
{
    /// <summary>The terms of a sum, and its constant last: what a line may be broken between.</summary>
    /// <param name="sum">The sum.</param>
    public static IEnumerable<string> Parts(ExpandedSum sum) =>
        sum.Parts.Where(p => p is { IsZero: false }).SelectMany(p => Part(p!)).Append(Signed(sum.Bias));

    private static string[] Part(ExpandedPart part)
    {
        var name = ShownName.Of(part.Input.Name);
        var weighted = $"{Signed(part.Weight)}*{name}";
        if (part.IsLinear)
            return [weighted];
        var items = part.Curve.Select(Point).ToList();
        if (part.Input.IsNumber && part.Weight.Sign != 0)
            items.Insert(0, weighted + (items.Count > 0 ? ", and" : string.Empty));
        items.AddRange(part.Input.Match(
            number => number.Specials.Select((s, k) => $"{ShownName.Of(s.Name)}: {Signed(part.Table[k])}"),
            category => category.Categories.Select((c, k) => (Name: c, Value: part.Table[k])).GroupBy(c => c.Value)
                .Select(g => $"{string.Join(", ", g.Select(c => ShownName.Of(c.Name)))}: {Signed(g.Key)}")));
        for (var k = 0; k < items.Count; k++)
            items[k] += k + 1 == items.Count ? "]" : items[k].EndsWith(", and", System.StringComparison.Ordinal) ? string.Empty : ";";
        items[0] = $"+{name}[{items[0]}";
        return [.. items];
    }

    private static string Point(ExactCurvePoint point) => point.Below == point.At
        ? $"{NumberWords.Exact(point.X)}: {Signed(point.At)}"
        : $"{NumberWords.Exact(point.X)}: {Signed(point.Below)} below, {Signed(point.At)} from there on";

    private static string Signed(Rational number) => (number.Sign < 0 ? string.Empty : "+") + NumberWords.Exact(number);
}
