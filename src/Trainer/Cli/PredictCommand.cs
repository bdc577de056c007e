using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CsvHelper;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Reports;

namespace RuleCompiler.Trainer.Cli;

/// <summary><c>rulec predict F data.csv -o out.csv</c>: for each row what rules decide, which rule, and its outputs; or the outputs of a network.</summary>
internal static class PredictCommand
{
    public static Command Create(Streams streams)
    {
        var file = new Argument<string>("rules") { Description = "The rule document, *.rules.json, or a network: ONNX, or JSON with layers." };
        var data = new Argument<string>("data") { Description = "The CSV file; columns that are no inputs of the rules are not looked at. A network takes the columns x1, x2, … or, without such names, the first ones." };
        var output = new Option<string?>("--output", "-o") { Description = "The CSV file to write. Without it the rows go to standard output.", HelpName = "file" };
        var networkOutput = NetworkArguments.Output();
        var table = new TableArguments();
        var command = new Command("predict", "Applies rules or a network to the rows of a CSV file.") { file, data, output, networkOutput };
        table.AddTo(command);
        command.SetAction((result, cancellation) => Task.FromResult(Run(
            streams, result.GetRequiredValue(file), result.GetRequiredValue(data), result.GetValue(output), result.GetValue(networkOutput), table.Read(result), cancellation)));
        return command;
    }

    private static int Run(Streams streams, string file, string data, string? output, string? networkOutput, TableOptions options, CancellationToken cancellation)
    {
        var write = Writer(streams, file, data, networkOutput, options, cancellation);
        if (output is null or "-")
        {
            // A row that cannot be answered must not leave half an answer, so the rows are kept aside until all are there.
            using var rows = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
            write(rows);
            rows.Position = 0;
            using var reader = new StreamReader(rows, Encoding.UTF8);
            var block = new char[1 << 14];
            for (int count; (count = reader.Read(block)) > 0;)
                streams.Out.Write(block, 0, count);
            return ExitCode.Done;
        }

        AtomicFile.Write(output, write);
        return ExitCode.Done;
    }

    private static Action<Stream> Writer(Streams streams, string file, string data, string? networkOutput, TableOptions options, CancellationToken cancellation)
    {
        if (NetworkSource.IsNetwork(file))
        {
            var network = NetworkSource.Read(file, networkOutput);
            foreach (var line in NoteText.Of(network.Notes))
                streams.Error.WriteLine(line);
            return stream => NetworkPrediction.Write(stream, network, data, options, cancellation);
        }

        var document = DocumentFile.Read(file);
        // What stood for a missing value when the rules were made does so here too.
        options = options with { Missing = options.Missing.Concat(TrainOptions.MissingOf(document)).ToEquatableArray() };
        return stream => Write(stream, document, data, options, cancellation);
    }

    private static void Write(Stream stream, RuleDocument document, string data, TableOptions options, CancellationToken cancellation)
    {
        var evaluator = new RuleEvaluator(document);
        using var points = PointReader.Open(data, options, document.Inputs);
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        foreach (var name in Columns(document))
            csv.WriteField(name);
        csv.EndRecord();
        while (points.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            var outcome = Evaluate(evaluator, points);
            csv.WriteField(DecisionText.Prediction(evaluator, outcome.Outputs));
            csv.WriteField(document.Rules[outcome.Rule].Id, default, System.Globalization.CultureInfo.InvariantCulture);
            foreach (var value in outcome.Outputs)
                csv.WriteField(value, "R", System.Globalization.CultureInfo.InvariantCulture);
            csv.EndRecord();
        }
    }

    private static Outcome Evaluate(RuleEvaluator evaluator, PointReader points)
    {
        try
        {
            return evaluator.Evaluate(points.Point);
        }
        catch (InputRefusedException e)
        {
            throw points.Error(e.Input, e.Message);
        }
    }

    /// <summary>The names of the columns. An output that is called like one of the first two is told apart.</summary>
    private static IEnumerable<string> Columns(RuleDocument document)
    {
        string[] first = ["prediction", "rule"];
        return first.Concat(document.Outputs.Select(o => first.Contains(o.Name) ? o.Name + " (output)" : o.Name));
    }
}
