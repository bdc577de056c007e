using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline.Measuring;

namespace RuleCompiler.Tool.Measure;

/// <summary><c>rulec measure F --data D -o G</c>: gives a document that somebody edited the figures of its rules as they are now.</summary>
internal static class MeasureCommand
{
    public static Command Create(Streams streams)
    {
        var file = new FileArgument("rules", FileUse.Read) { Description = "The rule document, *.rules.json." };
        var data = new FileOption("--data", FileUse.Read)
        {
            Description = "The table to measure on: that of training, whose split is found again, or another one, measured as a whole.",
            HelpName = "file",
        };
        var test = new FileOption("--test", FileUse.Read)
        {
            Description = "The table of test rows that the document records, where it was trained with one.",
            HelpName = "file",
        };
        var before = new FileOption("--before", FileUse.Read)
        {
            Description = "The document before it was edited, to say what means something else now.",
            HelpName = "file",
        };
        var targets = TableArguments.List(
            "--target", "column", "The column that says what is true; by default the one that the rules were trained on.");
        var output = new FileOption("--output", FileUse.Written, "-o")
        {
            Description = "The document to write, *.rules.json.",
            HelpName = "file",
            Required = true,
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text." };
        var table = new TableArguments(data);
        var command = new Command(
            "measure", "Brings support, metrics and witnesses of a document that was edited up to date.")
        {
            file, data, test, targets, before, output, json,
        };
        table.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && output.IsStandardOutput(result))
                result.AddError(
                    "-o writes the document to standard output, where --json writes the result; give -o a file, or omit --json.");
        });
        command.SetAction((result, cancellation) =>
        {
            var path = table.PathOf(result);
            var options = table.Read(result);
            options = options with { Targets = new ColumnList(path, options).Of(result, targets) };
            var sources = new MeasureSources(path, result.GetValue(test), options)
            {
                Before = result.GetValue(before) is { } old ? DocumentFile.Read(old) : null,
            };
            return Task.FromResult(Run(
                streams,
                result.GetRequiredValue(file),
                sources,
                result.GetRequiredValue(output)!,
                result.GetValue(json),
                cancellation));
        });
        return command;
    }

    private static int Run(
        Streams streams, string path, MeasureSources sources, string output, bool json, CancellationToken cancellation)
    {
        var measured = MeasuredDocument.Of(DocumentFile.Read(path), sources, ToolName.Text, cancellation);
        DocumentFile.Write(output, measured.Document);
        foreach (var line in NoteText.Of(measured.Notes))
            streams.Error.WriteLine(line);
        if (json)
            streams.Out.WriteLine(MeasureJson.Of(measured));
        else
            streams.Error.WriteLine(MeasureText.Of(measured));
        return ExitCode.Done;
    }
}
