using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using CsvHelper;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Sources;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Predictions;

/// <summary>Applies a network to the rows of a table: all values of its outputs, flattened in row-major order.</summary>
public static class NetworkPrediction
{
    /// <summary>Writes the answers of a network for all rows of a table, as CSV.</summary>
    /// <param name="stream">Where they go, as CSV with the columns output1, output2, ….</param>
    /// <param name="network">The network.</param>
    /// <param name="data">The table.</param>
    /// <param name="table">How to read it.</param>
    /// <param name="options">Which columns to keep, and whether texts are written as they are.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What to report.</returns>
    /// <exception cref="InputFileException">
    /// The table cannot be read, lacks a column, or a row is none that the network takes.
    /// </exception>
    public static PredictionResult Write(
        Stream stream, NetworkSource network, string data, TableOptions table, PredictionOptions options, CancellationToken cancellation)
    {
        using var rows = NetworkRows.Open(data, table, network.Graph);
        var names = Enumerable.Range(1, network.Graph.OutputCount).Select(o => FormattableString.Invariant($"output{o}")).ToArray();
        var kept = KeptColumns.Find(data, rows.Names, options.Kept, names);
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        var safe = new SafeTexts(csv, options.Raw);
        var texts = network.Graph.Outputs.SelectMany(
            (node, o) => Enumerable.Repeat(network.Graph.KindOf(o) == InputKind.Text, network.Graph.Nodes[node].Shape.Count)).ToArray();
        kept.WriteNames(safe);
        foreach (var name in names)
            csv.WriteField(name);
        csv.EndRecord();
        var count = 0L;
        while (rows.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var column in kept.Positions)
                safe.Write(rows.Cell(column));
            foreach (var (value, isText) in Evaluate(network, rows).Zip(texts))
            {
                if (isText)
                    safe.Write(value >= 0 ? network.Graph.Texts[(int)value] : string.Empty);
                else
                    csv.WriteField(value, "R", CultureInfo.InvariantCulture);
            }

            csv.EndRecord();
            count++;
        }

        return new PredictionResult(count, null, [.. network.Notes, .. rows.Notes, .. safe.Notes]);
    }

    private static double[] Evaluate(NetworkSource network, NetworkRows rows)
    {
        try
        {
            return network.Graph.Evaluate(rows.Point);
        }
        catch (RuleCompilerException e)
        {
            // A number that is none of the network's categories.
            throw rows.Error(e.Problem);
        }
    }
}
