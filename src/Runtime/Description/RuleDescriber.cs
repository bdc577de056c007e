using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>
/// Puts a rule system into words: the one place where they are made for comments, XML documentation, run-time text and the command
/// line, so that these cannot disagree.
/// </summary>
/// <remarks>
/// Every coefficient is shown as the C# literal that runs (<see cref="Number.Literal"/>), digit for digit. Text from the document is
/// shown so that it can neither break a line nor hide (<see cref="VisibleText"/>). No text has trailing blanks.
/// </remarks>
public sealed class RuleDescriber : IRuleWords
{
    /// <summary>The width that an expression may take on one line, in characters.</summary>
    public const int DefaultWidth = 96;

    /// <summary>With more terms in the conditions of all rules together, rules name their conditions by number.</summary>
    public const int MaxSpelledTerms = 2_000;

    /// <summary>Columns are not aligned after a longer name, as they would leave the page.</summary>
    private const int MaxAlignedName = 32;

    private readonly RuleDocument _document;
    private readonly ExpressionDescriber _expressions;
    private readonly RulePaths _paths;
    private readonly HingeWords? _hinges;
    private readonly int _width;

    /// <summary>Prepares to describe a document.</summary>
    /// <param name="document">A valid document.</param>
    /// <param name="width">The width that an expression may take on one line.</param>
    public RuleDescriber(RuleDocument document, int width = DefaultWidth)
    {
        _document = document;
        _expressions = new ExpressionDescriber(document);
        _paths = new RulePaths(document);
        _width = width;
        _hinges = document.Version > 1 ? new HingeWords(document, _paths, width) : null;
        NumbersConditions = _hinges is not null || _paths
            .Sum(path => path.Sum(step => (long)document.Conditions[step.Condition].Expression.Terms.Count + 1)) > MaxSpelledTerms;
    }

    /// <summary>Describes one rule: a heading, then IF, AND and THEN, then the conditions that go without saying.</summary>
    /// <param name="rule">The position of the rule.</param>
    /// <returns>The lines; all but the first are indented.</returns>
    public IReadOnlyList<string> Rule(int rule)
    {
        var lines = new List<string> { Heading(rule) };
        var implied = _document.Rules[rule].Implied;
        var steps = _paths[rule].Where(s => !implied.Contains(s.Condition)).ToList();
        if (steps.Count == 0)
            lines.Add("  IF    (any input)");
        if (NumbersConditions && _hinges is null)
        {
            lines.AddRange(Indented("  IF    ", Numbered(steps)));
        }
        else
        {
            for (var i = 0; i < steps.Count; i++)
                lines.AddRange(Indented(i == 0 ? "  IF    " : "  AND   ", Test(steps[i].Condition, steps[i].IsNegative)));
        }

        for (var k = 0; k < _document.Outputs.Count; k++)
            lines.AddRange(Indented(k == 0 ? "  THEN  " : "        ", NamedOutput(rule, k)));
        lines.AddRange(Untested(_document, rule));
        foreach (var step in _paths[rule].Where(s => implied.Contains(s.Condition)))
            lines.Add($"  (AND   condition {Digits(_document.Conditions[step.Condition].Id)} {Side(step.IsNegative)}, which inside the "
                + "ranges of the inputs follows from the others.)");

        return lines;
    }

    /// <summary>
    /// Whether rules name their conditions by number, where spelling each out at every rule would make a text that nobody can read.
    /// </summary>
    public bool NumbersConditions { get; }

    /// <summary>Whether a condition is stated by itself, because rules or sums refer to it by its number.</summary>
    /// <param name="condition">The position of the condition.</param>
    /// <returns>Whether there is more to say of it than stands in the rules.</returns>
    public bool States(int condition) => NumbersConditions && _hinges?.States(condition) is not false;

    /// <summary>The conditions with their sums, where rules name them by number.</summary>
    /// <param name="condition">The position of the condition.</param>
    /// <returns>The lines; all but the first are indented.</returns>
    public IReadOnlyList<string> Condition(int condition) => _hinges is not null ? _hinges.Condition(condition).ToList() : Indented(
        $"Condition {Digits(_document.Conditions[condition].Id)}: ", _expressions.Lines(_document.Conditions[condition].Expression, _width))
            .ToList();

    /// <summary>The common part that all rules share, with what conditions add to it.</summary>
    /// <returns>The lines; none where nothing is shared.</returns>
    public IReadOnlyList<string> Common() => _hinges?.Common() ?? [];

