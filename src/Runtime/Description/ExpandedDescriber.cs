using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Features;

namespace RuleCompiler.Description;

/// <summary>
/// Writes whole rules, with nothing left to look up: the common part, what the rule adds and what conditions add are one sum for each
/// output, in the form of Csirmaz' note and in exact numbers. Each curve is a list of its affine pieces.
/// </summary>
public sealed class ExpandedDescriber
{
    private readonly RuleDocument _document;
    private readonly RulePaths _paths;
    private readonly ExpandedRules _expanded;

    /// <summary>Prepares to describe a document.</summary>
    /// <param name="document">A valid document.</param>
    public ExpandedDescriber(RuleDocument document)
    {
        (_document, _paths) = (document, new RulePaths(document));
        _expanded = new ExpandedRules(document, _paths);
    }

    /// <summary>What the numbers are, and where they hold.</summary>
    /// <returns>Sentences.</returns>
    public IReadOnlyList<string> Reading()
    {
        var sentences = new List<string>
        {
            "All sums are exact: the numbers of the document multiplied out, as decimals of at most 17 digits or as fractions.",
            "They hold inside the ranges of the inputs, where all IF lines are true.",
            "Answers are calculated from the document as it is written, and so may differ from these sums in their last bits.",
        };
        if (_document.Sums.Any(s => s.Terms.Any(t => t.IsCurve)))
            sentences.Add("A curve adds what stands beside the piece that its input is on.");
        return sentences;
    }

    /// <summary>A whole rule: its heading, its conditions, its outputs.</summary>
    /// <param name="rule">The position of the rule.</param>
    /// <returns>The lines.</returns>
    public IReadOnlyList<string> Rule(int rule)
    {
        var lines = new List<string> { new RuleDescriber(_document).Heading(rule) };
        foreach (var step in _paths[rule])
        {
            lines.AddRange(Sum("IF ", _expanded.Condition(rule, step.Condition), step.IsNegative ? "< 0" : ">= 0"));
            lines.Add($"  ({string.Join("; ", Notes(rule, step.Condition))})");
        }

        if (_paths[rule].Count == 0)
            lines.Add("IN EVERY CASE");
        for (var k = 0; k < _document.Outputs.Count; k++)
            lines.AddRange(Sum($"   {ShownName.Of(_document.Outputs[k].Name)} = ", _expanded.Output(rule, k), string.Empty));
        lines.AddRange(RuleDescriber.Untested(_document, rule));
        return lines;
    }

    /// <summary>The sum of a condition that a rule tests.</summary>
    /// <param name="rule">The position of the rule.</param>
    /// <param name="condition">The position of the condition.</param>
    /// <returns>The sum, whose sign the rule tests.</returns>
    public ExpandedMap Condition(int rule, int condition) => ExpandedMap.Of(_expanded.Condition(rule, condition));

    /// <summary>An output of a rule.</summary>
    /// <param name="rule">The position of the rule.</param>
    /// <param name="output">The position of the output.</param>
    /// <returns>The sum.</returns>
    public ExpandedMap Output(int rule, int output) => ExpandedMap.Of(_expanded.Output(rule, output));

    private static IEnumerable<string> Sum(string head, ExpandedSum sum, string side) =>
        NoteLayout.Lines(head, side.Length > 0 ? ExpandedWords.PartsWithoutCurves(sum).Append(side) : ExpandedWords.PartsWithoutCurves(sum))
            .Concat(ExpandedWords.Curves(sum).Select(line => NoteLayout.Indent + line));

    private IEnumerable<string> Notes(int rule, int condition)
    {
        var stated = _document.Conditions[condition];
        yield return "condition " + stated.Id.ToString(CultureInfo.InvariantCulture);
        if (stated.Name is { } name)
            yield return ShownName.Of(name);
        if (stated.Source is { } source)
            yield return RuleDescriber.Source(source);
        if (_document.Rules[rule].Implied.Contains(condition))
            yield return "follows from the other conditions";
    }
}
