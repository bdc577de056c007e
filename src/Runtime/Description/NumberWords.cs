using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Description;

/// <summary>Writes what a number adds where that is more than a weight: a curve, and special values.</summary>
internal static class NumberWords
{
    /// <summary><c>{income: 0.021 * income; 0.5 for "no record"}</c>.</summary>
    /// <param name="term">The term.</param>
    /// <param name="input">Its input, with special values.</param>
    /// <param name="width">The width that a line may have.</param>
    public static string[] Lines(NumberTerm term, NumberInput input, int width) => Lines(
        input, [$"{term.Weight.Literal} * {ShownName.Of(input.Name, input.Unit)}", .. Specials(term.Specials, input)], "; ", width);

    /// <summary>With more points than this a curve is a table.</summary>
    private const int MaxInlinePoints = 2;

    /// <summary>
    /// <c>{age: -0.6 at 18.0, 0.3 at 45.0}</c>: straight between, flat outside. More points are a table with a line for each height.
    /// </summary>
    /// <param name="term">The term.</param>
    /// <param name="input">Its input.</param>
    /// <param name="width">The width that a line may have.</param>
    public static string[] Lines(CurveTerm term, NumberInput input, int width)
    {
        if (term.Curve.Points.Count > MaxInlinePoints)
            return Table(term, input);
        var points = term.Curve.Points.Select((p, k) => Point(p, k + 1 < term.Curve.Points.Count ? term.Curve.Points[k + 1] : null))
            .ToList();
        var specials = Specials(term.Specials, input).ToArray();
        if (specials.Length > 0)
            points[points.Count - 1] += ";";
        return Lines(input, [.. points.Select((p, k) => k + 1 < points.Count ? p + "," : p), .. Separated(specials)], " ", width);
    }

    /// <summary>An exact number: decimal digits where it has few of them, else a fraction.</summary>
    /// <param name="number">The number.</param>
    public static string Exact(Rational number)
    {
        const int MostDigits = 17;
        return number.TryDecimal(MostDigits, out var digits) && Number.TryParse(digits, out var parsed)
            ? parsed.Literal
            : number.ToFraction();
    }

    private static string[] Table(CurveTerm term, NumberInput input)
    {
        var points = term.Curve.Points;
        var rows = points.SelectMany((p, k) => Rows(p, isFirst: k == 0, isLast: k + 1 == points.Count))
            .Concat(input.Specials.Zip(term.Specials.Table(input), (special, number) => (ShownName.Of(special.Name), number.Literal)))
            .ToArray();
        var width = rows.Max(r => r.Item1.Length);
        // A sign before some numbers stands before the column of their digits.
        var blank = rows.Any(r => r.Item2[0] == '-') ? " " : string.Empty;
        return
        [
            "{" + ShownName.Of(input.Name, input.Unit) + ":",
            .. rows.Select((r, k) =>
                $"  {r.Item1.PadRight(width)}  {(r.Item2[0] == '-' ? string.Empty : blank)}{r.Item2}{(k + 1 < rows.Length ? ";" : "}")}"),
        ];
    }

    // What is flat before the first point and after the last is said there.
    private static IEnumerable<(string Place, string Height)> Rows(CurvePoint point, bool isFirst, bool isLast)
    {
        var place = point.X.Literal;
        if (point.IsJump)
            yield return ("below " + place, point.Below.Literal);
        yield return (isLast ? $"from {place} on" : isFirst && !point.IsJump ? "up to " + place : "at " + place, point.At.Literal);
    }

    private static string Point(CurvePoint point, CurvePoint? next)
    {
        var place = point.X.Literal;
        if (!point.IsJump)
            return $"{point.At.Literal} at {place}";
        // What a step is reads best by where it begins.
        return next is null || new CurvePiece(point, next).IsFlat
            ? $"{point.Below.Literal} below {place} and {point.At.Literal} from there on"
            : $"{point.Below.Literal} below {place} and {point.At.Literal} at it";
    }

    // Special values that a term does not list add 0, and that is said.
    private static IEnumerable<string> Specials(EquatableArray<SpecialWeight> weights, NumberInput input) =>
        input.Specials.Zip(weights.Table(input), (special, number) => $"{number.Literal} for {ShownName.Of(special.Name)}");

    private static IEnumerable<string> Separated(string[] parts) => parts.Select((p, k) => k + 1 < parts.Length ? p + ";" : p);

    private static string[] Lines(NumberInput input, string[] parts, string separator, int width)
    {
        var head = "{" + ShownName.Of(input.Name) + ":";
        var line = head + " " + string.Join(separator, parts) + "}";
        if (line.Length <= width)
            return [line];
        var lines = new List<string>();
        line = head;
        for (var k = 0; k < parts.Length; k++)
        {
            var part = parts[k] + (k + 1 < parts.Length ? separator.TrimEnd() : "}");
            if (line.Length + 1 + part.Length > width && line != head)
            {
                lines.Add(line);
                line = "  " + part;
            }
            else
            {
                line += " " + part;
            }
        }

        return [.. lines, line];
    }
}
