using System.CommandLine;
using System.Threading.Tasks;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline.Explaining;
using RuleCompiler.Trainer.Sources;

namespace RuleCompiler.Tool.Explain;

/// <summary>
/// <c>rulec explain MODEL INPUT</c>: the options; the work is done by <see cref="RuleExplanation"/> and <see cref="NetworkAction"/>.
/// </summary>
internal static class ExplainCommand
{
    public static Command Create(Streams streams)
    {
        var model = new FileArgument(
            "model",
            FileUse.Read)
        { Description = "The rule document, *.rules.json, or a network: *.onnx, or JSON (see docs/extraction.md)." };
        var input = new FileArgument(
            "input",
            FileUse.Read)
        {
            Description = "The table that the row is in; for a network also a PNG image, or an idx file of images. Of rules it may be "
                + "omitted where --set gives the values.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var row = NumberOptions.WithDefault("--row", "The row or image, counted from 1; a header does not count.", 1, 1, int.MaxValue);
        var rules = new RuleArguments();
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of tables." };
        var network = new NetworkUnitArguments();
        var table = new TableArguments();
        var command = new Command("explain", "Explains why a model answers one row or image as it does.")
        {
            model, input, row, json,
        };
        rules.AddTo(command);
        network.AddTo(command);
        table.AddTo(command);
        command.SetAction((result, cancellation) =>
        {
            var path = result.GetRequiredValue(model);
            var choice = result.GetValue(input) is { } file ? new InputChoice(file, result.GetValue(row), table.Read(result)) : null;
            if (NetworkSource.IsNetwork(path))
            {
                rules.Refuse(result, path);
                var options = new ExplainOptions(path, choice ?? throw NoInput(path), result.GetValue(json));
                return Task.FromResult(NetworkAction.Run(network.Read(result, options), streams, cancellation));
            }

            network.Refuse(result, path);
            if (choice is null && result.GetResult(row) is { Implicit: false })
                throw new RuleCompilerException($"{row.Name} is a row of a file, and there is none; name the file, or omit {row.Name}.");
            var asked = rules.Read(result, new AskedRow(choice, table.Read(result)));
            return Task.FromResult(RuleExplanation.Run(path, asked, result.GetValue(json), streams, cancellation));
        });
        return command;
    }

    private static InputFileException NoInput(string network) =>
        new(network, "this is a network, and nothing to explain it at is named; name a table, a PNG image or an idx file.");
}
