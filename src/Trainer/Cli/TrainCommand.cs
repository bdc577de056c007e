using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Data;

namespace RuleCompiler.Trainer.Cli;

/// <summary>Trains and writes what was asked for.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="streams">Where to write.</param>
/// <param name="cancellation">Ends training early; what was found so far is kept.</param>
/// <returns>The exit code.</returns>
public delegate int TrainPipeline(TrainOptions options, Streams streams, CancellationToken cancellation);

/// <summary><c>rulec train data.csv --target y</c>: the options; the work is done by a <see cref="TrainPipeline"/>.</summary>
internal sealed class TrainCommand
{
    private const int MaxUnits = 4096;
    private const int MaxThreads = 1024;
    private const double MaxNoise = 100;
    private const double MaxSeconds = 86_400;
    private const double LeastClassWeight = 0.001;
    private const double MostClassWeight = 1000;

    private static readonly Dictionary<string, TaskKind> Tasks = new(StringComparer.Ordinal)
    {
        ["regression"] = TaskKind.Regression,
        ["binary"] = TaskKind.Binary,
        ["classes"] = TaskKind.MultiClass,
        ["bits"] = TaskKind.Bits,
    };

    private readonly Argument<string> _data = new("data") { Description = "The CSV file to learn from." };
    private readonly Option<string[]> _target = TableArguments.List("--target", "column", "The column to predict; several separated by commas.");
    private readonly Option<string?> _test = new("--test") { Description = "A CSV file of test rows. Otherwise a fifth of the rows is kept for testing.", HelpName = "file" };
    private readonly Option<int[]> _hidden = new("--hidden")
    {
        Description = "The units of each hidden layer.",
        HelpName = "n,n",
        DefaultValueFactory = _ => [16, 16],
        CustomParser = ParseHidden,
        Arity = ArgumentArity.ExactlyOne,
    };

    private readonly Option<double> _noise = NumberOptions.Of("--noise", "Standard deviation of noise on the inputs, drawn anew for every batch.", 0.0, 0, MaxNoise);
    private readonly Option<string> _schedule = new("--schedule") { Description = "How PReLUs become linear: by the note's rule, or with a growing force.", DefaultValueFactory = _ => "auto" };
    private readonly Option<int> _seed = NumberOptions.Of("--seed", "The seed of every random choice; the same gives the same document.", 1, 0, int.MaxValue);
    private readonly Option<string?> _output = new("--output", "-o") { Description = "The document to write; otherwise NAME.rules.json.", HelpName = "file" };
    private readonly Option<string?> _name = new("--name") { Description = "The class name to generate; otherwise from the file's.", HelpName = "name" };
    private readonly Option<string?> _task = new("--task") { Description = "What is learned, where the guess is wrong.", DefaultValueFactory = _ => null };
    private readonly Option<string[]> _ignore = TableArguments.List("--ignore", "column", "A column to leave out.");
    private readonly Option<string[]> _category = TableArguments.List("--category", "column", "A column whose values are categories.");
    private readonly Option<string[]> _keep = TableArguments.List("--keep", "column", "A column to keep though it looks like an identifier or free text.");
    private readonly Option<string[]> _classWeight = TableArguments.List("--class-weight", "label=n", "What an error on rows with a label costs; 1 for the others.");
    private readonly Option<long?> _maxSteps = NumberOptions.Optional("--max-steps", "Training steps at most.", 1, long.MaxValue);
    private readonly Option<int?> _maxRules = NumberOptions.Optional("--max-rules", "Rules at most.", 1, int.MaxValue);
    private readonly Option<int?> _maxNonlinear = NumberOptions.Optional("--max-nonlinear", "Nonlinear PReLUs at most.", 0, int.MaxValue);
    private readonly Option<int?> _maxTerms = NumberOptions.Optional("--max-terms", "Terms per expression at most, in the mean.", 1, int.MaxValue);
    private readonly Option<double?> _tolerance = NumberOptions.Optional(
        "--tolerance", "Loss of accuracy (or of R²) to give for fewer rules; otherwise one standard error.", 0.0, 1.0);

    private readonly Option<int> _threads = NumberOptions.Of("--threads", "Threads to use; they do not change the result.", Environment.ProcessorCount, 1, MaxThreads);
    private readonly Option<string?> _checkpoint = new("--checkpoint")
    {
        Description = "The file that keeps the state of a long run; otherwise the document's name with .checkpoint. It goes when the run is over.",
        HelpName = "file",
    };

