using System.Xml.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>What a page of version 1 has and one of version 2 has not, and why.</summary>
internal static class LeftOutSection
{
    /// <summary>The section; null for documents of version 1, of which nothing is left out.</summary>
    public static XElement? Of(RuleDocument document) => document.Version == 1 ? null : Html.Section(
        "left-out",
        "What is left out",
        Html.Paragraph(
            "This page does not measure the regions of the rules, draws no picture of regions and decision boundary, does not rank the "
                + "inputs, and does not draw what is left of the network: these are made of rules whose conditions and outputs are weights "
                + "of their inputs and nothing else, while sums of version 2 may share a common part, bend along curves, have numbers for "
                + "special values, and be adjusted by conditions."));
}
