using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;

namespace RuleCompiler.Tool.Show;

/// <summary>A condition of a rule as it is written in JSON.</summary>
/// <param name="Id">Its number in the document.</param>
/// <param name="Text">The half-space: <c>2.0 + 0.5 * age &lt; 0</c>; a long sum has several lines.</param>
/// <param name="Source">The neuron it comes from: <c>neuron 3 on level 1, slope 0.9242</c>.</param>
/// <param name="Implied">Whether it follows from the rule's other conditions.</param>
public sealed record ConditionJson(int Id, string Text, string? Source, bool Implied);

/// <summary>An output of a rule as it is written in JSON.</summary>
/// <param name="Name">The output.</param>
/// <param name="Text">Its sum; a long one has several lines.</param>
public sealed record OutputJson(string Name, string Text);

/// <summary>A rule as it is written in JSON.</summary>
/// <param name="Id">Its number in the document.</param>
/// <param name="Conditions">Its conditions, in the order in which they are tested.</param>
/// <param name="Outputs">Its outputs.</param>
/// <param name="Support">What supports it: <c>6 training rows (37.5 % of all), 100 % right</c>.</param>
/// <param name="Rows">Its training rows.</param>
/// <param name="Share">Their share of all training rows.</param>
/// <param name="Accuracy">The share of them that is decided rightly; null for a regression.</param>
/// <param name="Error">Their root mean squared error; null for a classification.</param>
/// <param name="Text">The whole rule, as it appears in a comment of the generated code.</param>
public sealed record RuleJson(
    int Id,
    IReadOnlyList<ConditionJson> Conditions,
    IReadOnlyList<OutputJson> Outputs,
    string? Support,
    int? Rows,
    double? Share,
    double? Accuracy,
    double? Error,
    string Text)
{
    /// <summary>Takes the rules of a document apart.</summary>
    /// <param name="document">The document.</param>
    /// <param name="words">The form that its rules are written in.</param>
    /// <returns>The rules, in order.</returns>
    internal static IReadOnlyList<RuleJson> Of(RuleDocument document, IRuleWords words)
    {
        var paths = new RulePaths(document);
        return document.Rules.Select((rule, r) => new RuleJson(
            rule.Id,
            paths[r].Select(step => Condition(document, words, r, step)).ToArray(),
            document.Outputs.Select((output, k) => new OutputJson(output.Name, Joined(words.Output(r, k)))).ToArray(),
            rule.Support is { } support ? SupportDescriber.Describe(support, document.Provenance) : null,
            rule.Support?.Rows,
            rule.Support?.Share.Value,
            rule.Support?.Accuracy?.Value,
            rule.Support?.Error?.Value,
            Joined(words.Rule(r)))).ToArray();
    }

    private static ConditionJson Condition(RuleDocument document, IRuleWords words, int rule, RuleCondition step) => new(
        document.Conditions[step.Condition].Id,
        Joined(words.Test(rule, step.Condition, step.IsNegative)),
        words.Source(step.Condition, step.IsNegative),
        document.Rules[rule].Implied.Contains(step.Condition));

    private static string Joined(IReadOnlyList<string> lines) => string.Join('\n', lines);
}
