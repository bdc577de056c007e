using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>The rules beside other models, on the same rows.</summary>
internal static class ComparisonSection
{
    /// <summary>The section; null where there is nothing to compare.</summary>
    public static XElement? Of(ReportContent content)
    {
        if (ModelComparison.Measure(content) is { } comparison)
            return Html.Section("comparison", "Compared on the data", OnRows(content, comparison));
        return content.Compared.Count == 0 ? null : Html.Section("comparison", "Compared with other rules", OnTheirOwn(content));
    }

    private static IEnumerable<XElement> OnRows(ReportContent content, ModelComparison comparison)
    {
        var models = comparison.Models;
        var metrics = models.SelectMany(m => m.Metrics.Select(n => n.Name)).Distinct().ToArray();
        var isClass = content.Document.Decision.IsClass;
        var isAgreementShown = models.Any(m => m.Agreement is not null);
        var agreement = isClass ? $"decides as the {comparison.Reference}" : $"R² against the {comparison.Reference}";
        yield return Html.Table(
            comparison.KnownRows > 0
                ? $"Models on {ShownNumber.Count(comparison.KnownRows, "row")}"
                : $"Models on {ShownNumber.Count(content.Rows!.Rows.Count, "row")}, against the network's answers",
            metrics.Select(m => (object)MetricName.Of(m)).Prepend("size").Prepend("model").Concat(isAgreementShown ? [agreement] : []),
            models.Select(m =>
                metrics.Select(
                    name => (object?)(m.Metrics.FirstOrDefault(n => n.Name == name) is { } number
                        ? MetricName.Value(name, number.Value.Value)
                        : "–"))
                    .Prepend(m.Size ?? "–").Prepend(new XElement("bdi", m.Name)).Concat(isAgreementShown ? [Agreement(m)] : [])));
        yield return comparison.KnownRows > 0
            ? Html.Note(
                "These are all rows of ",
                Html.Name(content.Rows!.File),
                " that say what is true; rows that a model was trained on may be among them. The majority is that of these rows.")
            : Html.Note(
                "These are all rows of ",
                Html.Name(content.Rows!.File),
                "; rows that a model was trained on may be among them. What is true is not known of them, so each model is compared with "
                    + "what the network answers; the majority is that of its answers.");

        string Agreement(ComparedModel model) =>
            model.Agreement is not { } share ? "–" : isClass ? MetricName.Value("fidelity", share) : ShownNumber.Short(share);
    }

    private static IEnumerable<XElement> OnTheirOwn(ReportContent content)
    {
        var all = content.Compared.Select(c => (Name: c.File, c.Document)).Prepend((Name: "these rules", content.Document)).ToArray();
        var metrics = all.SelectMany(d => Test(d.Document).Select(n => n.Name)).Distinct().ToArray();
        yield return Html.Table(
            "Each on its own test rows, as its document says",
            metrics.Select(m => (object)MetricName.Of(m)).Prepend("size").Prepend("rules"),
            all.Select(d =>
                metrics.Select(
                    m => (object?)(Test(d.Document).FirstOrDefault(n => n.Name == m) is { } number
                        ? MetricName.Value(m, number.Value.Value)
                        : "–"))
                    .Prepend(ModelComparison.SizeOf(d.Document)).Prepend(new XElement("bdi", VisibleText.Of(d.Name)))));
        yield return Html.Note("These may be different rows: only --data compares on the same ones.");
    }

    private static IEnumerable<NamedNumber> Test(RuleDocument document) =>
        document.Provenance?.Metrics.FirstOrDefault(m => m.Model == "rules")?.Splits.FirstOrDefault(s => s.Name == "test")?.Numbers
            ?? EquatableArray<NamedNumber>.Empty;
}
