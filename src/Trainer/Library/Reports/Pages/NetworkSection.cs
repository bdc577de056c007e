using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>The network as a picture.</summary>
internal static class NetworkSection
{
    /// <summary>The section; null where rules with curves have no network beside them.</summary>
    public static XElement? Of(ReportContent content)
    {
        var document = content.Document;
        var isOwn = content.Network?.Drawn is not null;
        if (!isOwn && content.Affine is null)
            return null;
        var choices = document.Rules.Take(NetworkPicture.MaxRules).Select(
            (r, i) => (ShownNumber.Integer(i), "Rule " + ShownNumber.Integer(r.Id)));
        return Html.Section(
            "network",
            isOwn ? "The network" : "What is left of the network",
            isOwn || document.Rules.Count == 1 ? null : new XElement(
                "div",
                new XAttribute("class", "controls scripted"),
                InputControls.Select(
                    "network-rule", "lines to the outputs", choices, ShownNumber.Integer(NetworkPicture.MainRule(document)))),
            Html.Figure(
                NetworkPicture.Draw(content),
                "Red lines are positive weights, blue ones (dashed) negative; lines from the right are biases. Red boxes with a bent line "
                    + "are nonlinear, green boxes with a straight line are taken as linear. ",
                isOwn
                    ? "The weights are those of the network, thick where they are large within their layer; of a layer with many the "
                        + $"{ShownNumber.Integer(NetworkPicture.MaxLines)} largest are drawn."
                    : "The lines are those of the conditions, and those of one rule to the outputs: what all the linear units on the way "
                        + "come to. They are thick where an input can move the sum much within its range; a category counts by its largest "
                        + "weight."));
    }
}
