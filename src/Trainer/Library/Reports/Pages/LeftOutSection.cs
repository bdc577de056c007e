using System.Xml.Linq;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>What other pages have and this one has not, and why.</summary>
internal static class LeftOutSection
{
    /// <summary>The section; null where nothing is left out.</summary>
    public static XElement? Of(ReportContent content)
    {
        var (isCurved, hasRows) = (content.Affine is null, content.Rows is not null);
        return !isCurved && hasRows ? null : Html.Section(
            "left-out",
            "What is left out",
            isCurved
                ? Html.Paragraph(
                    (content.Regions is null ? "This page does not measure the regions of the rules, draws" : "This page draws")
                        + " no picture of regions and decision boundary, does not rank the inputs, and does not draw what is left of the "
                        + "network: these are made of straight lines, and sums of these rules have curves.")
                : null,
            hasRows
                ? null
                : Html.Paragraph(
                    "No rows were given (rulec report --data), so that this page does not check the rules on any: right and wrong answers, "
                        + $"{(content.Document.Decision.IsClass ? "calibration" : "residuals")}, and figures per group."));
    }
}
