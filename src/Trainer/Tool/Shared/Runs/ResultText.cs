using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Shared.Runs;

/// <summary>The metrics of a document's provenance as a table: models in rows, splits and metrics in columns.</summary>
public static class ResultText
{
    /// <summary>Describes the metrics.</summary>
    /// <param name="metrics">The metrics of each model on each split.</param>
    /// <returns>The lines; none where there are no metrics.</returns>
    public static IEnumerable<string> Of(EquatableArray<ModelMetrics> metrics)
    {
        var columns = metrics.SelectMany(m => m.Splits.SelectMany(s => s.Numbers.Select(n => (Split: s.Name, Metric: n.Name)))).Distinct()
            .GroupBy(c => c.Split).SelectMany(g => g).ToArray();
        if (columns.Length == 0)
            return [];
        var rows = new List<string[]>
        {
            columns.Select((c, i) => i > 0 && columns[i - 1].Split == c.Split ? string.Empty : c.Split).Prepend(string.Empty).ToArray(),
            columns.Select(c => c.Metric).Prepend(string.Empty).ToArray(),
        };
        rows.AddRange(metrics.Select(m => columns.Select(c => Cell(m, c.Split, c.Metric)).Prepend(m.Model).ToArray()));
        return AlignedText.Of(rows, rightFrom: 1);
    }

    private static string Cell(ModelMetrics model, string split, string metric)
    {
        var number = model.Splits.Where(s => s.Name == split).SelectMany(s => s.Numbers)
            .Where(n => n.Name == metric).Select(n => (double?)n.Value.Value).FirstOrDefault();
        return ShownNumber.Metric(metric, number);
    }
}
