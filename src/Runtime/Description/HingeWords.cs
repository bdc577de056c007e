using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Description;

/// <summary>
/// Puts documents of version 2 into words: the common part and the conditions once, and of each rule only what it adds to them.
/// </summary>
internal sealed class HingeWords
{
    private readonly RuleDocument _document;
    private readonly ExpressionDescriber _expressions;
    private readonly ExpandedRules _expanded;
    private readonly int _width;

    /// <summary>Prepares a document.</summary>
    /// <param name="document">A document of version 2.</param>
    /// <param name="paths">Its paths.</param>
    /// <param name="width">The width that an expression may take on one line.</param>
    public HingeWords(RuleDocument document, RulePaths paths, int width) =>
        (_document, _expressions, _expanded, _width) = (
            document, new ExpressionDescriber(document), new ExpandedRules(document, paths), width);

    /// <summary>How to read the rules.</summary>
    public IEnumerable<string> Reading()
    {
        if (_document.Common.Any(c => c is not null))
            yield return "All rules share the common part.";
        if (_document.Sums.Any(s => s.Adjustments.Count > 0))
            yield return "A condition that adjusts an output or another condition adds a multiple of its own sum where that is below 0, "
                + "and nothing where it is not.";
        if (_document.Sums.Any(s => s.Terms.Any(t => t.IsCurve)))
            yield return "{input: 1.0 at 10.0, 2.0 at 20.0} stands for a curve, and so does a table of an input's values: straight between "
                + "its points, flat before the first and after the last.";
        if (_document.Inputs.Numbers().Any(n => n.Specials.Count > 0))
            yield return "{input: 0.5 * input; 2.0 for \"name\"} stands for the first where the input is a quantity, and for the number "
                + "beside the name where it is that special value.";
    }

    /// <summary>The common part: its sums, then what conditions add to them; no lines where there is none.</summary>
    public IReadOnlyList<string> Common()
    {
        var lines = new List<string>();
        for (var k = 0; k < _document.Outputs.Count; k++)
        {
            if (_document.CommonOf(k) is not { } common)
                continue;
            lines.AddRange(
                Indented(
                    $"Common part: {Output(k)} = ",
                    _expressions.Lines(common with { Adjustments = EquatableArray<Adjustment>.Empty }, _width)));
            foreach (var adjustment in common.Adjustments)
                lines.AddRange(Adjusted(k, common, adjustment));
        }

        return lines;
    }

    /// <summary>
    /// Whether a condition has to be stated by itself: not where rules spell it as a comparison and nothing refers to it by its number.
    /// </summary>
    /// <param name="condition">The position of the condition.</param>
    public bool States(int condition) => Comparison(condition, isNegative: true) is null
        || _document.Conditions[condition] is not { Name: null, Source: null }
        || _document.Sums.Any(s => s.Adjustments.Any(a => a.Condition == condition))
        || _document.Rules.Any(r => r.Implied.Contains(condition) || r.Untested.Any(u => u.Condition == condition));

    /// <summary>A condition with its sum.</summary>
    /// <param name="condition">The position of the condition.</param>
    public IEnumerable<string> Condition(int condition)
    {
        var expression = _document.Conditions[condition].Expression;
        var name = _document.Conditions[condition].Name is { } text ? ", " + ShownName.Of(text) : string.Empty;
        var source = _document.Conditions[condition].Source is { } neuron ? $" ({RuleDescriber.Source(neuron)})" : string.Empty;
        var head = $"Condition {Id(condition)}{name}{source}: ";
        // A sum that does not fit beside its head has a line for each term.
        foreach (var line in Indented(head, _expressions.Lines(expression, _width - Math.Min(head.Length, _width / 2))))
            yield return line;
        if (Comparison(condition, isNegative: true) is { } comparison)
            yield return $"  below 0 where {comparison}";
    }

    /// <summary>
    /// One side of a condition: <c>age &gt;= 41.5</c>, <c>colour is red</c>, or <c>condition 1 &lt; 0 (debt is high for the income)</c>.
    /// </summary>
    /// <param name="condition">The position of the condition.</param>
    /// <param name="isNegative">Whether the side e(x) &lt; 0 is meant.</param>
    public string Test(int condition, bool isNegative)
    {
        if (Comparison(condition, isNegative) is { } comparison)
            return comparison;
        var text = $"condition {Id(condition)} {(isNegative ? "<" : ">=")} 0";
        return _document.Conditions[condition].Name is { } name
            ? $"{text} ({(isNegative ? string.Empty : "not: ")}{ShownName.Of(name)})"
            : text;
    }

    // What has the same answer as the sum for every row, and is easier to read.
    private string? Comparison(int condition, bool isNegative)
    {
        var (expression, inputs) = (_document.Conditions[condition].Expression, _document.Inputs);
        return ThresholdCondition.Find(expression, inputs)?.Describe(isNegative, inputs)
            ?? CategoryCondition.Find(expression, inputs)?.Describe(isNegative, inputs);
    }

