using System.Xml.Linq;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>What other pages have and this one has not, and why.</summary>
internal static class LeftOutSection
{
    /// <summary>The section; null where nothing is left out.</summary>
    public static XElement? Of(ReportContent content)
    {
        var (isHinges, hasRows) = (content.Document.Version > 1, content.Rows is not null);
        return !isHinges && hasRows ? null : Html.Section(
            "left-out",
            "What is left out",
            isHinges
                ? Html.Paragraph(
                    "This page does not measure the regions of the rules, draws no picture of regions and decision boundary, does not rank "
                        + "the inputs, and does not draw what is left of the network: these are made of rules whose conditions and outputs "
                        + "are weights of their inputs and nothing else, while sums of version 2 may share a common part, bend along "
                        + "curves, have numbers for special values, and be adjusted by conditions.")
                : null,
            hasRows
                ? null
                : Html.Paragraph(
                    "No rows were given (rulec report --data), so that this page does not check the rules on any: right and wrong answers, "
                        + $"{(content.Document.Decision.IsClass ? "calibration" : "residuals")}, and figures per group."));
    }
}
