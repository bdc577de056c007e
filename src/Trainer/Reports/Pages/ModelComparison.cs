using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>One model on rows of data.</summary>
/// <param name="Name">The model.</param>
/// <param name="Size">How large it is, in words; null where that says nothing.</param>
/// <param name="Rows">The rows that say what is true.</param>
/// <param name="Metrics">Its metrics on them.</param>
/// <param name="Agreement">The share of rows for which it decides as the rules do; null for values.</param>
internal sealed record ComparedModel(string Name, string? Size, int Rows, EquatableArray<NamedNumber> Metrics, double? Agreement);

/// <summary>The rules beside other models on the same rows.</summary>
internal static class ModelComparison
{
    /// <summary>Compares what the report has: rules, network, other rules and the majority.</summary>
    /// <returns>The models; none where the rows do not say what is true.</returns>
    public static IReadOnlyList<ComparedModel> Of(ReportContent content)
    {
        var known = content.Rows?.Rows.Where(r => r.Truth is not null).ToArray() ?? [];
        if (known.Length == 0)
            return [];
        var document = content.Document;
        var truth = known.Select(r => r.Truth!).ToArray();
        var evaluator = new RuleEvaluator(document);
        var decided = document.Decision is ClassDecision ? content.Rows!.Rows.Select(r => DecisionText.Prediction(evaluator, r.Outcome.Outputs)).ToArray() : null;
        var models = new List<ComparedModel>();
        if (content.Network is { } network)
        {
            var answers = content.Rows!.Rows.Select(r => NetworkInputs.Evaluate(document, network, r.Point)).ToArray();
            models.Add(Measure("network", "all units", document, Known(content.Rows, answers), truth) with { Agreement = Agreement(decided, answers.Select(a => DecisionText.Prediction(evaluator, a))) });
        }

        models.Add(Measure("rules", SizeOf(document), document, known.Select(r => r.Outcome.Outputs).ToArray(), truth));
        models.AddRange(content.Compared.Where(c => c.Rows is { HasTruth: true }).Select(other => Compare(other, decided)));
        var majority = Majority(document, truth);
        models.Add(Measure(document.Decision is ValueDecision ? "mean" : "majority", null, document, truth.Select(_ => majority).ToArray(), truth) with
        {
            Agreement = Agreement(decided, content.Rows!.Rows.Select(_ => DecisionText.Prediction(evaluator, majority))),
        });
        return models;
    }

    /// <summary>The size of a rule system.</summary>
    public static string SizeOf(RuleDocument document) => $"{ShownNumber.Count(document.Rules.Count, "rule")}, {ShownNumber.Count(document.Conditions.Count, "condition")}";

    private static double[][] Known(ReportRows rows, double[][] answers) => answers.Where((_, i) => rows.Rows[i].Truth is not null).ToArray();

    private static ComparedModel Compare(ComparedRules other, string[]? decided)
    {
        var known = other.Rows!.Rows.Where(r => r.Truth is not null).ToArray();
        var evaluator = new RuleEvaluator(other.Document);
        var model = Measure(VisibleText.Of(other.File), SizeOf(other.Document), other.Document, known.Select(r => r.Outcome.Outputs).ToArray(), known.Select(r => r.Truth!).ToArray());
        return other.Document.Decision is ValueDecision
            ? model
            : model with { Agreement = Agreement(decided, other.Rows.Rows.Select(r => DecisionText.Prediction(evaluator, r.Outcome.Outputs))) };
    }

    private static double? Agreement(string[]? decided, IEnumerable<string> others) =>
        decided is null ? null : (double)others.Zip(decided).Count(p => string.Equals(p.First, p.Second, StringComparison.Ordinal)) / decided.Length;

    // On the rows that are compared: the best answer that does not look at the inputs, as if these rows were known.
    private static double[] Majority(RuleDocument document, double[][] truth)
    {
        var means = Enumerable.Range(0, document.Outputs.Count).Select(k => truth.Average(t => t[k])).ToArray();
        return document.Decision switch
        {
            ThresholdDecision threshold => means.Select((p, k) => threshold.Bits[k].Threshold.Value + (threshold.Scores == ScoreKind.Logit ? Log(p) : p - 0.5)).ToArray(),
            ArgmaxDecision { Scores: ScoreKind.Logit } => means.Select(p => ElementaryFunctions.Log(Math.Max(p, 1e-9))).ToArray(),
            _ => means,
        };

        static double Log(double p) => ElementaryFunctions.Log(Math.Clamp(p, 1e-9, 1 - 1e-9) / (1 - Math.Clamp(p, 1e-9, 1 - 1e-9)));
    }

    private static ComparedModel Measure(string name, string? size, RuleDocument document, double[][] outputs, double[][] truth)
    {
        var count = document.Outputs.Count;
        var (answers, targets) = (outputs.SelectMany(o => o).ToArray(), truth.SelectMany(t => t).ToArray());
        var metrics = document.Decision switch
        {
            ThresholdDecision threshold => PredictionMetrics.OfBits(
                answers.Select((o, i) => o >= threshold.Bits[i % count].Threshold.Value).ToArray(), Probabilities(document, outputs), targets, count),
            ArgmaxDecision => PredictionMetrics.OfClasses(
                outputs.Select(new RuleEvaluator(document).Classify).ToArray(), Probabilities(document, outputs), targets, count),
            _ => PredictionMetrics.OfValues(answers, targets, count),
        };
        // A score that stands for no probability has no log loss.
        var shown = document.Decision is ClassDecision { Scores: ScoreKind.Plain } ? metrics.Where(m => m.Name == "accuracy").ToEquatableArray() : metrics;
        return new ComparedModel(name, size, outputs.Length, shown, null);
    }

    private static double[] Probabilities(RuleDocument document, double[][] outputs)
    {
        var evaluator = new RuleEvaluator(document);
        return document.Decision is ClassDecision { Scores: not ScoreKind.Plain }
            ? outputs.SelectMany(evaluator.Probabilities).ToArray()
            : outputs.SelectMany(o => o.Select(v => Math.Clamp(v, 0, 1))).ToArray();
    }
}
