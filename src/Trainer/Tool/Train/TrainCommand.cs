using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Tool.Shared.Runs;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Train;

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
    private const double MaxNoise = 100;
    private const double LeastClassWeight = 0.001;
    private const double MostClassWeight = 1000;

    private readonly FileArgument _data = new("data", FileUse.Read) { Description = "The CSV file to learn from." };
    private readonly Option<string[]> _target = TableArguments.List("--target", "column", "The column to predict; several separated by commas.");
    private readonly Option<string> _model = new("--model") { Description = "What the rules are made of: a network, a decision tree, or one linear model.", DefaultValueFactory = _ => "network" };
    private readonly Option<LayerSizes> _hidden = new("--hidden")
    {
        Description = "The units of each hidden layer.",
        HelpName = "n,n",
        DefaultValueFactory = _ => new LayerSizes(EquatableArray.Of(16, 16)),
        CustomParser = ParseHidden,
        Arity = ArgumentArity.ExactlyOne,
    };

    private readonly Option<double> _noise = NumberOptions.Of("--noise", "Standard deviation of noise on the inputs, drawn anew for every batch.", 0.0, 0, MaxNoise);
    private readonly Option<string> _schedule = new("--schedule") { Description = "How PReLUs become linear: by the note's rule, or with a growing force.", DefaultValueFactory = _ => "auto" };
    private readonly Option<string[]> _ignore = TableArguments.List("--ignore", "column", "A column to leave out.");
    private readonly Option<string[]> _category = TableArguments.List("--category", "column", "A column whose values are categories.");
    private readonly Option<string[]> _number = TableArguments.List("--number", "column", "A column whose values are numbers, though they look like codes.");
    private readonly Option<string[]> _keep = TableArguments.List("--keep", "column", "A column to keep though it looks like an identifier or free text.");
    private readonly Option<string> _unknown = new("--unknown")
    {
        Description = "What becomes of a category that does not occur in training: the rules refuse it, or count it as another, the most frequent one.",
        DefaultValueFactory = _ => "other",
    };

    private readonly Option<int> _maxCategories = NumberOptions.Of(
        "--max-categories", "Categories of an input that are told apart at most; the rarest of more count as one.", CategoryOptions.Default.MaxCategories, CategoryOptions.LeastMaxCategories, 1_000_000);

    private readonly Option<string[]> _classWeight = TableArguments.List("--class-weight", "label=n", "What an error on rows with a label costs; 1 for the others.");
    private readonly Option<long?> _maxSteps = NumberOptions.Optional("--max-steps", "Training steps at most.", 1, long.MaxValue);
    private readonly TableArguments _table = new();
    private readonly RunArguments _run;

    private TrainCommand()
    {
        _run = new RunArguments(result => result.GetRequiredValue(_data));
        _classWeight.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.SelectMany(t => ColumnList.Split(t.Value)).Where(t => ReadClassWeight(t) is null))
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--class-weight is a label and a number from {LeastClassWeight} to {MostClassWeight} such as bad=5, not '{Documents.VisibleText.Of(token)}'."));
        });
        _unknown.AcceptOnlyFromAmong("refuse", "other");
        _schedule.AcceptOnlyFromAmong("note", "auto");
        _model.AcceptOnlyFromAmong([.. RunArguments.Models.Keys]);
        _model.Validators.Add(result =>
        {
            Option[] ofNetworks = [_hidden, _schedule, _noise, _maxSteps];
            if (result.GetValueOrDefault<string>() is "tree" or "linear" && Array.Find(ofNetworks, o => result.GetResult(o) is { Implicit: false }) is { } option)
                result.AddError($"{option.Name} is for networks; leave it away, or leave --model away.");
        });
    }

    /// <summary>Makes the command.</summary>
    public static Command Create(Streams streams) => Create(streams, Run);

    /// <summary>Makes the command with another work than to train.</summary>
    public static Command Create(Streams streams, TrainPipeline pipeline)
    {
        var arguments = new TrainCommand();
        var command = new Command("train", "Learns rules from a CSV file and writes them as a document.")
        {
            arguments._data, arguments._target, arguments._model, arguments._ignore, arguments._category, arguments._number, arguments._keep,
            arguments._unknown, arguments._maxCategories, arguments._classWeight, arguments._hidden,
            arguments._schedule, arguments._noise, arguments._maxSteps,
        };
        arguments._run.AddTo(command);
        arguments._table.AddTo(command);
        command.SetAction((result, cancellation) => Task.FromResult(pipeline(arguments.Read(result), streams, cancellation)));
        return command;
    }

    private static int Run(TrainOptions options, Streams streams, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var data = Dataset.Read(options.Data, options.Test, options.Table, options.Task, (ulong)options.Seed, options.Categories);
        return RunAction.Run(options, data, options.ToProvenance(), null, clock, streams, cancellation);
    }

    private TrainOptions Read(ParseResult result)
    {
        var data = result.GetRequiredValue(_data);
        var table = _table.Read(result);
        var columns = new ColumnList(data, table);
        table = table with
        {
            Targets = columns.Of(result, _target),
            Ignored = columns.Of(result, _ignore),
            Categories = columns.Of(result, _category),
            Numbers = columns.Of(result, _number),
            Kept = columns.Of(result, _keep),
        };
        if (table.Targets.Count == 0)
            throw ColumnNames.NoTarget(data, columns.Names);
        return _run.Read(result, table) with
        {
            Model = RunArguments.Models[result.GetRequiredValue(_model)],
            Hidden = RunArguments.Models[result.GetRequiredValue(_model)] == ModelKind.Network ? result.GetRequiredValue(_hidden).Units : EquatableArray<int>.Empty,
            Noise = result.GetValue(_noise),
            Schedule = result.GetRequiredValue(_schedule) == "note" ? ScheduleKind.Note : ScheduleKind.Auto,
            MaxSteps = result.GetValue(_maxSteps),
            Categories = new CategoryOptions { RefusesUnknown = result.GetRequiredValue(_unknown) == "refuse", MaxCategories = result.GetValue(_maxCategories) },
            ClassWeights = TableArguments.Names(result, _classWeight).Select(w => ReadClassWeight(w)!).ToEquatableArray(),
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

    private static LayerSizes? ParseHidden(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var units = text.Split(',').Select(t => int.TryParse(t.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).ToArray();
        if (units.All(n => n is >= 1 and <= MaxUnits))
            return new LayerSizes(units.ToEquatableArray());
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"--hidden is a list of layer sizes from 1 to {MaxUnits} such as 16,16, not '{Documents.VisibleText.Of(text)}'."));
        return null;
    }

    /// <summary>The units of each hidden layer, shown as they are given.</summary>
    private sealed record LayerSizes(EquatableArray<int> Units)
    {
        public override string ToString() => string.Join(',', Units);
    }
}