    /// <summary>The heading of a rule: its number, support and quality.</summary>
    /// <param name="rule">The position of the rule.</param>
    /// <returns>One line.</returns>
    public string Heading(int rule) =>
        "Rule " + Digits(_document.Rules[rule].Id)
            + (_document.Rules[rule].Support is { } support
                ? ": " + SupportDescriber.Describe(support, _document.Provenance)
                : string.Empty);

    /// <summary>The heading of a condition: its number, its name if it has one, and the neuron that it comes from.</summary>
    /// <param name="condition">The position of the condition.</param>
    /// <returns>One line.</returns>
    public string ConditionHeading(int condition) =>
        "Condition " + Digits(_document.Conditions[condition].Id)
        + (_document.Conditions[condition].Name is { } name ? ", " + ShownName.Of(name) : string.Empty)
        + (_document.Conditions[condition].Source is { } source ? ": " + Source(source) : string.Empty);

    /// <summary>How to read the rules, and what becomes of the outputs.</summary>
    /// <returns>Sentences.</returns>
    public IReadOnlyList<string> Reading()
    {
        var sentences = new List<string>
        {
            _document.Rules.Count == 1
                ? "There is one rule, and it holds for every input."
                : $"There are {Digits(_document.Rules.Count)} rules; exactly one of them holds for any input, the one whose IF and AND "
                    + "lines are all true.",
            "Inputs are in their own units, and each number is the one that is calculated with.",
        };
        if (_document.Inputs.Categories().Any())
            sentences.Add("{input: 1.0 for a, b; 2.0 for c; 0.0 otherwise} stands for the number beside the category that the row has.");
        if (_hinges is not null)
            sentences.AddRange(_hinges.Reading());
        else if (NumbersConditions)
            sentences.Add("Rules name their conditions by number.");
        else if (_document.Conditions.Any(c => SolvedCondition.Of(c.Expression, true, _document.Inputs) is not null))
            sentences.Add(
                $"After ≈ stands the same condition solved for its input, rounded to {Digits(SolvedCondition.SignificantDigits)} digits "
                    + "for reading only.");
        sentences.AddRange(DecisionDescriber.Sentences(_document));
        return sentences;
    }

    /// <summary>What happens at the edges: on a boundary, on a tie, and for values that are missing, infinite or undeclared.</summary>
    /// <returns>Sentences.</returns>
    public IReadOnlyList<string> Edges() => EdgeDescriber.Sentences(_document);

    /// <summary>What an input means, its unit, its range, and what stands for a missing or undeclared value.</summary>
    /// <param name="input">The position of the input.</param>
    /// <returns>Sentences.</returns>
    public string Input(int input) => InputDescriber.Describe(_document.Inputs[input]);

    /// <summary>All that is said of the rules as a whole.</summary>
    /// <returns>Paragraphs: how to read the rules, what happens at the edges, where they come from.</returns>
    public IReadOnlyList<DescribedParagraph> Paragraphs() => DocumentParagraphs.Of(_document, Reading());

    /// <summary>The whole text: how to read the rules, then every rule.</summary>
    /// <param name="maxLength">What the text may not exceed: it then says how many conditions or rules it leaves out.</param>
    /// <returns>Lines that end in LF.</returns>
    public string All(int maxLength = int.MaxValue)
    {
        var text = new StringBuilder();
        foreach (var sentence in Reading().Concat(Edges()))
            text.Append(sentence).Append('\n');
        if (Common() is { Count: > 0 } common)
            Append(text, [common], 1, "common part", maxLength);
        var stated = Enumerable.Range(0, _document.Conditions.Count).Where(States).ToArray();
        Append(text, stated.Select(Condition), stated.Length, "condition", maxLength);
        Append(text, Enumerable.Range(0, _document.Rules.Count).Select(Rule), _document.Rules.Count, "rule", maxLength);
        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<IReadOnlyList<string>> parts, int count, string noun, int maxLength)
    {
        foreach (var lines in parts)
        {
            var part = string.Join("\n", lines);
            if (text.Length + part.Length > maxLength)
            {
                text.Append('\n').Append(Digits(count)).Append(" more ").Append(noun).Append(count == 1 ? " is" : "s are").Append(
                    " left out of this text.\n");
                return;
            }

            text.Append('\n').Append(part).Append('\n');
            count--;
        }
    }

