using System.CommandLine;
using System.Threading.Tasks;

namespace RuleCompiler.Trainer.Cli;

/// <summary><c>rulec explain MODEL INPUT</c>: why a model answers one row as it does.</summary>
internal static class ExplainCommand
{
    public static Command Create(Streams streams)
    {
        var model = new Argument<string>("model") { Description = "The rule document, *.rules.json." };
        var input = new Argument<string>("input") { Description = "The CSV file that the row is in." };
        var row = NumberOptions.Of("--row", "The row of the input, counted from 1; a header does not count.", 1, 1, int.MaxValue);
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of tables." };
        var table = new TableArguments();
        var command = new Command("explain", "Tells why a model answers one row as it does.") { model, input, row, json };
        table.AddTo(command);
        command.SetAction((result, cancellation) => Task.FromResult(RuleExplanation.Run(
            new ExplainOptions(
                result.GetRequiredValue(model),
                result.GetRequiredValue(input),
                result.GetValue(row),
                table.Read(result),
                result.GetValue(json)),
            streams,
            cancellation)));
        return command;
    }
}
