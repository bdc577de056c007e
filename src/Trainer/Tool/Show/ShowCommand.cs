using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Regions;
using RuleCompiler.Trainer.Reports;

namespace RuleCompiler.Tool.Show;

/// <summary><c>rulec show F</c>: the rules in the words of the generated comments, or in the note's form.</summary>
internal static class ShowCommand
{
    private const double StandardSeconds = 600;

    public static Command Create(Streams streams)
    {
        var file = new FileArgument("rules", FileUse.Read) { Description = "The rule document, *.rules.json." };
        var note = new Option<bool>(
            "--note")
        { Description = "Show the rules in the form of Csirmaz's note instead of that of the generated comments." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text." };
        var regions = new Option<bool>("--regions")
        {
            Description = "Show where each rule applies instead of what it says: the ranges of its inputs, its widest ball, its share of "
                + "the volume.",
        };
        var expanded = new Option<int?>("--expanded")
        {
            Description = "Show one rule, by its number, as whole sums: what is common and what conditions add is multiplied out, exactly.",
            HelpName = "rule",
        };
        var limit = TimeLimit.Option("With --regions, stop after this many seconds.", StandardSeconds);
        var command = new Command("show", "Shows the rules of a document in words and numbers.")
        {
            file, note, json, expanded, regions, limit,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(expanded) is not null && (result.GetValue(regions) || result.GetValue(note)))
                result.AddError("--expanded shows one rule in the form of the note; omit --note and --regions.");
        });
        command.SetAction((result, cancellation) => Task.FromResult(result.GetValue(regions)
            ? RunRegions(streams, result.GetRequiredValue(file), result.GetValue(limit), result.GetValue(json), cancellation)
            : result.GetValue(expanded) is { } rule
                ? ExpandedRule.Show(streams, result.GetRequiredValue(file), rule, result.GetValue(json))
                : Run(streams, result.GetRequiredValue(file), result.GetValue(note), result.GetValue(json))));
        return command;
    }

    private static int Run(Streams streams, string path, bool note, bool json)
    {
        var document = DocumentFile.Read(path);
        IRuleWords words = note ? new NoteDescriber(document) : new RuleDescriber(document);
        if (json)
        {
            var shown = new
            {
                document.Name,
                document.Summary,
                Numbers = ReviewedNumbers.Count(document),
                Decision = DecisionDescriber.Sentences(document),
                Paragraphs = words.Paragraphs(),
                Inputs = document.Inputs.Select(InputDescriber.Describe),
                Missing = document.Inputs.Numbers().Where(n => n.Marks.Count > 0)
                    .Select(n => new { n.Name, Value = n.Missing?.Value, Marks = n.Marks.Select(m => m.Value) }),
                Conditions = words.Conditions().Select(lines => string.Join('\n', lines)),
                Rules = RuleJson.Of(document, words),
            };
            streams.Out.WriteLine(ResultJson.Of(shown));
            return ExitCode.Done;
        }

        foreach (var line in RulesText.Of(document, words))
            streams.Out.WriteLine(line);
        return ExitCode.Done;
    }

    private static int RunRegions(Streams streams, string path, double seconds, bool json, CancellationToken cancellation)
    {
        var document = DocumentFile.Read(path);
        if (Deadline.Within(
            seconds,
            token => InputFileException.Blaming(path, () => RegionMeasurement.Measure(document, token)),
            cancellation) is not { } regions)
        {
            streams.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"rulec: the regions could not be measured within {seconds} s; give --time-limit more, or see the rules without "
                    + $"--regions."));
            return ExitCode.CheckFailed;
        }

        if (json)
        {
            streams.Out.WriteLine(ResultJson.Of(new { document.Name, Regions = RegionJson.Of(document, regions) }));
            return ExitCode.Done;
        }

        foreach (var line in RegionsText.Of(document, regions))
            streams.Out.WriteLine(line);
        return ExitCode.Done;
    }
}
