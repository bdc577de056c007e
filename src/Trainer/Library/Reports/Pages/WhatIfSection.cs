using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>The panel in which the reader sets the inputs and sees what the rules say; <c>whatif.js</c> fills it.</summary>
internal static class WhatIfSection
{
    public static XElement Of(ReportContent content) => Html.Section(
        "what-if",
        "What if?",
        Html.Paragraph(
            new XAttribute("class", "scripted"),
            "Set the inputs: the page calculates with the same rules, in the same order of operations, as the generated code, to the last "
                + "bit. An empty field is a missing "
                + $"value{(HasSpecialNaN(content.Document) ? ", unless it says below that it means something else" : string.Empty)}."),
        new XElement(
            "div",
            new XAttribute("class", "what-if scripted"),
            new XElement(
                "p", new XAttribute("id", "what-if-decision"), new XAttribute("class", "decision"), new XAttribute("role", "status")),
            new XElement(
                "form",
                new XAttribute("id", "what-if-form"),
                new XAttribute("aria-label", "Inputs"),
                InputControls.Of("input", content.Document, PlaneChoice.Held(content.Document, content.Rows))),
            new XElement("div", new XAttribute("id", "what-if-details"))),
        new XElement("noscript", Html.Paragraph("This panel needs JavaScript; all else on this page does not.")));

    private static bool HasSpecialNaN(RuleDocument document) => document.Inputs.Numbers().Any(n => n.FindSpecial(double.NaN) >= 0);
}
