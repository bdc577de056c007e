using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>The curves of a document as charts.</summary>
internal static class CurvesSection
{
    /// <summary>More charts than these nobody looks at.</summary>
    public const int MaxCurves = 60;

    /// <summary>The section; null where the document has no curve.</summary>
    public static XElement? Of(ReportContent content)
    {
        var curves = PlacedCurve.Of(content.Document).ToArray();
        if (curves.Length == 0)
            return null;
        return Html.Section(
            "curves",
            "Curves",
            Html.Note("What a number adds, by its value: straight between the points, flat before the first and after the last."),
            curves.Take(MaxCurves).SelectMany((curve, n) => Curve(curve, "curve-" + ShownNumber.Integer(n + 1), content.Rows)),
            curves.Length > MaxCurves
                ? Html.Note($"{ShownNumber.Count(curves.Length - MaxCurves, "more curve")} "
                    + $"{(curves.Length == MaxCurves + 1 ? "is" : "are")} not drawn; the rules have their numbers.")
                : null);
    }

    private static IEnumerable<XElement> Curve(PlacedCurve curve, string id, ReportRows? rows)
    {
        var picture = new CurvePicture(curve, rows);
        yield return new XElement("h3", new XElement("bdi", curve.Title), " in ", new XElement("bdi", curve.Place));
        yield return picture.IsDrawable
            ? Html.Figure(picture.Draw(id), Caption(curve, picture.Rows))
            : Html.Note("This curve has no chart: its numbers are too far apart for one scale.");
        yield return new XElement(
            "details",
            new XElement("summary", "The numbers of the curve"),
            Html.Table(
                $"What {curve.Title} adds to {curve.Place}",
                [curve.Title, "adds"],
                curve.Term.Curve.Points.Select(
                    p => new object?[] { p.X.Text, p.IsJump ? $"{p.Below.Text} below, {p.At.Text} from there on" : p.At.Text })
                    .Concat(curve.Specials.Select(s => new object?[] { Html.Name(s.Special.Name), s.Adds.Text }))));
    }

    private static IEnumerable<object> Caption(PlacedCurve curve, CurveRows? rows)
    {
        if (curve.Term.Curve.Points.Any(p => p.IsJump))
            yield return "Where the curve jumps, the filled mark is its height at the point and the open one that just below it. ";
        if (curve.Specials.Count > 0)
            yield return "The squares to the right are special values. ";
        if (rows is null)
            yield break;
        yield return $"Beneath is where the {ShownNumber.Count(rows.Bars.Sum(), "row")} of ";
        yield return Html.Name(rows.File);
        yield return " with a quantity are";
        if (rows.Outside > 0)
            yield return $"; {ShownNumber.Integer(rows.Outside)} more {(rows.Outside == 1 ? "is" : "are")} outside the scale";
        foreach (var (special, s) in curve.Specials.Select((special, s) => (special.Special, s)))
        {
            yield return "; ";
            yield return Html.Name(special.Name);
            yield return $" in {ShownNumber.Percent((double)rows.Specials[s] / rows.Total)} of the rows";
        }

        yield return ".";
    }
}