    /// <summary>
    /// What a rule gives as an output: the common part, what conditions add to it on this rule, and what the rule adds by itself.
    /// </summary>
    /// <param name="rule">The position of the rule.</param>
    /// <param name="output">The position of the output.</param>
    public IReadOnlyList<string> Output(int rule, int output)
    {
        var (common, own) = (_document.CommonOf(output), _document.Rules[rule].Own[output]);
        if (common is null && own is null)
            return ["0.0"];
        if (common is null)
            return _expressions.Lines(OnRule(rule, own!), _width);
        var line = "common part" + string.Concat(Active(rule, common).Select(Added));
        if (own is null)
            return [line];
        var lines = _expressions.Lines(OnRule(rule, own), _width);
        return lines.Count == 1 && line.Length + lines[0].Length + 5 <= _width
            ? [$"{line} + ({lines[0]})"]
            : [line, .. lines.Select((l, i) => (i == 0 ? "+ (" : "   ") + l + (i + 1 == lines.Count ? ")" : string.Empty))];
    }

    private IEnumerable<Adjustment> Active(int rule, Expression expression) =>
        expression.Adjustments.Where(a => _expanded.IsNegative(rule, a.Condition) == true);

    private Expression OnRule(int rule, Expression expression) =>
        expression with { Adjustments = Active(rule, expression).ToEquatableArray() };

    private string Added(Adjustment adjustment)
    {
        var literal = adjustment.Weight.Literal;
        return literal[0] == '-'
            ? $" - {literal.Substring(1)} * condition {Id(adjustment.Condition)}"
            : $" + {literal} * condition {Id(adjustment.Condition)}";
    }

    /// <summary><c>where condition 1 &lt; 0: + 0.045 * condition 1, so that income counts 0.039 instead of 0.021</c>.</summary>
    private IEnumerable<string> Adjusted(int output, Expression common, Adjustment adjustment)
    {
        var head = $"  where {Test(adjustment.Condition, true)}:{Added(adjustment)}";
        var effects = Effects(common, adjustment).ToList();
        if (effects.Count == 0)
            return [head];
        return Wrapped(head + ", so that", effects.Select((e, i) => i + 1 < effects.Count ? e + "," : e));
    }

    // What the adjustment does to the weights that it touches, as exact as the numbers are.
    private IEnumerable<string> Effects(Expression common, Adjustment adjustment)
    {
        var condition = _document.Conditions[adjustment.Condition].Expression;
        var (shared, added) = (ExpandedSum.OfTerms(common, _document.Inputs), ExpandedSum.OfTerms(condition, _document.Inputs));
        var factor = Rational.Parse(adjustment.Weight.Text);
        for (var i = 0; i < _document.Inputs.Count; i++)
        {
            if (added.Parts[i] is not { } part)
                continue;
            var name = ShownName.Of(_document.Inputs[i].Name);
            var more = factor * part.Weight;
            if (more.Sign != 0)
            {
                yield return shared.Parts[i] switch
                {
                    null => $"{name} counts {NumberWords.Exact(more)}",
                    { Curve.Count: 0 } before =>
                        $"{name} counts {NumberWords.Exact(before.Weight + more)} instead of {NumberWords.Exact(before.Weight)}",
                    _ => $"{name} counts {NumberWords.Exact(more)} more",
                };
            }

            if (part.Curve.Count > 0)
                yield return $"{name} adds {NumberWords.Exact(factor)} times its curve of the condition";
            for (var v = 0; v < part.Table.Count; v++)
            {
                if (part.Table[v].Sign != 0)
                    yield return $"{name} adds {NumberWords.Exact(factor * part.Table[v])} more for {ValueName(_document.Inputs[i], v)}";
            }
        }

        // A condition is another sum where an earlier one adjusts it.
        foreach (var earlier in condition.Adjustments)
        {
            yield return $"{NumberWords.Exact(factor * Rational.Parse(earlier.Weight.Text))} * condition {Id(earlier.Condition)} is added "
                + "where that is < 0 too";
        }
    }

    private static string ValueName(Input input, int value) =>
        ShownName.Of(input.Match(number => number.Specials[value].Name, category => category.Categories[value]));

    private IEnumerable<string> Wrapped(string head, IEnumerable<string> parts)
    {
        var line = head;
        foreach (var part in parts)
        {
            if (line.Length + 1 + part.Length > _width)
            {
                yield return line;
                line = "      " + part;
            }
            else
            {
                line += " " + part;
            }
        }

        yield return line;
    }

    private static IEnumerable<string> Indented(string prefix, IEnumerable<string> lines) =>
        lines.Select((line, i) => (i == 0 ? prefix : "      ") + line);

    private string Output(int output) => ShownName.Of(_document.Outputs[output].Name);

    private string Id(int condition) => _document.Conditions[condition].Id.ToString(CultureInfo.InvariantCulture);
}
