using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Tool.Shared.Runs;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Pipeline.Holding;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Train;

/// <summary>Trains and writes what was asked for.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="streams">Where to write.</param>
/// <param name="cancellation">Ends training early; what was found so far is kept.</param>
/// <returns>The exit code.</returns>
public delegate int TrainPipeline(RunOptions options, Streams streams, CancellationToken cancellation);

/// <summary><c>rulec train data.csv --target y</c>: learns rules from a table.</summary>
internal static class TrainCommand
{
    /// <summary>What the provenance calls the columns that are left out.</summary>
    private const string Ignore = "ignore";

    /// <summary>Makes the command.</summary>
    public static Command Create(Streams streams) => Create(streams, Run);

    /// <summary>Makes the command with another work than to train.</summary>
    public static Command Create(Streams streams, TrainPipeline pipeline)
    {
        var data = new FileArgument("data", FileUse.Read)
        {
            Description = "The table to train on: CSV, also compressed with gzip, or Parquet.",
        };
        var options = TrainOptions.All();
        var run = new RunArguments(data, options);
        var command = new Command("train", "Trains a model on a table and writes it as a document of rules.") { data };
        options.AddTo(command);
        run.AddTo(command);
        command.SetAction((result, cancellation) => Task.FromResult(pipeline(Read(run, result), streams, cancellation)));
        return command;
    }

    private static RunOptions Read(RunArguments arguments, ParseResult result)
    {
        var run = arguments.Read(result, new TrainingOptions(), out var columns);
        return run.Table.Targets.Count > 0 ? WithoutForbidden(run, columns.Names) : throw ColumnNames.NoTarget(run.Data, columns.Names);
    }

    /// <summary>Columns that policies forbid are left out, as if that had been asked for.</summary>
    private static RunOptions WithoutForbidden(RunOptions run, IReadOnlyList<string> columns)
    {
        if (run.Policies is null)
            return run;
        var forbidden = PolicyFile.ForbiddenInputs(run.Policies).Intersect(columns).Except(run.Table.Targets);
        var ignored = run.Table.Ignored.Union(forbidden).ToEquatableArray();
        var recorded = OptionDefinition.Lines(ignored) is { } lines ? new[] { new NamedText(Ignore, lines) } : [];
        return run with
        {
            Table = run.Table with { Ignored = ignored },
            Recorded = RecordedOrder.Sort([.. run.Recorded.Where(o => o.Name != Ignore), .. recorded]),
        };
    }

    private static int Run(RunOptions run, Streams streams, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var data = Dataset.Read(run.Data, run.Test, run.Table, run.Task, (ulong)run.Training.Seed, run.Categories)
            .Described(run.Descriptions);
        if (run.Policies is { } policies)
            run = run with { Training = TrainingPolicies.Hold(policies, data, run.Training) };
        return RunAction.Run(run, data, null, clock, streams, cancellation);
    }
}
