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
    public static IEnumerable<string> Parts(ExpandedSum sum) => Parts(sum, Part);

    /// <summary>As <see cref="Parts(ExpandedSum)"/>, with a name in place of each curve: <c>+curve(age)</c>.</summary>
    /// <param name="sum">The sum.</param>
    public static IEnumerable<string> PartsWithoutCurves(ExpandedSum sum) =>
        Parts(sum, part => part.Curve.Count == 0 ? Part(part) : ["+" + CurveName(part)]);

    /// <summary>The curves of a sum, affine piece by affine piece, and special values after them, a line each.</summary>
    /// <param name="sum">The sum.</param>
    public static IEnumerable<string> Curves(ExpandedSum sum) =>
        sum.Parts.Where(p => p is { Curve.Count: > 0, IsZero: false }).SelectMany(p => Curve(p!));

    /// <summary>Where a piece holds: <c>18.0 &lt;= age &lt; 25.0</c>.</summary>
    private static string Place(ExpandedPiece piece, string name) => (piece.From, piece.Below) switch
    {
        (null, { } below) => $"{name} < {NumberWords.Exact(below)}",
        ({ } from, null) => $"{name} >= {NumberWords.Exact(from)}",
        ({ } from, { } below) => $"{NumberWords.Exact(from)} <= {name} < {NumberWords.Exact(below)}",
        _ => "any " + name,
    };

    private static string CurveName(ExpandedPart part) => $"curve({ShownName.Of(part.Input.Name)})";

    private static IEnumerable<string> Curve(ExpandedPart part)
    {
        var name = ShownName.Of(part.Input.Name);
        var lines = ExpandedPiece.Of(part).Select(p => (Map: Map(p, name), Place: Place(p, name))).ToList();
        lines.AddRange(part.Input.Match(
            n => n.Specials.Select((s, k) => (Signed(part.Table[k]), $"{name} is {ShownName.Of(s.Name)}")), _ => []));
        var (head, width) = (CurveName(part) + " = ", lines.Max(l => l.Map.Length));
        return lines.Select((l, k) => $"{(k == 0 ? head : new string(' ', head.Length))}{l.Map.PadRight(width)}  where {l.Place}");
    }

    private static string Map(ExpandedPiece piece, string name)
    {
        if (piece.Weight.Sign == 0)
            return Signed(piece.Constant);
        var weighted = $"{Signed(piece.Weight)}*{name}";
        return piece.Constant.Sign == 0 ? weighted : $"{weighted} {Signed(piece.Constant)}";
    }

    private static IEnumerable<string> Parts(ExpandedSum sum, System.Func<ExpandedPart, string[]> part) =>
        sum.Parts.Where(p => p is { IsZero: false }).SelectMany(p => part(p!)).Append(Signed(sum.Bias));

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
                .SelectMany(g => g.Select((c, k) => ShownName.Of(c.Name) + (k + 1 < g.Count() ? "," : ": " + Signed(g.Key))))));
        for (var k = 0; k < items.Count; k++)
            items[k] += k + 1 == items.Count ? "]" : IsOpen(items[k]) ? string.Empty : ";";
        items[0] = $"+{name}[{items[0]}";
        return [.. items];
    }

    // A name among others, or a weight before a curve: what ends in a comma otherwise is in quotes.
    private static bool IsOpen(string item) =>
        item[item.Length - 1] == ',' || item.EndsWith(", and", System.StringComparison.Ordinal);

    private static string Point(ExactCurvePoint point) => point.Below == point.At
        ? $"{NumberWords.Exact(point.X)}: {Signed(point.At)}"
        : $"{NumberWords.Exact(point.X)}: {Signed(point.Below)} below, {Signed(point.At)} from there on";

    private static string Signed(Rational number) => (number.Sign < 0 ? string.Empty : "+") + NumberWords.Exact(number);
}
