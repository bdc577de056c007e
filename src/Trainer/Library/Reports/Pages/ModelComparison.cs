using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Pipeline.Originals;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>One model on rows of data.</summary>
/// <param name="Name">The model.</param>
/// <param name="Size">How large it is, in words; null where that says nothing.</param>
/// <param name="Metrics">Its metrics on the rows that say what is true; none where none does.</param>
/// <param name="Agreement">
/// The share of all rows for which it decides as the reference does; of values R², the reference taken for true. Null for the reference
/// itself, and where it cannot be compared.
/// </param>
internal sealed record ComparedModel(string Name, string? Size, EquatableArray<NamedNumber> Metrics, double? Agreement);

/// <summary>The rules beside other models on the same rows.</summary>
/// <param name="Reference">The model that agreement is with: the network where it answers, else the rules.</param>
/// <param name="KnownRows">How many rows say what is true.</param>
/// <param name="Models">The models.</param>
internal sealed record ModelComparison(string Reference, int KnownRows, IReadOnlyList<ComparedModel> Models)
{
    /// <summary>The name of the network among the models.</summary>
    public const string Network = "network";

    /// <summary>The name of the rules among the models.</summary>
    public const string Rules = "rules";

    /// <summary>Compares what the report has: rules, network, other rules and the majority.</summary>
    /// <returns>The comparison; null where neither rows nor network say what is true.</returns>
    public static ModelComparison? Measure(ReportContent content)
    {
        if (content.Rows is not { } data)
            return null;
        var (document, network) = (content.Document, content.Network?.Answers?.ToArray());
        var known = data.Rows.Where(r => r.Truth is not null).Select(r => r.Truth!).ToArray();
        if (known.Length == 0 && network is null)
            return null;
        var rules = new Answered(document, data, data.Rows.Select(r => r.Outcome.Outputs).ToArray());
        var reference = rules with { Outputs = network ?? rules.Outputs };
        var models = new List<ComparedModel>();
        if (network is not null)
            models.Add(new ComparedModel(Network, SizeOf(content.Network!), reference.Metrics(), null));
        models.Add(Compare(Rules, SizeOf(document), rules));
        models.AddRange(content.Compared.Where(c => c.Rows is { } rows && (rows.HasTruth || network is not null)).Select(c =>
            Compare(
                VisibleText.Of(c.File),
                SizeOf(c.Document),
                new Answered(c.Document, c.Rows!, c.Rows!.Rows.Select(r => r.Outcome.Outputs).ToArray()))));
        var majority = Majority(document, known.Length > 0 ? known : network!.Select(o => NetworkAnswers.AsTruth(document, o)).ToArray());
        models.Add(Compare(
            document.Decision.IsClass ? "majority" : "mean", null, rules with { Outputs = data.Rows.Select(_ => majority).ToArray() }));
        return new ModelComparison(network is null ? Rules : Network, known.Length, models);

        // What only other rules know to be true is not a common measure.
        ComparedModel Compare(string name, string? size, Answered model) =>
            new(
                name,
                size,
                known.Length > 0 ? model.Metrics() : EquatableArray<NamedNumber>.Empty,
                model.Outputs == reference.Outputs ? null : model.Agreement(reference, network is not null));
    }

    /// <summary>The size of a rule system.</summary>
    public static string SizeOf(RuleDocument document) =>
        $"{ShownNumber.Count(document.Rules.Count, "rule")}, {ShownNumber.Count(document.Conditions.Count, "condition")}";

    private static string? SizeOf(ReportNetwork network) =>
        network.Drawn is { } drawn ? ShownNumber.Count(drawn.Layers.SkipLast(1).Sum(l => l.Width), "hidden unit") : null;

    // On the rows that are compared: the best answer that ignores the inputs, as if these rows were known.
    private static double[] Majority(RuleDocument document, double[][] truth)
    {
        var means = Enumerable.Range(0, document.Outputs.Count).Select(k => truth.Average(t => t[k])).ToArray();
        return document.Decision.Match(
            _ => means,
            threshold => means
                .Select((p, k) => threshold.Bits[k].Threshold.Value + (threshold.Scores == ScoreKind.Logit ? Log(p) : p - 0.5)).ToArray(),
            argmax => argmax.Scores == ScoreKind.Logit ? means.Select(p => Logarithm.Of(Math.Max(p, 1e-9))).ToArray() : means);

        static double Log(double p) => Logarithm.Of(Math.Clamp(p, 1e-9, 1 - 1e-9) / (1 - Math.Clamp(p, 1e-9, 1 - 1e-9)));
    }

    private static double[] Probabilities(RuleDocument document, double[][] outputs)
    {
        var evaluator = new RuleEvaluator(document);
        return document.Decision.Scores != ScoreKind.Plain
            ? outputs.SelectMany(evaluator.Probabilities).ToArray()
            : outputs.SelectMany(o => o.Select(v => Math.Clamp(v, 0, 1))).ToArray();
    }

    /// <summary>A model's answers for rows, in the outputs of a document.</summary>
    private sealed record Answered(RuleDocument Document, ReportRows Rows, double[][] Outputs)
    {
        /// <summary>The metrics on the rows that say what is true.</summary>
        public EquatableArray<NamedNumber> Metrics()
        {
            var known = Outputs.Where((_, i) => Rows.Rows[i].Truth is not null).ToArray();
            if (known.Length == 0)
                return EquatableArray<NamedNumber>.Empty;
            var count = Document.Outputs.Count;
            var (answers, targets) = (known.SelectMany(o => o).ToArray(), Rows.Rows.SelectMany(r => r.Truth ?? []).ToArray());
            var metrics = Document.Decision.Match(
                _ => PredictionMetrics.OfValues(answers, targets, count),
                threshold => PredictionMetrics.OfBits(
                    answers.Select((o, i) => threshold.Bits[i % count].IsReached(o)).ToArray(),
                    Probabilities(Document, known),
                    targets,
                    count),
                argmax => PredictionMetrics.OfClasses(
                    known.Select(argmax.Classify).ToArray(), Probabilities(Document, known), targets, count));
            // A score that stands for no probability has no log loss.
            return Document.Decision is { IsClass: true, Scores: ScoreKind.Plain }
                ? metrics.Where(m => m.Name == "accuracy").ToEquatableArray()
                : metrics;
        }

        /// <summary>How it agrees with another model on all rows; values are compared with those of a network only.</summary>
        public double? Agreement(Answered other, bool isNetwork)
        {
            if (Document.Decision.IsClass != other.Document.Decision.IsClass)
                return null;
            if (Document.Decision.IsClass)
                return (double)Decisions()
                    .Zip(other.Decisions()).Count(p => string.Equals(p.First, p.Second, StringComparison.Ordinal)) / Outputs.Length;
            return isNetwork && Document.Outputs.Count == other.Document.Outputs.Count
                ? PredictionMetrics.OfValues(
                    Outputs.SelectMany(o => o).ToArray(), other.Outputs.SelectMany(o => o).ToArray(), Document.Outputs.Count)[0].Value.Value
                : null;
        }

        private IEnumerable<string> Decisions()
        {
            var evaluator = new RuleEvaluator(Document);
            return Outputs.Select(o => DecisionText.Of(evaluator, o));
        }
    }
}
