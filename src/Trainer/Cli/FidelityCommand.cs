using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Geometry;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Reports;

namespace RuleCompiler.Trainer.Cli;

/// <summary><c>rulec fidelity F NETWORK</c>: how far the rules can be from the network, over all points of the ranges.</summary>
internal static class FidelityCommand
{
    public static Command Create(Streams streams)
    {
        var file = new FileArgument("rules", FileUse.Read) { Description = "The rule document, *.rules.json; all its inputs are numbers." };
        var network = new FileArgument("network", FileUse.Read) { Description = "The network, ONNX or JSON, over the same inputs in the same order and units. Its box is not looked at." };
        var regions = NumberOptions.Of(
            "--max-regions", "Per output, stop after so many common regions and parts of the ranges on the way to them.", FidelityOptions.Default.MaxRegions, 1, long.MaxValue);
        var seconds = NumberOptions.Optional("--time-limit", "Stop after so many seconds; what is found then depends on the machine.", 0.0, 1e9);
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text." };
        var command = new Command("fidelity", "Proves how far the rules can be from a network inside the ranges.") { file, network, regions, seconds, json };
        command.SetAction((result, cancellation) =>
        {
            var options = FidelityOptions.Default with { MaxRegions = result.GetValue(regions) };
            if (result.GetValue(seconds) is { } limit)
                options = options with { TimeLimit = TimeSpan.FromSeconds(limit) };
            return Task.FromResult(Run(
                streams, result.GetRequiredValue(file), result.GetRequiredValue(network), options, result.GetValue(json), cancellation));
        });
        return command;
    }

    private static int Run(Streams streams, string rules, string network, FidelityOptions options, bool json, CancellationToken cancellation)
    {
        var document = DocumentFile.Read(rules);
        var (chain, head) = NetworkSource.Read(network).Chain();
        if (NetworkSource.WithoutHead(head) is { } note)
            streams.Error.WriteLine(note);
        var differences = Compare(document, network, chain, options, cancellation);
        if (json)
        {
            streams.Out.WriteLine(ResultJson.Of(new { document.Name, Outputs = ShownDifference.Of(document, differences) }));
            return ExitCode.Done;
        }

        foreach (var line in DifferencesText.Of(document, differences))
            streams.Out.WriteLine(line);
        return ExitCode.Done;
    }

    private static IReadOnlyList<OutputDifference> Compare(
        RuleDocument document, string path, PiecewiseNetwork network, FidelityOptions options, CancellationToken cancellation)
    {
        try
        {
            return ProvenFidelity.Of(document, network, options, cancellation);
        }
        catch (ArgumentException e)
        {
            throw new InputFileException(path, e.Message, e);
        }
    }
}
