using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>The exact regions and the decision boundary in the plane of two inputs.</summary>
internal static class RegionsSection
{
    /// <summary>The section; null where no number has a range.</summary>
    public static XElement? Of(ReportContent content)
    {
        if (content.Plane is not { } plane)
            return null;
        var document = content.Document;
        var numbers = PlaneChoice.Movable(document).Select(i => (ShownNumber.Integer(i), InputName.Of(document.Inputs[i]))).ToArray();
        var choices = new List<XElement>();
        if (plane.Y >= 0)
        {
            choices.Add(InputControls.Select("regions-x", "to the right", numbers, ShownNumber.Integer(plane.X)));
            choices.Add(InputControls.Select("regions-y", "up", numbers, ShownNumber.Integer(plane.Y)));
        }

        if (!document.Decision.ComparesOutputs && document.Outputs.Count > 1)
            choices.Add(InputControls.Select(
                "regions-output",
                "output",
                document.Outputs.Select((o, k) => (ShownNumber.Integer(k), Documents.VisibleText.Of(o.Name))),
                "0"));
        return Html.Section(
            "regions",
            "Regions and decision boundary",
            new XElement("div", new XAttribute("class", "controls scripted"), choices),
            Html.Figure(PlanePicture.Draw(content, plane), Caption(content)),
            document.Inputs.Count > (plane.Y < 0 ? 1 : 2)
                ? new XElement(
                    "details",
                    new XAttribute("class", "scripted"),
                    new XElement("summary", "Set the inputs that are held"),
                    InputControls.Of("held", document, plane.Held))
                : null,
            Html.Note(new XAttribute("id", "regions-message"), new XAttribute("role", "status")),
            Held(content),
            plane.Held.SequenceEqual(PlaneChoice.Held(document, content.Rows))
                ? null
                : Html.Note("Where the inputs that are held have their most usual values one decision holds all over; these are usual "
                    + "values for another one."));
    }

    private static IEnumerable<object> Caption(ReportContent content)
    {
        yield return content.Document.Decision.IsClass
            ? "Thin lines are the borders of rules, thick ones are where the decision changes. "
            : "Thin lines are the borders of rules; shades are bands of the value. ";
        yield return "The polygons are exact: the box cut by the half-planes of the rules. ";
        if (content.Rows is not { } rows)
            yield break;
        var shown = System.Math.Min(rows.Rows.Count, PageData.MaxPoints);
        yield return $"Points are {(shown == rows.Rows.Count ? "all" : $"{ShownNumber.Integer(shown)} evenly spaced rows of the")} "
            + $"{ShownNumber.Integer(rows.Rows.Count)} rows of ";
        yield return Html.Name(rows.File);
        yield return rows.HasTruth || content.IsMarkedByNetwork
            ? $", marked by what {(content.IsMarkedByNetwork ? "the network answers" : "is true")}; their other inputs are their own, not "
                + "those that are held."
            : "; their other inputs are their own, not those that are held.";
    }

    // Without a script, and in print, the still picture needs to say what it is of.
    private static XElement? Held(ReportContent content)
    {
        var (document, plane) = (content.Document, content.Plane!);
        var held = Enumerable.Range(0, document.Inputs.Count).Where(i => i != plane.X && i != plane.Y).ToArray();
        if (held.Length == 0)
            return null;
        return Html.Note(
            new XAttribute("id", "regions-held"),
            "Held: ",
            held.Select((i, n) =>
                new object[] { n > 0
                    ? ", "
                    : string.Empty, Html.Name(document.Inputs[i].Name), " = ", Value(document.Inputs[i], plane.Held[i]) }),
            ".");
    }

    private static object Value(Input input, double value) =>
        input.Match<object>(_ => Number.From(value).Text, category => Html.Name(category.Categories[(int)value]));
}
