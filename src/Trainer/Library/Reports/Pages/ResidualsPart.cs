using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Measures;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>How far values that are answered are from what is true, by tenths of the answer.</summary>
internal static class ResidualsPart
{
    /// <summary>The part, with its heading.</summary>
    /// <param name="document">The document.</param>
    /// <param name="rows">The rows of data.</param>
    /// <param name="output">The position of the output.</param>
    public static IEnumerable<XElement> Of(RuleDocument document, ReportRows rows, int output)
    {
        var name = VisibleText.Of(document.Outputs[output].Name);
        var tenths = Measure(rows, output);
        yield return new XElement("h3", "Residuals of ", new XElement("bdi", name));
        yield return Html.Paragraph(
            "A residual is what is true minus what the rules answer. The rows are sorted by the answer and cut into tenths; rows with one "
                + "answer stay together.");
        var picture = new ResidualsPicture(tenths, name);
        yield return picture.IsDrawable
            ? Html.Figure(
                picture.Draw("residuals-" + ShownNumber.Integer(output + 1)),
                "Each mark is the median residual of a tenth, its bar holds the middle half of the residuals. Above the dashed line "
                    + "answers are too low.")
            : Html.Note("There is no chart: the numbers are too far apart for one scale.");
        yield return Html.Table(
            $"Residuals of {name} by tenth of the answer",
            ["answer", "rows", "mean answer", "mean of what is true", "mean residual", "median", "middle half"],
            tenths.Select(t => new object?[]
            {
                $"{ShownNumber.Short(t.Least)} to {ShownNumber.Short(t.Largest)}",
                ShownNumber.Integer(t.Rows),
                ShownNumber.Short(t.MeanAnswer),
                ShownNumber.Short(t.MeanTruth),
                ShownNumber.Short(t.MeanResidual),
                ShownNumber.Short(t.Median),
                $"{ShownNumber.Short(t.LowerQuartile)} to {ShownNumber.Short(t.UpperQuartile)}",
            }));
    }

    /// <summary>The picture by itself; null where its numbers have no scale.</summary>
    public static XElement? Draw(RuleDocument document, ReportRows rows, int output, string id)
    {
        var picture = new ResidualsPicture(Measure(rows, output), VisibleText.Of(document.Outputs[output].Name));
        return picture.IsDrawable ? picture.Draw(id) : null;
    }

    /// <summary>The residuals of the rows that say what is true.</summary>
    public static IReadOnlyList<ResidualTenth> Measure(ReportRows rows, int output)
    {
        var known = rows.Rows.Where(r => r.Truth is not null).ToArray();
        return ResidualTenth.Of(
            known.Select(r => r.Outcome.Outputs[output]).ToArray(), known.Select(r => r.Truth![output]).ToArray());
    }
}
