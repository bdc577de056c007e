using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Pipeline.Measuring;
using RuleCompiler.Trainer.Predictions;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Predict;

/// <summary>
/// What came of <c>rulec predict</c>, for people: a line for each kind of what differs from training, and one of how well it answers.
/// </summary>
internal static class PredictionText
{
    /// <summary>The lines; none for rows as in training that do not say what is true.</summary>
    public static IEnumerable<string> Of(PredictionResult result)
    {
        foreach (var line in NoteText.Of(result.Notes))
            yield return line;
        if (result.Drift is { } drift && drift.Refused + drift.Replaced + drift.Outside > 0)
            yield return Counts(drift);
        if (result.Measured is { } measured)
            yield return Measured(measured);
    }

    private static string Counts(RowDrift drift)
    {
        string[] parts =
        [
            .. Part(drift.Refused, $"{Rows(drift.Refused)} refused"),
            .. Part(drift.Replaced, $"{Values(drift.Replaced)} replaced, in {Rows(drift.ReplacedRows)}"),
            .. Part(drift.Outside, $"{Values(drift.Outside)} outside the ranges of training, in {Rows(drift.OutsideRows)}"),
        ];
        return $"Of {Rows(drift.Rows)}: {string.Join("; ", parts)}.";
    }

    private static string Measured(TargetMeasure measure)
    {
        var columns = $"{(measure.Columns.Count == 1 ? "column" : "columns")} "
            + string.Join(", ", measure.Columns.Select(c => $"'{VisibleText.Of(c)}'"));
        var target = measure.IsRecorded ? $"{columns}, the target of training" : columns;
        var unknown = VisibleText.Of(measure.FirstUnknown ?? string.Empty, 40);
        string[] leftOut =
        [
            .. Part(measure.Missing, $"{Rows(measure.Missing)} without a value there"),
            .. Part(measure.Unknown, $"{Rows(measure.Unknown)} where it is none of the answers, such as '{unknown}'"),
        ];
        var rest = leftOut.Length == 0 ? string.Empty : $" Left out: {string.Join("; ", leftOut)}.";
        return measure.Rows == 0
            ? $"No answer can be measured against {target}.{rest}"
            : $"Measured against {target}, on {Rows(measure.Rows)}: {string.Join(", ", measure.Metrics.Select(Metric))}.{rest}";
    }

    private static string Metric(NamedNumber metric) => $"{MetricName.Of(metric.Name)} {metric.Value.Text}";

    private static string[] Part(long count, string text) => count == 0 ? [] : [text];

    private static string Rows(long count) => count == 1 ? "1 row" : ShownNumber.Integer(count) + " rows";

    private static string Values(long count) => count == 1 ? "1 value" : ShownNumber.Integer(count) + " values";
}
