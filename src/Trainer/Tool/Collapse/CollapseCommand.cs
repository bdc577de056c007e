using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Tool.Shared.Runs;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Pipeline.Originals;
using RuleCompiler.Trainer.Reports;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Collapse;

/// <summary><c>rulec collapse NETWORK --data samples.csv -o F</c>: rules of a network that was trained elsewhere.</summary>
internal sealed class CollapseCommand
{
    private const double MostThreshold = 1e9;

    private readonly FileArgument _network = new("network", FileUse.Read) { Description = "The trained network: ONNX (*.onnx), or JSON." };
    private readonly FileOption _data = new("--data", FileUse.Read) { Description = "A CSV file with rows such as the network is asked about; its columns are the inputs, in the file's order.", HelpName = "file", Required = true };
    private readonly Option<string[]> _target = TableArguments.List("--target", "column", "The column with the true labels or values. Without one the network's own answers are learned, on the rows and around them.");
    private readonly Option<string[]> _inputs = TableArguments.List("--inputs", "column", "The inputs in the network's order, several separated by commas, where they are not the file's columns in their order.");
    private readonly Option<string[]> _ignore = TableArguments.List("--ignore", "column", "A column to leave out.");
    private readonly Option<string[]> _labels = TableArguments.List("--labels", "label", "What the outputs mean: the two labels of a question, such as no,yes, or one label per output, in order.");
    private readonly Option<double> _threshold = NumberOptions.Of("--threshold", "The output from which the second of two labels holds.", 0.0, -MostThreshold, MostThreshold);
    private readonly Option<string> _decision = new("--decision") { Description = "Which output of several is the answer: the largest (argmax), or the least (argmin), as where outputs are costs.", DefaultValueFactory = _ => "argmax" };
    private readonly Option<string?> _networkOutput = NetworkArguments.Output();
    private readonly TableArguments _table = new();
    private readonly RunArguments _run;

    private CollapseCommand()
    {
        _run = new RunArguments(result => result.GetRequiredValue(_data)!);
        _decision.AcceptOnlyFromAmong("argmax", RecordedOptions.Argmin);
    }

    /// <summary>Makes the command.</summary>
    public static Command Create(Streams streams)
    {
        var arguments = new CollapseCommand();
        var command = new Command("collapse", "Makes rules of a network that was trained elsewhere, and measures how far they are from it.")
        {
            arguments._network, arguments._data, arguments._target, arguments._inputs, arguments._ignore, arguments._labels, arguments._decision, arguments._threshold,
            arguments._networkOutput,
        };
        arguments._run.AddTo(command);
        arguments._table.AddTo(command);
        command.SetAction((result, cancellation) => Task.FromResult(Run(arguments.Read(result), streams, cancellation)));
        return command;
    }

    private static int Run(CollapseOptions options, Streams streams, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var run = options.Run;
        var source = NetworkSource.Read(options.Network, options.NetworkOutput);
        var headed = source.Layers();
        if (headed.Features.Any(f => f.Categories is not null))
            throw new InputFileException(options.Network, "the network takes texts, which collapse does not learn from; rulec extract writes its rules with the texts as categories.");
        var (network, head) = headed;
        var task = options.Task with
        {
            OwnNames = source.Graph.HasOwnNames ? source.InputNames.ToEquatableArray() : EquatableArray<string>.Empty,
            Threshold = options.Task.Threshold == 0 ? headed.Threshold : options.Task.Threshold,
        };
        // What the network ends with tells what its outputs are, where neither the person nor labels do.
        if (run.Table.Targets.Count == 0 && task.Kind is null)
            task = task with { Kind = KindOf(head, network.Outputs), Labels = task.Labels.Count > 0 ? task.Labels : headed.Labels.ToEquatableArray() };
        var (data, original) = OriginalData.Read(run.Data, run.Test, run.Table, options.Network, network, task, (ulong)run.Seed);
        original = original with { Notes = source.NotesWithout(headed.LeftOut).Concat(original.Notes).ToEquatableArray() };
        return RunAction.Run(run, data, options.ToProvenance(ExternalFiles()), original, clock, streams, cancellation);
    }

    /// <summary>The files beside the network that it is made of too, with their SHA-256.</summary>
    private static EquatableArray<string> ExternalFiles() => (CommandFiles.Current?.PointedAt ?? [])
        .Select(path => $"{Path.GetFileName(path)} {FileFingerprint.OfBytes(path)}").ToEquatableArray();

    private static TaskKind? KindOf(NetworkHead head, int outputs) => head switch
    {
        NetworkHead.Threshold => TaskKind.Binary,
        NetworkHead.Sigmoid => outputs == 1 ? TaskKind.Binary : TaskKind.Bits,
        NetworkHead.Softmax or NetworkHead.LogSoftmax or NetworkHead.ArgMax => TaskKind.MultiClass,
        _ => null,
    };

    private CollapseOptions Read(ParseResult result)
    {
        var table = _table.Read(result);
        var columns = new ColumnList(result.GetRequiredValue(_data), table);
        table = table with { Targets = columns.Of(result, _target), Ignored = columns.Of(result, _ignore) };
        var run = _run.Read(result, table);
        var task = new OriginalTask
        {
            Columns = columns.Of(result, _inputs),
            Kind = run.Task,
            Labels = TableArguments.Names(result, _labels),
            Threshold = result.GetValue(_threshold),
            IsLeast = result.GetValue(_decision) == RecordedOptions.Argmin,
        };
        return new CollapseOptions(result.GetRequiredValue(_network), task, run) { NetworkOutput = result.GetValue(_networkOutput) };
    }
}
