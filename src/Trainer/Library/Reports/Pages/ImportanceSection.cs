using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>What matters most.</summary>
internal static class ImportanceSection
{
    /// <summary>The section; null where there is nothing to average over.</summary>
    public static XElement? Of(ReportContent content)
    {
        if (ImportancePicture.Draw(content) is not { } picture)
            return null;
        var outputs = content.Document.Outputs.Count > 1 ? "; with several outputs the mean over them" : string.Empty;
        return Html.Section(
            "importance",
            "What matters most",
            Html.Figure(
                picture, $"Averages over {Over(content)}{outputs}. The two measures have different units, so each has its own scale."),
            Html.Note(
                "The contribution of an input is its part of the score around the nearest point where the score would be 0: v·w² / (w·w), "
                    + "without sign here. It is measured in the inputs' own units, so that an input in large units, which has a small "
                    + "weight, contributes little, and a category has the weights of all its levels. ",
                Moves(content)),
            Html.Table(
                "What matters how much",
                ["input", "mean absolute contribution", "moves the outputs by"],
                content.Importance.Select(
                    i => new object?[] { Html.Name(content.Document.Inputs[i.Input].Name), ShownNumber.Short(
                        i.Contribution), ShownNumber.Short(i.Spread) })));
    }

    private static string Moves(ReportContent content) =>
        "How much an input moves the outputs is the mean absolute deviation of what it adds to them, "
        + (content.Rows is null ? "were it anywhere in its range and its categories alike" : "among the rows of each rule")
        + "; rules weigh as many rows as they have. That does not depend on units.";

    private static string Over(ReportContent content)
    {
        if (content.Rows is not { } rows)
            return "one point inside each rule, weighted by the rule's training rows; rows of data (--data) say more";
        return rows.Rows.Count > InputImportance.MaxRows
            ? $"{ShownNumber.Integer(InputImportance.MaxRows)} evenly spaced rows of the {ShownNumber.Integer(rows.Rows.Count)} of the data"
            : $"the {ShownNumber.Count(rows.Rows.Count, "row")} of the data";
    }
}