    /// <inheritdoc/>
    IReadOnlyList<IReadOnlyList<string>> IRuleWords.Conditions()
    {
        var all = Enumerable.Range(0, _document.Conditions.Count).ToList();
        var blocks = new List<IReadOnlyList<string>>();
        if (Common() is { Count: > 0 } common)
            blocks.Add(common);
        if (_hinges is null
            && all.Where(c => _document.Conditions[c].Source is not null).Select(c => ConditionHeading(c) + ".")
            .ToList() is { Count: > 0 } sources)
            blocks.Add(sources);
        // What goes without saying at a rule names its condition by number.
        blocks.AddRange(all.Where(c => States(c) || _document.Rules.Any(r => r.Implied.Contains(c))).Select(Condition));
        return blocks;
    }

    /// <inheritdoc/>
    IReadOnlyList<string> IRuleWords.Test(int rule, int condition, bool isNegative) => Test(condition, isNegative);

    /// <inheritdoc/>
    IReadOnlyList<string> IRuleWords.Output(int rule, int output) => Output(rule, output);

    /// <inheritdoc/>
    string? IRuleWords.Source(int condition, bool isNegative) =>
        _document.Conditions[condition].Source is { } source ? Source(source) : null;

    internal static string Source(ConditionSource source) =>
        $"neuron {Digits(source.Neuron)} on level {Digits(source.Level)}, slope {source.Slope.Text}";

    /// <summary>Which sides of conditions follow on a rule that does not test them, a line each.</summary>
    internal static IEnumerable<string> Untested(RuleDocument document, int rule) => document.Rules[rule].Untested.Select(u =>
        $"  (      condition {Digits(document.Conditions[u.Condition].Id)} {Side(u.IsNegative)} follows inside the ranges of the inputs "
            + "and is not tested.)");

    private List<string> Test(int condition, bool isNegative)
    {
        if (_hinges is not null)
            return [_hinges.Test(condition, isNegative)];
        var expression = _document.Conditions[condition].Expression;
        var lines = _expressions.Lines(expression, _width).ToList();
        var side = Side(isNegative);
        if (lines.Count > 1)
        {
            lines.Add(side);
            return lines;
        }

        lines[0] += " " + side;
        if (SolvedCondition.Of(expression, isNegative, _document.Inputs) is { } solved)
            lines[0] += "   (" + solved + ")";
        return lines;
    }

    /// <summary><c>condition 1 &lt; 0 and condition 2 &gt;= 0</c>, broken where it is too long.</summary>
    private List<string> Numbered(List<RuleCondition> steps)
    {
        var lines = new List<string>();
        var line = string.Empty;
        for (var i = 0; i < steps.Count; i++)
        {
            var entry = $"condition {Digits(_document.Conditions[steps[i].Condition].Id)} {Side(steps[i].IsNegative)}"
                + (i + 1 < steps.Count ? " and" : string.Empty);
            if (line.Length > 0 && line.Length + entry.Length >= _width)
            {
                lines.Add(line);
                line = string.Empty;
            }

            line += (line.Length > 0 ? " " : string.Empty) + entry;
        }

        if (line.Length > 0)
            lines.Add(line);
        return lines;
    }

    private List<string> Output(int rule, int output)
    {
        if (_hinges is not null)
            return [.. _hinges.Output(rule, output)];
        var expression = _document.Whole(rule)[output];
        var lines = _expressions.Lines(expression, _width).ToList();
        if (expression.Terms.Count == 0 && DecisionDescriber.ConstantLabel(_document.Decision, output, expression.Bias) is { } label)
            lines[0] += ", which is " + label;
        return lines;
    }

    private IEnumerable<string> NamedOutput(int rule, int output)
    {
        var width = _document.Outputs.Max(o => ShownName.Of(o.Name).Length);
        if (width > MaxAlignedName)
            width = 0;
        return Indented(ShownName.Of(_document.Outputs[output].Name).PadRight(width) + " = ", Output(rule, output));
    }

    private static string Side(bool isNegative) => isNegative ? "< 0" : ">= 0";

    /// <summary>The first line after a prefix, the others under it.</summary>
    private static IEnumerable<string> Indented(string prefix, IEnumerable<string> lines)
    {
        var indent = new string(' ', Math.Min(prefix.Length, MaxAlignedName));
        return lines.Select((line, i) => (i == 0 ? prefix : indent) + line);
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
