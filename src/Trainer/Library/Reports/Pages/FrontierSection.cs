using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>What there was to choose from.</summary>
internal static class FrontierSection
{
    /// <summary>The section; null where the document has no frontier.</summary>
    public static XElement? Of(RuleDocument document)
    {
        if (FrontierPicture.Draw(document) is not { } picture)
            return null;
        var provenance = document.Provenance!;
        var metrics = provenance.Frontier.SelectMany(e => e.Validation.Concat(e.Test)).Select(n => n.Name).Distinct().ToArray();
        // Where the network's answers were learned, agreement on test rows is there already.
        var agreements = provenance.Frontier.SelectMany(e => e.Fidelity).Select(n => n.Name).Distinct()
            .Where(name => name != "test" || !provenance.Frontier.All(e => IsFirst(e.Test, e.Fidelity.FirstOrDefault(n => n.Name == name))))
            .ToArray();
        var hasFoot = picture.Descendants().Any(
            e => e.Attribute("class")?.Value.StartsWith("below", System.StringComparison.Ordinal) == true);
        return Html.Section(
            "frontier",
            "The frontier",
            Html.Paragraph(
                "Each column is what training made of the network with that many nonlinear PReLUs left, before it was shortened and "
                    + "rounded. The rules were made of the chosen one; the last column is the network that training began with."),
            RecordedOptions.AnswersAreLearned(provenance)
                ? Html.Paragraph(
                    "The rules were learned from the network's answers: on the rows, accuracy is agreement with it. Fresh points lie "
                        + "between the rows and around them, and nothing was trained or chosen by those that count here.")
                : null,
            Html.Figure(
                picture,
                $"{MetricName.Of(FrontierPicture.MetricOf(provenance)!)} against the number of nonlinear PReLUs. The scale does not begin "
                    + "at 0, and the columns are side by side whatever number they "
                    + (hasFoot ? "have. What lies far below all others stands at the foot as a number." : "have.")),
            Html.Table(
                "What there was to choose from",
                metrics.SelectMany(m => new object[] { MetricName.Of(m) + ", validation", MetricName.Of(m) + ", test" }).Concat(
                    agreements.Select(
                        a => "Agreement with the network, "
                            + (a == "test" ? "test rows" : a == "fresh" ? "fresh points" : VisibleText.Of(a))))
                    .Prepend("terms per expression").Prepend("rules").Prepend("nonlinear PReLUs"),
                provenance.Frontier.Select(e => Cells(e, metrics, agreements, document.Decision.IsClass ? "fidelity" : "r2"))));
    }

    private static IEnumerable<object?> Cells(FrontierEntry entry, string[] metrics, string[] agreements, string agreement)
    {
        yield return ShownNumber.Integer(entry.Nonlinear) + (entry.IsChosen ? " (chosen)" : string.Empty);
        yield return entry.Rules is { } rules ? ShownNumber.Integer(rules) : "too\u00A0many";
        yield return ShownNumber.Short(entry.MeanTerms.Value);
        foreach (var metric in metrics)
        {
            yield return Cell(entry.Validation, metric);
            yield return Cell(entry.Test, metric);
        }

        foreach (var name in agreements)
            yield return entry.Fidelity.FirstOrDefault(n => n.Name == name) is { } number
                ? MetricName.Value(agreement, number.Value.Value)
                : "–";
    }

    private static bool IsFirst(EquatableArray<NamedNumber> metrics, NamedNumber? agreement) =>
        agreement is null || (metrics.Count > 0 && metrics[0].Value.Value.Equals(agreement.Value.Value));

    private static string Cell(EquatableArray<NamedNumber> numbers, string metric) =>
        numbers.FirstOrDefault(n => n.Name == metric) is { } number ? MetricName.Value(metric, number.Value.Value) : "–";
}
