using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Pipeline.Originals;
using RuleCompiler.Trainer.Regions;
using RuleCompiler.Trainer.Sources;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Fidelity;

/// <summary><c>rulec fidelity F NETWORK</c>: how far the rules can be from the network, over all points of the ranges.</summary>
internal static class FidelityCommand
{
    /// <summary>How long the search takes unless stated otherwise, in seconds.</summary>
    private const double UsualSeconds = 60;

    public static Command Create(Streams streams)
    {
        var file = new FileArgument("rules", FileUse.Read) { Description = "The rule document, *.rules.json; all its inputs are numbers." };
        var network = new FileArgument(
            "network",
            FileUse.Read)
        { Description = "The network, ONNX or JSON, over the same inputs in the same order and units. Its box is ignored." };
        var regions = NumberOptions.WithDefault(
            "--max-regions",
            "Per output, stop after this many common regions, counting parts of the ranges on the way to them.",
            FidelityOptions.Default.MaxRegions,
            1,
            long.MaxValue);
        var seconds = NumberOptions.WithDefault(
            "--time-limit", "Stop after this many seconds; the result then depends on the machine.", UsualSeconds, 0.0, 1e9);
        var memory = SearchBudget.MemoryOption();
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text." };
        var command = new Command(
            "fidelity",
            "Proves how far the rules can be from a network within the ranges.") { file, network, regions, seconds, memory, json };
        command.SetAction((result, cancellation) =>
        {
            var time = TimeSpan.FromSeconds(result.GetValue(seconds));
            return Task.FromResult(Run(
                streams,
                result.GetRequiredValue(file),
                result.GetRequiredValue(network),
                new FidelityOptions(result.GetValue(regions), time),
                SearchBudget.FromOptions(time, result.GetValue(memory)),
                result.GetValue(json),
                cancellation));
        });
        return command;
    }

    private static int Run(
        Streams streams,
        string rules,
        string network,
        FidelityOptions options,
        SearchBudget budget,
        bool json,
        CancellationToken cancellation)
    {
        var limit = budget.ToLimit(cancellation);
        var document = DocumentFile.Read(rules);
        IReadOnlyList<OutputDifference> differences;
        try
        {
            var source = NetworkSource.Read(network);
            var both = InputFileException.Blaming(rules, () => NetworkDifference.Prepare(document, source, limit));
            if (!source.IsOriginalOf(document))
                streams.Error.WriteLine("This is not the network that the rules were made from: its SHA-256 is not that of the document.");
            if (HeadText.LeftAway(both.Head) is { } note)
                streams.Error.WriteLine(note);
            document = both.Document;
            differences = Prove(both, options, limit, streams);
        }
        catch (WorkStoppedException e) when (e.Reason != WorkStop.Cancelled)
        {
            streams.Error.WriteLine(
                $"Not decided: the work was stopped while the network was written as dense layers. {budget.Why(e.Reason, e.Detail)}.");
            if (json)
                streams.Out.WriteLine(
                    ResultJson.Of(
                        new
                        {
                            document.Name,
                            Proven = false,
                            Stopped = SearchBudget.NameOf(
                            e.Reason),
                            Outputs = Array.Empty<DifferenceJson>()
                        }));
            return ExitCode.CheckFailed;
        }

        var isProven = differences.All(d => d.IsComplete);
        if (json)
        {
            streams.Out.WriteLine(
                ResultJson.Of(new { document.Name, Proven = isProven, Outputs = DifferenceJson.Of(document, differences) }));
        }
        else
        {
            foreach (var line in DifferencesText.Of(document, differences))
                streams.Out.WriteLine(line);
        }

        return isProven ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static IReadOnlyList<OutputDifference> Prove(NetworkDifference both, FidelityOptions options, WorkLimit limit, Streams streams)
    {
        var progress = new Latest();
        var clock = Stopwatch.StartNew();
        using var line = LiveLine.Start(
            streams,
            () => string.Create(CultureInfo.InvariantCulture, $"{Shown(both.Document, progress.Value)}, {clock.Elapsed.TotalSeconds:0} s"));
        return both.Prove(options, limit, progress);
    }

    private static string Shown(RuleDocument document, FidelityProgress? progress)
    {
        if (progress is null)
            return "writing the network as hinges";
        return progress.Bounded < progress.Rules
            ? $"bounding rule {ShownNumber.Integer(progress.Bounded + 1)} of {ShownNumber.Integer(progress.Rules)}"
            : $"{VisibleText.Of(document.Outputs[progress.Output].Name, 30)}: {ShownNumber.Integer(progress.Regions)} regions, "
                + $"{ShownNumber.Short(progress.Gap)} open";
    }

    /// <summary>The last that was told, for another thread to read.</summary>
    private sealed class Latest : IProgress<FidelityProgress>
    {
        private FidelityProgress? _value;

        public FidelityProgress? Value => Volatile.Read(ref _value);

        public void Report(FidelityProgress value) => Volatile.Write(ref _value, value);
    }
}
