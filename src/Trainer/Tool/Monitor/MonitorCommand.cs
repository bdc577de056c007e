using System;
using System.CommandLine;
using System.Linq;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using RuleCompiler.Monitoring;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Monitoring;

namespace RuleCompiler.Tool.Monitor;

/// <summary><c>rulec monitor F counts.json</c>: says what has moved since rules were trained.</summary>
internal static class MonitorCommand
{
    private const double UsualLevel = 5;
    private const double LeastLevel = 0.01;
    private const double MostLevel = 50;
    private const double Percent = 100;

    public static Command Create(Streams streams)
    {
        var file = new FileArgument("rules", FileUse.Read) { Description = "The rule document, *.rules.json." };
        var counts = new FilesArgument("counts", FileUse.Read)
        {
            Description = "Counts of the rows that the rules decided, as generated classes write them. Several files are added.",
        };
        var data = new FileOption("--data", FileUse.Read)
        {
            Description = "A table whose rows are counted here, in the place of files of counts.",
            HelpName = "file",
        };
        var level = NumberOptions.WithDefault(
            "--level",
            "The probability in percent, at most, that anything is said to have moved where nothing has.",
            UsualLevel,
            LeastLevel,
            MostLevel);
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text." };
        var table = new TableArguments();
        var command = new Command(
            "monitor", "Compares the rows that rules decided with those that they were trained on, and says what has moved.")
        {
            file, counts, data, level, json,
        };
        table.AddTo(command);
        command.Validators.Add(result =>
        {
            var hasCounts = result.GetResult(counts) is { Tokens.Count: > 0 };
            if (hasCounts == (result.GetResult(data) is { Tokens.Count: > 0 }))
                result.AddError("name files of counts, or a table with --data; one of them.");
        });
        command.SetAction((result, cancellation) => Task.FromResult(Run(
            streams,
            result.GetRequiredValue(file),
            result.GetValue(data) is { } path
                ? document => TableCounts.Of(path, table.Read(result), document, cancellation)
                : document => MonitorFiles.Read(counts.Paths(result), document),
            result.GetValue(level) / Percent,
            result.GetValue(json))));
        return command;
    }

    private static int Run(Streams streams, string path, Func<RuleDocument, MonitorCounts> count, double level, bool json)
    {
        var document = DocumentFile.Read(path);
        var now = count(document);
        var comparison = InputFileException.Blaming(path, () => RowComparison.Of(document, now, level));
        var notes = MonitorNotes.Of(document, now, comparison).ToArray();
        foreach (var line in NoteText.Of(notes))
            streams.Error.WriteLine(line);
        if (json)
        {
            streams.Out.WriteLine(MonitorJson.Of(document, now, comparison, notes));
        }
        else
        {
            foreach (var line in MonitorText.Of(document, now, comparison))
                streams.Out.WriteLine(line);
        }

        return comparison.HasMoved ? ExitCode.CheckFailed : ExitCode.Done;
    }
}
