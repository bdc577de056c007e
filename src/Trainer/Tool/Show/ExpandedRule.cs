using System.Globalization;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Tool.Show;

/// <summary><c>rulec show F --expanded RULE</c>: the whole sums of one rule, in exact numbers.</summary>
internal static class ExpandedRule
{
    /// <summary>Shows the rule.</summary>
    /// <param name="streams">Where to.</param>
    /// <param name="path">The document.</param>
    /// <param name="id">The number of the rule in the document.</param>
    /// <param name="json">Whether to print JSON instead of text.</param>
    /// <returns>The exit code.</returns>
    public static int Show(Streams streams, string path, int id, bool json)
    {
        var document = DocumentFile.Read(path);
        var rule = document.Rules.Select(r => r.Id).ToList().IndexOf(id);
        if (rule < 0)
            throw new InputFileException(path, $"there is no rule {Digits(id)}; rulec show lists the rules with their numbers.");
        var words = new ExpandedDescriber(document);
        if (json)
        {
            var paths = new RulePaths(document);
            streams.Out.WriteLine(ResultJson.Of(new
            {
                document.Name,
                Rule = id,
                Reading = words.Reading(),
                Conditions = paths[rule].Select(step => new
                {
                    document.Conditions[step.Condition].Id,
                    step.IsNegative,
                    Sum = words.Condition(rule, step.Condition),
                }),
                Outputs = document.Outputs.Select((output, k) => new { output.Name, Sum = words.Output(rule, k) }),
                Text = string.Join('\n', words.Rule(rule)),
            }));
            return ExitCode.Done;
        }

        foreach (var line in words.Reading().SelectMany(sentence => RulesText.Wrapped(sentence, string.Empty)))
            streams.Out.WriteLine(line);
        streams.Out.WriteLine();
        foreach (var line in words.Rule(rule))
            streams.Out.WriteLine(line);
        return ExitCode.Done;
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
