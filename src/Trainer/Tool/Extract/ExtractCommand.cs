using System;
using System.CommandLine;
using System.Threading.Tasks;
using RuleCompiler.Tool.Shared;

namespace RuleCompiler.Tool.Extract;

/// <summary><c>rulec extract NETWORK</c>: the options; the work is done by <see cref="ExtractAction"/>.</summary>
internal static class ExtractCommand
{
    private const int MaxThreads = 1024;
    private const double MaxSeconds = 1_000_000;

    public static Command Create(Streams streams)
    {
        var network = new FileArgument(
            "network",
            FileUse.Read)
        { Description = "The network or decision trees, ONNX or JSON (see docs/networks.md), or a rule document, *.rules.json." };
        var output = new FileOption(
            "--output",
            FileUse.Written,
            "-o")
        { Description = "The rule document to write, with a rule for every region.", HelpName = "file" };
        var labels = TableArguments.List(
            "--labels", "label", "What the outputs mean: the two labels of a question, such as no,yes, or one label per output, in order.");
        var maxRegions = NumberOptions.Optional<long>("--max-regions", "Stop when there are more regions than this.", 1, long.MaxValue);
        var timeLimit = NumberOptions.Optional("--time-limit", "Stop after this many seconds.", 0.001, MaxSeconds);
        var memory = SearchBudget.MemoryOption();
        var reachedBy = new FileOption(
            "--reached-by",
            FileUse.Read)
        { Description = "A table: count only the regions that its rows fall into.", HelpName = "data" };
        var threads = NumberOptions.WithDefault(
            "--threads",
            "Threads to use; the result does not depend on them.",
            Math.Min(Environment.ProcessorCount, MaxThreads),
            1,
            MaxThreads);
        var json = new Option<bool>("--json") { Description = "Print one JSON object on standard output." };
        var networkOutput = NetworkArguments.Output();
        var box = new BoxArguments();
        var table = new TableArguments();
        var command = new Command(
            "extract",
            "Finds every linear region of a network inside its box.")
        {
            network, output, labels, maxRegions, timeLimit, memory, reachedBy, threads, json, networkOutput,
        };
        box.AddTo(command);
        table.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(reachedBy) is not null && result.GetResult(output) is not null)
                result.AddError("-o writes a rule for every input and so needs all regions; omit --reached-by or -o.");
            if (result.GetValue(json) && output.IsStandardOutput(result))
                result.AddError(
                    "-o writes the document to standard output, where --json writes the result; give -o a file, or omit --json.");
            if (result.GetResult(labels) is not null && result.GetResult(output) is null)
                result.AddError("--labels is for the document that -o writes; add -o, or omit --labels.");
        });
        command.SetAction((result, cancellation) => Task.FromResult(ExtractAction.Run(
            new ExtractOptions(
                result.GetRequiredValue(network),
                box.Read(result),
                result.GetValue(output),
                TableArguments.Names(result, labels),
                result.GetValue(maxRegions) ?? long.MaxValue,
                SearchBudget.FromOptions(
                    result.GetValue(timeLimit) is { } seconds ? TimeSpan.FromSeconds(seconds) : null, result.GetValue(memory)),
                result.GetValue(reachedBy),
                table.Read(result),
                result.GetValue(threads),
                result.GetValue(json))
            {
                NetworkOutput = result.GetValue(networkOutput),
            },
            streams,
            cancellation)));
        return command;
    }
}
