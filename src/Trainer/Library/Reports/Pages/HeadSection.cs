using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>The head of a report: what is decided, how well, and what the figures are of.</summary>
internal static class HeadSection
{
    /// <summary>Points that were made for <c>rulec collapse</c>, and that neither training nor choice used.</summary>
    private const string Fresh = "fresh";

    private static readonly string[] Splits = ["train", "validation", "test", MeasuredFigures.AllRows];

    public static IEnumerable<XElement> Of(RuleDocument document)
    {
        yield return new XElement(
            "header",
            Html.Paragraph(new XAttribute("class", "kicker"), "Rule report"),
            new XElement("h1", Html.Name(document.Name)),
            string.IsNullOrWhiteSpace(document.Summary)
                ? null
                : new XElement("p", new XAttribute("class", "summary"), new XElement("bdi", VisibleText.Of(document.Summary, 1000))),
            new XElement(
                "ul",
                new XAttribute("class", "figures"),
                Figures(document).Select(f => new XElement("li", new XElement("strong", f.Value), new XElement("span", f.Name)))));

        var describer = new RuleDescriber(document);
        yield return Html.Section(
            "decision",
            "What decides",
            describer.Reading().Concat(describer.Edges()).Select(s => Html.Paragraph(new XElement("bdi", s))),
            Inputs(describer, document));

        if (document.Provenance is { } provenance)
            yield return Html.Section("quality", "How good the rules are", Quality(document, provenance));
    }

    private static IEnumerable<(string Name, string Value)> Figures(RuleDocument document)
    {
        yield return (document.Rules.Count == 1 ? "rule" : "rules", ShownNumber.Integer(document.Rules.Count));
        yield return (document.Conditions.Count == 1 ? "condition" : "conditions", ShownNumber.Integer(document.Conditions.Count));
        if (document.Version > 1)
            yield return ("numbers to review", ShownNumber.Integer(ReviewedNumbers.Count(document)));
        // Learned from a network's answers, accuracy is agreement with it, and its own is not a merit.
        var isDistilled = document.Provenance is { } provenance && RecordedOptions.AnswersAreLearned(provenance);
        foreach (var model in isDistilled ? [] : (string[])["rules", "network"])
        {
            if (document.Provenance?.Metrics.FirstOrDefault(m => m.Model == model)?.Splits.FirstOrDefault(
                s => s.Name == "test") is { Numbers: [var first, ..] })
                yield return ($"{MetricName.Of(first.Name)} of the {model} on test rows", MetricName.Value(first.Name, first.Value.Value));
        }

        foreach (var (split, where) in ((string, string)[])[("test", "test rows"), (Fresh, "fresh points")])
        {
            if (document.Provenance?.Fidelity.FirstOrDefault(f => f.Name == "network")?.Numbers.FirstOrDefault(
                n => n.Name == split) is { } fidelity)
                yield return (
                    $"agreement with the network on {where}",
                    document.Decision.IsClass
                        ? MetricName.Value("fidelity", fidelity.Value.Value)
                        : "R² " + ShownNumber.Short(fidelity.Value.Value));
        }
    }

    private static XElement Inputs(RuleDescriber describer, RuleDocument document) => new(
        "details",
        new XElement("summary", $"The {ShownNumber.Count(document.Inputs.Count, "input")}"),
        new XElement("ul", document.Inputs.Select((_, i) => new XElement("li", new XElement("bdi", describer.Input(i))))));

    private static IEnumerable<XElement> Quality(RuleDocument document, Provenance provenance)
    {
        var columns = Splits.SelectMany(
            s => provenance.Metrics.SelectMany(
                m => m.Splits.Where(x => x.Name == s).SelectMany(x => x.Numbers.Select(n => (Split: s, Metric: n.Name)))).Distinct())
                    .ToArray();
        if (columns.Length > 0)
        {
            yield return Html.Table(
                "Each model on the same rows",
                columns.Select(c => (object)$"{MetricName.Of(c.Metric)}, {c.Split}").Prepend("model"),
                provenance.Metrics.Select(m => columns.Select(c => (object?)Cell(m, c.Split, c.Metric)).Prepend(Html.Name(m.Model))));
            yield return Html.Note(
                provenance.Measured is { IsEdited: true } measured
                    ? ProvenanceDescriber.Measured(measured)
                    : "Rules were chosen by validation rows and changed by none of the test rows.",
                RecordedOptions.AnswersAreLearned(provenance)
                    ? " What counts as right here is what the network answers: the rules were learned from its answers, not from labels."
                    : null);
        }

        if (provenance.Fidelity.Count > 0)
        {
            var splits = Splits.Append(Fresh).Where(s => s is not (MeasuredFigures.AllRows or Fresh)
                || provenance.Fidelity.Any(f => f.Numbers.Any(n => n.Name == s))).ToArray();
            yield return Html.Table(
                document.Decision.IsClass
                    ? "Share of rows that the rules decide as what they were made from does"
                    : "R² of the rules against what they were made from",
                splits.Select(s => s == Fresh ? "fresh points" : s).Prepend("made from").Cast<object>(),
                provenance.Fidelity.Select(f => splits.Select(s => (object?)(f.Numbers.FirstOrDefault(n => n.Name == s) is { } number
                    ? document.Decision.IsClass ? MetricName.Value("fidelity", number.Value.Value) : ShownNumber.Short(number.Value.Value)
                    : "–")).Prepend(Html.Name(f.Name))));
        }

        var rows = string.Join(", ", provenance.Rows.Select(r => $"{r.Value.Text} {VisibleText.Of(r.Name)}"));
        yield return Html.Note(
            $"Made by {VisibleText.Of(provenance.Tool)}",
            From(provenance),
            rows.Length > 0 ? $"; rows: {rows}." : ".");
    }

    private static IEnumerable<object> From(Provenance provenance)
    {
        var word = " from ";
        foreach (var (kind, file) in ((string, DataFile?)[])[("the network ", provenance.Network), (string.Empty, provenance.Data)])
        {
            if (file is null)
                continue;
            yield return word + kind;
            yield return Html.Name(file.File);
            yield return $" (SHA-256 {VisibleText.Of(file.Sha256)})";
            word = " at points of ";
        }
    }

    private static string Cell(ModelMetrics model, string split, string metric) =>
        model.Splits.Where(s => s.Name == split).SelectMany(s => s.Numbers).FirstOrDefault(n => n.Name == metric) is { } number
            ? MetricName.Value(metric, number.Value.Value)
            : "–";
}
