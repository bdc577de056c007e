using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Shared.Runs;

/// <summary>The options of a run that ends in a document, the same whether a network is trained or given.</summary>
internal sealed class RunArguments
{
    private const int MaxThreads = 1024;
    private const double MaxSeconds = 86_400;

    /// <summary>What rules are made of, by the word for it.</summary>
    public static readonly IReadOnlyDictionary<string, ModelKind> Models = new Dictionary<string, ModelKind>(StringComparer.Ordinal)
    {
        ["network"] = ModelKind.Network,
        ["tree"] = ModelKind.Tree,
        ["linear"] = ModelKind.Linear,
    };

    private static readonly Dictionary<string, TaskKind> Tasks = new(StringComparer.Ordinal)
    {
        ["regression"] = TaskKind.Regression,
        ["binary"] = TaskKind.Binary,
        ["classes"] = TaskKind.MultiClass,
        ["bits"] = TaskKind.Bits,
    };

    private readonly FileOption _test = new("--test", FileUse.Read) { Description = "A CSV file of test rows. Otherwise a fifth of the rows is kept for testing.", HelpName = "file" };
    private readonly FileOption _output;
    private readonly Option<string?> _name = new("--name") { Description = "The class name to generate; otherwise from the file's.", HelpName = "name" };
    private readonly Option<string?> _task = new("--task") { Description = "What is learned, where the guess is wrong.", DefaultValueFactory = _ => null };
    private readonly Option<int> _seed = NumberOptions.Of("--seed", "The seed of every random choice; the same gives the same document.", 1, 0, int.MaxValue);
    private readonly Option<int?> _maxRules = NumberOptions.Optional("--max-rules", "Rules at most.", 1, int.MaxValue);
    private readonly Option<int?> _maxNonlinear = NumberOptions.Optional("--max-nonlinear", "Nonlinear PReLUs at most.", 0, int.MaxValue);
    private readonly Option<int?> _maxTerms = NumberOptions.Optional("--max-terms", "Terms per expression at most, in the mean.", 1, int.MaxValue);
    private readonly Option<double?> _tolerance = NumberOptions.Optional(
        "--tolerance", "Loss of accuracy (or of R²) to give for fewer rules; otherwise one standard error.", 0.0, 1.0);

    private readonly Option<int> _threads = NumberOptions.Of("--threads", "Threads to use; they do not change the result.", Environment.ProcessorCount, 1, MaxThreads);
    private readonly Option<double?> _maxMemory = NumberOptions.Optional(
        "--max-memory", "Gigabytes of memory that a run may be expected to need; otherwise what the machine has.", 0.001, 1_000_000.0);

    private readonly FileOption _checkpoint;

    private readonly Option<double> _checkpointEvery = NumberOptions.Of(
        "--checkpoint-every", "Seconds between two writes of the checkpoint.", 10.0, 0, MaxSeconds);

    private readonly Option<bool> _resume = new("--resume") { Description = "Go on where a run with the same options was stopped; the result is that of an unbroken run." };
    private readonly Option<bool> _json = new("--json") { Description = "Print the result as one JSON object." };

    private readonly Func<ParseResult, string> _data;

    /// <summary>Makes the options.</summary>
    /// <param name="data">The CSV file, which names the document where nothing else does.</param>
    public RunArguments(Func<ParseResult, string> data)
    {
        _data = data;
        _output = new FileOption("--output", FileUse.Written, "-o")
        {
            Description = "The document to write; otherwise NAME.rules.json.",
            HelpName = "file",
            Otherwise = result => NameOf(result) + DocumentName.Extension,
        };
        _checkpoint = new FileOption("--checkpoint", FileUse.State)
        {
            Description = "The file that keeps the state of a long run; otherwise the document's name with .checkpoint. It goes when the run is over.",
            HelpName = "file",
            Otherwise = result => TrainCheckpoint.PathFor(_output.PathOf(result)!),
        };
        _task.AcceptOnlyFromAmong([.. Tasks.Keys]);
    }

    /// <summary>The word for a kind of task on the command line.</summary>
    public static string NameOf(TaskKind kind) => Tasks.First(t => t.Value == kind).Key;

    /// <summary>The word for a kind of model on the command line.</summary>
    public static string NameOf(ModelKind kind) => Models.First(m => m.Value == kind).Key;

    public void AddTo(Command command)
    {
        command.Validators.Add(result =>
        {
            if (result.GetValue(_json) && _output.IsStandardOutput(result))
                result.AddError("-o writes the document to standard output, where --json writes the result; give -o a file, or leave --json away.");
        });
        foreach (var option in new Option[] { _test, _output, _name, _task, _seed, _maxRules, _maxNonlinear, _maxTerms, _tolerance, _threads, _maxMemory, _checkpoint, _checkpointEvery, _resume, _json })
            command.Add(option);
    }

    /// <summary>What was asked for, as far as these options tell it.</summary>
    public TrainOptions Read(ParseResult result, TableOptions table) =>
        new(
            _data(result),
            result.GetValue(_test),
            table,
            result.GetValue(_task) is { } task ? Tasks[task] : null,
            EquatableArray<int>.Empty,
            0,
            ScheduleKind.Auto,
            result.GetValue(_seed),
            _output.PathOf(result)!,
            NameOf(result),
            null,
            result.GetValue(_maxRules),
            result.GetValue(_maxNonlinear),
            result.GetValue(_maxTerms),
            result.GetValue(_tolerance),
            result.GetValue(_threads),
            result.GetValue(_json),
            result.GetValue(_checkpoint),
            result.GetValue(_checkpointEvery),
            result.GetValue(_resume))
        {
            MaxMemory = result.GetValue(_maxMemory) is { } gigabytes ? (long)(gigabytes * 1e9) : null,
        };

    private string NameOf(ParseResult result) => result.GetValue(_name) ?? DocumentName.Of(
        result.GetValue(_output) is { } output && StandardStreams.Descriptor(output, isOutput: true) is null ? output : _data(result));
}