    private readonly Option<double> _checkpointEvery = NumberOptions.Of(
        "--checkpoint-every", "Seconds between two writes of the checkpoint.", 10.0, 0, MaxSeconds);

    private readonly Option<bool> _resume = new("--resume") { Description = "Go on where a run with the same options was stopped; the result is that of an unbroken run." };
    private readonly Option<bool> _json = new("--json") { Description = "Print the result as one JSON object." };
    private readonly TableArguments _table = new();

    private TrainCommand()
    {
        _target.Required = true;
        _classWeight.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.SelectMany(t => Split(t.Value)).Where(t => ReadClassWeight(t) is null))
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--class-weight is a label and a number from {LeastClassWeight} to {MostClassWeight} such as bad=5, not '{Description.VisibleText.Of(token)}'."));
        });
        _schedule.AcceptOnlyFromAmong("note", "auto");
        _task.AcceptOnlyFromAmong([.. Tasks.Keys]);
    }

    /// <summary>Makes the command.</summary>
    public static Command Create(Streams streams, TrainPipeline pipeline)
    {
        var arguments = new TrainCommand();
        var command = new Command("train", "Learns rules from a CSV file and writes them as a document.")
        {
            arguments._data, arguments._target, arguments._test, arguments._output, arguments._name, arguments._task, arguments._ignore,
            arguments._category, arguments._keep, arguments._classWeight, arguments._hidden, arguments._schedule, arguments._noise, arguments._seed,
            arguments._maxRules, arguments._maxNonlinear, arguments._maxTerms, arguments._tolerance, arguments._maxSteps, arguments._threads,
            arguments._checkpoint, arguments._checkpointEvery, arguments._resume, arguments._json,
        };
        arguments._table.AddTo(command);
        command.SetAction((result, cancellation) => Task.FromResult(pipeline(arguments.Read(result), streams, cancellation)));
        return command;
    }

    /// <summary>The word for a kind of task on the command line.</summary>
    public static string NameOf(TaskKind kind) => Tasks.First(t => t.Value == kind).Key;

    private TrainOptions Read(ParseResult result)
    {
        var data = result.GetRequiredValue(_data);
        var output = result.GetValue(_output);
        var name = result.GetValue(_name) ?? DocumentName.Of(output ?? data);
        return new TrainOptions(
            data,
            result.GetValue(_test),
            _table.Read(result) with
            {
                Targets = Names(result, _target),
                Ignored = Names(result, _ignore),
                Categories = Names(result, _category),
                Kept = Names(result, _keep),
            },
            result.GetValue(_task) is { } task ? Tasks[task] : null,
            result.GetRequiredValue(_hidden).ToEquatableArray(),
            result.GetValue(_noise),
            result.GetRequiredValue(_schedule) == "note" ? ScheduleKind.Note : ScheduleKind.Auto,
            result.GetValue(_seed),
            output ?? name + DocumentName.Extension,
            name,
            result.GetValue(_maxSteps),
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
            ClassWeights = Names(result, _classWeight).Select(w => ReadClassWeight(w)!).ToEquatableArray(),
        };
    }

    // A label may hold '=', a weight may not.
    private static ClassWeight? ReadClassWeight(string text)
    {
        var mark = text.LastIndexOf('=');
        return mark > 0 && double.TryParse(text.AsSpan(mark + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            && weight is >= LeastClassWeight and <= MostClassWeight
            ? new ClassWeight(text[..mark].Trim(), weight)
            : null;
    }

    /// <summary>Column names, each option holding one or several separated by commas; a comma in a name is written as two.</summary>
    private static EquatableArray<string> Names(ParseResult result, Option<string[]> option) => (result.GetValue(option) ?? [])
        .SelectMany(Split).ToEquatableArray();

    private static IEnumerable<string> Split(string value) => value.Replace(",,", "\0", StringComparison.Ordinal).Split(',')
        .Select(n => n.Replace('\0', ',').Trim()).Where(n => n.Length > 0);

    private static int[]? ParseHidden(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var units = text.Split(',').Select(t => int.TryParse(t.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).ToArray();
        if (units.All(n => n is >= 1 and <= MaxUnits))
            return units;
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"--hidden is a list of layer sizes from 1 to {MaxUnits} such as 16,16, not '{text}'."));
        return null;
    }
}
