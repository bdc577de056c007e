using System;
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
    /// <summary>How large models are, and what that costs.</summary>
    private static readonly Size[] Sizes =
    [
        new("numbers to review", e => e.Numbers),
        new("points of curves", e => e.Points),
        new("terms per expression", e => e.MeanTerms.Value),
        new("expected loss", e => e.ExpectedLoss?.Value),
        new("price", e => e.Price?.Value),
    ];

    /// <summary>The section; null where the document has no frontier.</summary>
    public static XElement? Of(RuleDocument document)
    {
        if (FrontierPicture.Draw(document) is not { } picture)
            return null;
        var provenance = document.Provenance!;
        var counted = FrontierPicture.CountedIn(provenance);
        // Documents of older versions have fewer figures.
        var sizes = Sizes.Where(s => provenance.Frontier.Any(e => s.Of(e) is not null)).ToArray();
        var metrics = provenance.Frontier.SelectMany(e => e.Validation.Concat(e.Test)).Select(n => n.Name).Distinct().ToArray();
        // Where the network's answers were learned, agreement on test rows is there already.
        var agreements = provenance.Frontier.SelectMany(e => e.Fidelity).Select(n => n.Name).Distinct()
            .Where(name => name != "test" || !provenance.Frontier.All(e => IsFirst(e.Test, e.Fidelity.FirstOrDefault(n => n.Name == name))))
            .ToArray();
        var hasFoot = picture.Descendants().Any(
            e => e.Attribute("class")?.Value.StartsWith("below", StringComparison.Ordinal) == true);
        return Html.Section(
            "frontier",
            "The frontier",
            Html.Paragraph(
                RecordedOptions.IsTree(provenance)
                    ? "Each column is what pruning left of the tree with that many tests. The rules were made of the chosen one."
                    : "Each column is the cheapest model with that many nonlinear PReLUs left, before the chosen one was fitted to all "
                        + "rows and rounded. The rules were made of the chosen one; "
                        + "the last column is the network that training began with."),
            ChoiceText.Of(document) is { } choice ? Html.Paragraph(choice) : null,
            RecordedOptions.AnswersAreLearned(provenance)
                ? Html.Paragraph(
                    "The rules were learned from the network's answers: on the rows, accuracy is agreement with it. Fresh points lie "
                        + "between the rows and around them, and nothing was trained or chosen by those that count here.")
                : null,
            Html.Figure(
                picture,
                $"{MetricName.Of(FrontierPicture.MetricOf(provenance)!)} against the number of {counted}. The scale does not "
                    + "begin at 0, and the columns are side by side whatever number they "
                    + (hasFoot ? "have. What lies far below all others stands at the foot as a number." : "have.")),
            Html.Table(
                "What there was to choose from",
                [
                    counted,
                    "rules",
                    .. sizes.Select(s => s.Head),
                    .. metrics.SelectMany(m => new[] { MetricName.Of(m) + ", validation", MetricName.Of(m) + ", test" }),
                    .. agreements.Select(
                        a => "Agreement with the network, "
                            + (a == "test" ? "test rows" : a == "fresh" ? "fresh points" : VisibleText.Of(a))),
                ],
                provenance.Frontier.Select(e =>
                    Cells(e, sizes, metrics, agreements, document.Decision.IsClass ? "fidelity" : "r2"))));
    }

    private static IEnumerable<object?> Cells(
        FrontierEntry entry, Size[] sizes, string[] metrics, string[] agreements, string agreement)
    {
        yield return ShownNumber.Integer(entry.Nonlinear) + (entry.IsChosen ? " (chosen)" : string.Empty);
        yield return entry.Rules is { } rules ? ShownNumber.Integer(rules) : "too\u00A0many";
        foreach (var size in sizes)
            yield return size.Of(entry) is { } number ? ShownNumber.Short(number) : "–";
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

    private sealed record Size(string Head, Func<FrontierEntry, double?> Of);
}
