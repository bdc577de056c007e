using System;
using System.Collections.Generic;
using System.CommandLine;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Shared.Runs;

/// <summary>The options of a run that ends in a document, the same whether a network is trained or given.</summary>
internal sealed class RunArguments
{
    private const int MaxThreads = 1024;
    private const double MaxSeconds = 86_400;
    private const double BytesPerGigabyte = 1e9;

    private static readonly Dictionary<string, TaskKind> Tasks = new(StringComparer.Ordinal)
    {
        ["regression"] = TaskKind.Regression,
        ["binary"] = TaskKind.Binary,
        ["classes"] = TaskKind.MultiClass,
        ["bits"] = TaskKind.Bits,
    };

    private readonly OptionDefinition<RunOptions>[] _ofVerb;
    private readonly OptionDefinition<RunOptions>[] _ofRuns;
    private readonly TableArguments _table;
    private readonly FileOption _output;
    private readonly Option<string?> _name = new(
        "--name")
    { Description = "The name of the generated class; by default made from the file's.", HelpName = "name" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the result as one JSON object." };

    /// <summary>Makes the options.</summary>
    /// <param name="data">What names the table, which names the document where nothing else does.</param>
    /// <param name="ofVerb">The options that only this verb has; it adds them where its help is to show them.</param>
    public RunArguments(IFileSymbol data, params OptionDefinition<RunOptions>[] ofVerb)
    {
        _table = new TableArguments(data);
        _ofVerb = ofVerb;
        var test = new FileOption(
            "--test",
            FileUse.Read)
        { Description = "A table of test rows; without one, a fifth of the rows is held out for testing.", HelpName = "file" };
        _output = new FileOption("--output", FileUse.Written, "-o")
        {
            Description = "The document to write; by default NAME.rules.json.",
            HelpName = "file",
            Otherwise = result => NameOf(result) + DocumentName.Extension,
        };
        var task = new Option<string?>(
            "--task")
        { Description = "The kind of task; by default it is inferred from the target.", DefaultValueFactory = _ => null };
        task.AcceptOnlyFromAmong([.. Tasks.Keys]);
        var checkpoint = new FileOption("--checkpoint", FileUse.State)
        {
            Description = "The file that keeps the state of a long run, by default the document's name with .checkpoint; it is deleted "
                + "when the run ends.",
            HelpName = "file",
            Otherwise = result => TrainCheckpoint.PathFor(_output.PathOf(result)!),
        };
        var resume = new Option<bool>(
            "--resume")
        { Description = "Resume a stopped run with the same options; the result is that of an uninterrupted run." };
        _ofRuns =
        [
            OptionDefinition.Of(test, (RunOptions run, string? file) => run with { Test = file }),
            OptionDefinition.Of(
                new FileOption("--describe", FileUse.Read)
                {
                    Description = "What is known of the inputs beside the data (titles, reasons, steps, what a person can change), as "
                        + "JSON: a file of inputs, or another rule document.",
                    HelpName = "file",
                },
                (RunOptions run, string? file) => run with { Descriptions = file },
                file => file is null ? null : FileFingerprint.WithName(file)),
            new(_output, (run, reading) => run with { Output = _output.PathOf(reading.Result)! }, _ => null),
            new(_name, (run, reading) => run with { Name = NameOf(reading.Result) }, _ => null),
            OptionDefinition.Of(
                task, (RunOptions run, string? word) => run with { Task = word is null ? null : Tasks[word] }, word => word),
            OptionDefinition.Number<RunOptions, int>(
                "--seed", "The seed of every random choice; the same seed gives the same document.", 1, 0, int.MaxValue,
                (run, n) => run with { Training = run.Training with { Seed = n } }),
            OptionDefinition.OptionalNumber<RunOptions, int>(
                "--max-rules",
                "The largest number of rules.",
                1,
                int.MaxValue,
                (run, n) => run with { Training = run.Training with { MaxRules = n } },
                decides: true),
            OptionDefinition.OptionalNumber<RunOptions, int>(
                "--max-nonlinear", "The largest number of nonlinear PReLUs.", 0, int.MaxValue,
                (run, n) => run with { Training = run.Training with { MaxNonlinear = n } }, decides: true),
            OptionDefinition.OptionalNumber<RunOptions, int>(
                "--max-terms", "The largest average number of terms per expression.", 1, int.MaxValue,
                (run, n) => run with { Training = run.Training with { MaxTerms = n } }, decides: true),
            OptionDefinition.OptionalNumber<RunOptions, int>(
                "--max-numbers",
                "The largest number of numbers to review; by default 100, and more only where there are very many inputs.",
                1,
                int.MaxValue,
                (run, n) => run with { Training = run.Training with { MaxNumbers = n } }, decides: true),
            OptionDefinition.OptionalNumber<RunOptions, int>(
                "--max-points", "The largest number of points of all curves together; 0 makes no curves.", 0, int.MaxValue,
                (run, n) => run with { Training = run.Training with { MaxPoints = n } }, decides: true),
            OptionDefinition.OptionalNumber<RunOptions, int>(
                "--min-support",
                "The fewest training rows that satisfy each rule, by default 1; where no model has so many, the best is taken and a note "
                    + "says so.",
                0,
                int.MaxValue,
                (run, n) => run with { Training = run.Training with { MinSupport = n } },
                decides: true),
            OptionDefinition.OptionalNumber<RunOptions, double>(
                "--tolerance",
                "Loss of accuracy (or of R²) to accept for fewer numbers to review; by default the lowest price decides, the expected loss "
                    + "and a two-thousandth of it for each number.", 0.0, 1.0,
                (run, n) => run with { Training = run.Training with { Tolerance = n } }, decides: true),
            OptionDefinition.Number<RunOptions, int>(
                "--threads", "Threads to use; the result does not depend on them.", Environment.ProcessorCount, 1, MaxThreads,
                (run, n) => run with { Training = run.Training with { Threads = n } }),
            OptionDefinition.OptionalNumber<RunOptions, double>(
                "--max-memory",
                "Refuse a run that is expected to need more gigabytes of memory than this; by default what the machine has.",
                0.001,
                1_000_000.0,
                (run, n) => run with { Training = run.Training with { MaxMemory = (long)(n * BytesPerGigabyte) } }),
            OptionDefinition.Of(checkpoint, (RunOptions run, string? file) => run with { Checkpoint = file }),
            OptionDefinition.Number<RunOptions, double>(
                "--checkpoint-every", "Seconds between writes of the checkpoint.", 10.0, 0, MaxSeconds,
                (run, n) => run with { CheckpointSeconds = n }),
            OptionDefinition.Of(resume, (RunOptions run, bool isAsked) => run with { Resume = isAsked }),
            OptionDefinition.Of(_json, (RunOptions run, bool isAsked) => run with { Json = isAsked }),
        ];
    }

    /// <summary>Adds the options of all runs, and those of the table.</summary>
    public void AddTo(Command command)
    {
        command.Validators.Add(result =>
        {
            if (result.GetValue(_json) && _output.IsStandardOutput(result))
                result.AddError(
                    "-o writes the document to standard output, where --json writes the result; give -o a file, or omit --json.");
        });
        _ofRuns.AddTo(command);
        _table.AddTo(command);
    }

    /// <summary>What was asked for.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="training">How is trained where no option says otherwise.</param>
    /// <param name="columns">The columns of the table.</param>
    public RunOptions Read(ParseResult result, TrainingOptions training, out ColumnList columns)
    {
        var table = _table.Read(result);
        columns = new ColumnList(_table.PathOf(result), table);
        var reading = new OptionReading(result, columns);
        var start = new RunOptions(_table.PathOf(result)) { Table = table, Training = training };
        return _ofRuns.Read(_ofVerb.Read(start, reading), reading) with
        {
            Recorded = RecordedOrder.Sort([.. _ofVerb.Recorded(reading), .. _ofRuns.Recorded(reading), .. _table.Recorded(result)]),
        };
    }

    private string NameOf(ParseResult result) => result.GetValue(_name) ?? DocumentName.Of(
        result.GetValue(_output) is { } output && StandardStreams.Descriptor(output, isOutput: true) is null
            ? output
            : _table.PathOf(result));
}
