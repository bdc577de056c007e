using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Regions;
using RuleCompiler.Trainer.Reports;

namespace RuleCompiler.Tool.Show;

/// <summary><c>rulec show F</c>: the rules in the note's form.</summary>
internal static class ShowCommand
{
    private const int MaxDigits = 15;
    private const double StandardSeconds = 600;

    public static Command Create(Streams streams)
    {
        var file = new FileArgument("rules", FileUse.Read) { Description = "The rule document, *.rules.json." };
        var digits = NumberOptions.Of("--digits", "Decimals of the weights shown.", 2, 0, MaxDigits);
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text." };
        var regions = new Option<bool>("--regions")
        {
            Description = "Where each rule applies instead of what it says: what its inputs can be, its widest ball, its share of the volume.",
        };
        var limit = TimeLimit.Option("Of --regions, stop after so many seconds.", StandardSeconds);
        var command = new Command("show", "Prints the rules of a document in words and numbers.") { file, digits, json, regions, limit };
        command.SetAction((result, cancellation) => Task.FromResult(result.GetValue(regions)
            ? RunRegions(streams, result.GetRequiredValue(file), result.GetValue(limit), result.GetValue(json), cancellation)
            : Run(streams, result.GetRequiredValue(file), result.GetValue(digits), result.GetValue(json))));
        return command;
    }

    private static int Run(Streams streams, string path, int digits, bool json)
    {
        var document = DocumentFile.Read(path);
        if (json)
        {
            var shown = new
            {
                document.Name,
                document.Summary,
                Decision = DecisionText.Of(document),
                Missing = document.Inputs.OfType<NumberInput>().Where(n => n.Marks.Count > 0)
                    .Select(n => new { n.Name, Value = n.Missing?.Value, Marks = n.Marks.Select(m => m.Value) }),
                Rules = ShownRule.Of(document, digits),
            };
            streams.Out.WriteLine(ResultJson.Of(shown));
            return ExitCode.Done;
        }

        foreach (var line in RulesText.Of(document, digits))
            streams.Out.WriteLine(line);
        return ExitCode.Done;
    }

    private static int RunRegions(Streams streams, string path, double seconds, bool json, CancellationToken cancellation)
    {
        var document = DocumentFile.Read(path);
        if (Deadline.Within(seconds, token => InputFileException.Blaming(path, () => RegionMeasurement.Of(document, token)), cancellation) is not { } regions)
        {
            streams.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"rulec: the regions could not be measured within {seconds} s; give --time-limit more, or see the rules without --regions."));
            return ExitCode.CheckFailed;
        }

        if (json)
        {
            streams.Out.WriteLine(ResultJson.Of(new { document.Name, Regions = ShownRegion.Of(document, regions) }));
            return ExitCode.Done;
        }

        foreach (var line in RegionsText.Of(document, regions))
            streams.Out.WriteLine(line);
        return ExitCode.Done;
    }
}
