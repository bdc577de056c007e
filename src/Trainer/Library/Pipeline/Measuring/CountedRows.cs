using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Monitoring;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Measuring;

/// <summary>The counts of the rows that support is counted on.</summary>
internal static class CountedRows
{
    /// <summary>Goes through the table once more, so that no row is kept for it.</summary>
    /// <param name="document">The rules.</param>
    /// <param name="sources">The table.</param>
    /// <param name="part">The rows.</param>
    /// <param name="cancellation">Stops it.</param>
    public static RowCounts Of(RuleDocument document, MeasureSources sources, RowPart part, CancellationToken cancellation)
    {
        var counter = new RowCounter(document, TrainingCounts.LimitsOf(document, part.Rows.Select(r => r.Outcome.Outputs)));
        using var reader = PointReader.Open(sources.Data, sources.Table, document);
        for (var row = 0; reader.Read(); row++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (part.Counted.Contains(row))
                counter.Count(reader.Point);
        }

        return counter.Counts;
    }
}
