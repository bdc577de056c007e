using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>What there was to choose from.</summary>
internal static class FrontierSection
{
    /// <summary>The section; null where the document has no frontier.</summary>
    public static XElement? Of(RuleDocument document)
    {
        if (FrontierPicture.Of(document) is not { } picture)
            return null;
        var provenance = document.Provenance!;
        var metrics = provenance.Frontier.SelectMany(e => e.Validation.Concat(e.Test)).Select(n => n.Name).Distinct().ToArray();
        return Html.Section(
            "frontier",
            "The frontier",
            Html.Paragraph("Each column is what training made of the network with so many nonlinear PReLUs left, before it was shortened and rounded. The rules were made of the chosen one; the last column is the network that training began with."),
            Html.Figure(picture, $"{MetricName.Of(FrontierPicture.MetricOf(provenance)!)} against the number of nonlinear PReLUs. The scale does not begin at 0."),
            Html.Table(
                "What there was to choose from",
                metrics.SelectMany(m => new object[] { MetricName.Of(m) + ", validation", MetricName.Of(m) + ", test" }).Prepend("terms per expression").Prepend("rules").Prepend("nonlinear PReLUs"),
                provenance.Frontier.Select(e => Cells(e, metrics))));
    }

    private static IEnumerable<object?> Cells(FrontierEntry entry, string[] metrics)
    {
        yield return ShownNumber.Integer(entry.Nonlinear) + (entry.IsChosen ? " (chosen)" : string.Empty);
        yield return entry.Rules is { } rules ? ShownNumber.Integer(rules) : "too many";
        yield return ShownNumber.Short(entry.MeanTerms.Value);
        foreach (var metric in metrics)
        {
            yield return Cell(entry.Validation, metric);
            yield return Cell(entry.Test, metric);
        }
    }

    private static string Cell(EquatableArray<NamedNumber> numbers, string metric) =>
        numbers.FirstOrDefault(n => n.Name == metric) is { } number ? MetricName.Value(metric, number.Value.Value) : "–";
}
