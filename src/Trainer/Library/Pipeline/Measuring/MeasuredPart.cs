using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline.Measuring;

/// <summary>The rules on some rows, before and after.</summary>
/// <param name="Name"><c>train</c>, <c>validation</c> or <c>test</c> as in training, or <c>all</c>.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Before">What the document says of these rows; empty where it says nothing.</param>
/// <param name="Now">What was measured.</param>
public sealed record MeasuredPart(string Name, int Rows, EquatableArray<NamedNumber> Before, EquatableArray<NamedNumber> Now)
{
    /// <summary>A metric as the document has it.</summary>
    /// <param name="metric">Its name.</param>
    /// <returns>Its value; null where the document has none.</returns>
    public Number? BeforeOf(string metric) => Before.FirstOrDefault(n => n.Name == metric)?.Value;

    /// <summary>Measures some rows.</summary>
    internal static MeasuredPart Of(RuleDocument document, string name, AnsweredRow[] rows)
    {
        var metrics = new OutputMetrics(document.Decision, document.Outputs.Count, TargetsOf(rows));
        return new MeasuredPart(
            name,
            rows.Length,
            document.Provenance?.Metrics.FirstOrDefault(m => m.Model == "rules")?.Splits.FirstOrDefault(s => s.Name == name)?.Numbers
                ?? EquatableArray<NamedNumber>.Empty,
            Metrics(document.Decision, metrics, rows.SelectMany(r => r.Outcome.Outputs).ToArray()));
    }

    // Scores that are no probabilities by any reading, such as points, have an order and no loss.
    private static EquatableArray<NamedNumber> Metrics(Decision decision, OutputMetrics metrics, double[] outputs)
    {
        var measured = metrics.Measure(outputs);
        if (decision.Scores != ScoreKind.Plain || outputs.All(o => o is >= 0 and <= 1) || measured.All(m => m.Name != "auc"))
            return measured;
        var area = PredictionMetrics.Named("auc", PredictionMetrics.AreaUnderCurve(outputs, metrics.Targets));
        return measured.Where(m => m.Name != "logLoss").Select(m => m.Name == "auc" ? area : m).ToEquatableArray();
    }

    /// <summary>What is true of rows, rows × outputs.</summary>
    internal static double[] TargetsOf(AnsweredRow[] rows) => rows.SelectMany(r => r.Truth).ToArray();
}

/// <summary>The rows of a rule, before and after.</summary>
/// <param name="Rule">The id of the rule.</param>
/// <param name="Before">What the document says; null where it says nothing.</param>
/// <param name="Now">What was counted.</param>
public sealed record MeasuredSupport(int Rule, Support? Before, Support Now)
{
    /// <summary>Whether they differ, as quantities: 1 is 1.0.</summary>
    public bool IsChanged => Before is null || Before.Rows != Now.Rows || Differ(Before.Share, Now.Share)
        || Differ(Before.Accuracy, Now.Accuracy) || Differ(Before.Error, Now.Error);

    private static bool Differ(Number? before, Number? now) => !Nullable.Equals(before?.Value, now?.Value);
}

/// <summary>Figures that describe the rules as they were trained and were left out, since they do not hold for edited rules.</summary>
/// <param name="Fidelity">Of the agreement with what the rules were made from.</param>
/// <param name="Rounding">Of what was rounded.</param>
/// <param name="Frontier">Points of the frontier.</param>
/// <param name="Metrics">Metrics of other models, on rows that were not measured.</param>
public sealed record DroppedFigures(int Fidelity, int Rounding, int Frontier, int Metrics)
{
    /// <summary>All of them.</summary>
    public int Count => Fidelity + Rounding + Frontier + Metrics;
}
