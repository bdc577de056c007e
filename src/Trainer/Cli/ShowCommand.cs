using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Geometry;
using RuleCompiler.Trainer.Reports;

namespace RuleCompiler.Trainer.Cli;

/// <summary><c>rulec show F</c>: the rules in the note's form.</summary>
internal static class ShowCommand
{
    private const int MaxDigits = 15;

    public static Command Create(Streams streams)
    {
        var file = new Argument<string>("rules") { Description = "The rule document, *.rules.json." };
        var digits = NumberOptions.Of("--digits", "Decimals of the weights shown.", 2, 0, MaxDigits);
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text." };
        var regions = new Option<bool>("--regions")
        {
            Description = "Where each rule applies instead of what it says: what its inputs can be, its widest ball, its share of the volume.",
        };
        var command = new Command("show", "Prints the rules of a document in words and numbers.") { file, digits, json, regions };
        command.SetAction((result, cancellation) => Task.FromResult(result.GetValue(regions)
            ? RunRegions(streams, result.GetRequiredValue(file), result.GetValue(json), cancellation)
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

    private static int RunRegions(Streams streams, string path, bool json, CancellationToken cancellation)
    {
        var document = DocumentFile.Read(path);
        var regions = Measure(path, document, cancellation);
        if (json)
        {
            streams.Out.WriteLine(ResultJson.Of(new { document.Name, Regions = ShownRegion.Of(document, regions) }));
            return ExitCode.Done;
        }

        foreach (var line in RegionsText.Of(document, regions))
            streams.Out.WriteLine(line);
        return ExitCode.Done;
    }

    private static IReadOnlyList<RegionGeometry> Measure(string path, RuleDocument document, CancellationToken cancellation)
    {
        try
        {
            return RegionMeasurement.Of(document, cancellation);
        }
        catch (ArgumentException e)
        {
            throw new InputFileException(path, e.Message + " Scale the input.", e);
        }
    }
}
