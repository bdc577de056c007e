using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Monitoring;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Monitoring;

/// <summary>Counts what rules answer for the rows of a table.</summary>
public static class TableCounts
{
    /// <summary>Counts them, in the bands of the document.</summary>
    /// <param name="path">The table.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="document">The rules.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The counts, as a program would write them that applies the rules.</returns>
    /// <exception cref="InputFileException">The table cannot be read, lacks a column, or has a text where a number belongs.</exception>
    public static MonitorCounts Of(string path, TableOptions options, RuleDocument document, CancellationToken cancellation)
    {
        var counter = new RowCounter(document, RowCounts.LimitsOf(document));
        using var reader = PointReader.Open(path, options, document);
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            counter.Count(reader.Point);
        }

        return MonitorCounts.Of(document, counter);
    }
}
