using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Features;

namespace RuleCompiler.Description;

/// <summary>
/// Puts a rule system into the form of Csirmaz' note: each rule is a case, one side of each PReLU that is left, and gives its outputs as
/// affine maps, every weight with its sign and all its digits: <c>+0.5*age -0.3*income +2.0</c>.
/// </summary>
public sealed class NoteDescriber : IRuleWords
{
    private readonly RuleDocument _document;
    private readonly RulePaths _paths;
    private readonly ExpandedRules? _expanded;

    /// <summary>Prepares to describe a document.</summary>
    /// <param name="document">A valid document.</param>
    public NoteDescriber(RuleDocument document)
    {
        (_document, _paths) = (document, new RulePaths(document));
        _expanded = document.Version > 1 ? new ExpandedRules(document, _paths) : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<DescribedParagraph> Paragraphs() => DocumentParagraphs.Of(_document, Reading());

    // Each rule spells its conditions and says where they come from.
    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<string>> Conditions() => [];

    private List<string> Reading()
    {
        var sentences = new List<string>
        {
            "Each rule is a case of its own: where all its IF lines are true, its outputs are the sums below them.",
            "Each number is the one that is calculated with. A sum begins with its constant, which stands last; the others are added from left to right.",
        };
        if (_document.Inputs.Categories().Any())
            sentences.Add("+input[a, b: +1.0; c: +2.0; else 0] stands for the number beside the category that the row has.");
        if (_expanded is not null)
        {
            sentences.Add("What conditions add where they are negative is multiplied out, exactly, for each rule.");
            sentences.Add(
                "+input[10.0: +1.0; 20.0: +2.0; \"name\": +0.5] stands for a curve, straight between its points and flat outside, and for "
                    + "the number of a special value.");
        }

        if (_document.Conditions.Any(c => c.Source is { } source && IsBent(source)))
            sentences.Add("ln(1-slope) is rounded, after ≈; nothing is calculated with it.");
        sentences.AddRange(DecisionDescriber.Sentences(_document));
        return sentences;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Rule(int rule)
    {
        var support = _document.Rules[rule].Support;
        var basis = support is null ? string.Empty : ": " + SupportDescriber.Describe(support, _document.Provenance);
        var lines = new List<string> { $"Rule {Digits(_document.Rules[rule].Id)}{basis}" };
        foreach (var step in _paths[rule])
        {
            lines.AddRange(NoteLayout.Lines("IF ", Parts(rule, step.Condition, step.IsNegative)));
            var implied = _document.Rules[rule].Implied.Contains(step.Condition) ? "follows from the other conditions" : null;
            var notes = new[] { Source(step.Condition, step.IsNegative), implied }.Where(n => n is not null).ToArray();
            if (notes.Length > 0)
                lines.Add($"  ({string.Join("; ", notes)})");
        }

        if (_paths[rule].Count == 0)
            lines.Add("IN EVERY CASE");
        for (var k = 0; k < _document.Outputs.Count; k++)
            lines.AddRange(NoteLayout.Lines($"   {ShownName.Of(_document.Outputs[k].Name)} = ", OutputParts(rule, k)));
        return lines;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Test(int rule, int condition, bool isNegative) =>
        NoteLayout.Lines(string.Empty, Parts(rule, condition, isNegative));

    /// <inheritdoc/>
    public IReadOnlyList<string> Output(int rule, int output) => NoteLayout.Lines(string.Empty, OutputParts(rule, output));

    /// <inheritdoc/>
    public string? Source(int condition, bool isNegative)
    {
        if (_document.Conditions[condition].Source is not { } source)
            return null;
        var text = $"PReLU #{Digits(source.Neuron)} on level {Digits(source.Level)} is {(isNegative ? "neg." : "pos.")}, slope "
            + $"{source.Slope.Text}";
        return IsBent(source)
            ? $"{text}, ln(1-slope) ≈ {Math.Log(1 - source.Slope.Value).ToString("F2", CultureInfo.InvariantCulture)}"
            : text;
    }

    // From a slope of 1 on there is no logarithm.
    private static bool IsBent(ConditionSource source) => source.Slope.Value < 1;

    // Of version 2 a condition is another sum on each rule, with what others add to it multiplied out.
    private IEnumerable<string> Parts(int rule, int condition, bool isNegative) =>
        (_expanded is null ? Parts(_document.Conditions[condition].Expression) : ExpandedWords.Parts(_expanded.Condition(rule, condition)))
            .Append(isNegative ? "< 0" : ">= 0");

    private IEnumerable<string> OutputParts(int rule, int output) =>
        _expanded is null ? Parts(_document.Whole(rule)[output]) : ExpandedWords.Parts(_expanded.Output(rule, output));

    /// <summary>What a line may be broken between.</summary>
    private IEnumerable<string> Parts(Expression expression) => expression.Terms
        .SelectMany(t =>
            t.Match(
                number => new[] { $"{Signed(number.Weight)}*{ShownName.Of(_document.Inputs[number.Input].Name)}" },
                Table,
                _ => throw new NotSupportedException()))
        .Append(Signed(expression.Bias));

    /// <summary><c>+workclass[Private, State-gov: +0.31; Local-gov: -0.2; else 0]</c>, categories of one weight together.</summary>
    private IEnumerable<string> Table(CategoryTerm term)
    {
        var input = _document.Inputs.CategoryAt(term.Input);
        var parts = new List<string>();
        foreach (var group in term.Weights.GroupBy(w => w.Weight).OrderByDescending(g => g.Key.Value))
        {
            var names = group.Select(w => ShownName.Of(input.Categories[w.Category]) + ",").ToArray();
            names[names.Length - 1] = $"{names[names.Length - 1].TrimEnd(',')}: {Signed(group.Key)};";
            parts.AddRange(names);
        }

        if (term.Weights.Count < input.Categories.Count)
            parts.Add("else 0;");
        parts[0] = $"+{ShownName.Of(input.Name)}[{parts[0]}";
        parts[parts.Count - 1] = parts[parts.Count - 1].TrimEnd(';') + "]";
        return parts;
    }

    private static string Signed(Number number) => (number.Literal[0] == '-' ? string.Empty : "+") + number.Literal;

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
