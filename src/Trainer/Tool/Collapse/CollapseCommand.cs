using System.CommandLine;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Tool.Shared.Runs;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Pipeline.Originals;
using RuleCompiler.Trainer.Sources;

namespace RuleCompiler.Tool.Collapse;

/// <summary><c>rulec collapse NETWORK --data samples.csv -o F</c>: rules of a network that was trained elsewhere.</summary>
internal static class CollapseCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Streams streams)
    {
        var network = new FileArgument("network", FileUse.Read) { Description = "The trained network: ONNX (*.onnx), or JSON." };
        var data = new FileOption(
            "--data",
            FileUse.Read)
        {
            Description = "A table, CSV or Parquet, with rows like those that the network is used on; its columns are the inputs, in its "
                + "order.",
            HelpName = "file",
        };
        var options = new CollapseArguments();
        var arguments = new RunArguments(data, options.OfTable);
        var command = new Command(
            "collapse",
            "Collapses a network that was trained elsewhere into rules, and measures how far they are from it.") { network, data };
        options.AddTo(command);
        arguments.AddTo(command);
        command.SetAction((result, cancellation) =>
        {
            // Of a network that is there no layers are trained.
            var run = arguments.Read(result, new TrainingOptions { Hidden = EquatableArray<int>.Empty }, out var columns);
            return Task.FromResult(
                Run(options.Read(result.GetRequiredValue(network), run, new OptionReading(result, columns)), streams, cancellation));
        });
        return command;
    }

    private static int Run(CollapseOptions options, Streams streams, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var run = options.Run;
        var source = NetworkSource.Read(options.Network, options.NetworkOutput);
        var (data, original) = OriginalData.Read(source, options.Task, run.Data, run.Test, run.Table, run.Training.Seed);
        // The network's other files are known when it is read.
        var files = OptionDefinition.Lines(source.ExternalFingerprints().ToEquatableArray()) is { } lines
            ? new[] { new NamedText("external-data", lines) }
            : [];
        return RunAction.Run(
            run with { Recorded = RecordedOrder.Sort([.. run.Recorded, .. files]) }, data.Described(run.Descriptions),
                original, clock, streams,
            cancellation);
    }
}
