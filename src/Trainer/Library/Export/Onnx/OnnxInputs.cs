using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Onnx;

namespace RuleCompiler.Trainer.Export.Onnx;

/// <summary>From what is given to the values that count: what is missing, marked, special, unknown or infinite.</summary>
internal sealed class OnnxInputs
{
    private readonly OnnxGraph _graph;
    private readonly List<(OnnxNode When, string Why)> _refusals = [];
    private readonly List<OnnxNode> _outside = [];

    /// <summary>Reads the inputs of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="names">What each input is called.</param>
    public OnnxInputs(RuleDocument document, OnnxGraph graph, IReadOnlyList<string> names)
    {
        _graph = graph;
        Values = document.Inputs.Select((input, i) => input.Match(
            number => Accepted(number, names[i]), category => Accepted(category, names[i]))).ToArray();
        // The first reason counts, so that it is asked for last.
        Refusal = _graph.Row(_graph.Integer(0));
        for (var r = _refusals.Count - 1; r >= 0; r--)
            Refusal = _graph.Where(_refusals[r].When, _graph.Integer(r + 1), Refusal);
        IsRefused = _graph.Less(_graph.Integer(0), Refusal);
        IsRefused.Remark = "Whether the rules do not take the row";
        Outside = _outside.Select(o => _graph.Where(o, _graph.Integer(1), _graph.Integer(0))).Aggregate(_graph.Add);
    }

    /// <summary>The values that count, one per input: numbers, and the positions of categories.</summary>
    public OnnxNode[] Values { get; }

    /// <summary>Why a row is refused, as a position of <see cref="Refusals"/>: the first reason, in the order of the inputs.</summary>
    public OnnxNode Refusal { get; }

    /// <summary>All reasons, the first of them nothing, for a row that is not refused.</summary>
    public string[] Refusals => [string.Empty, .. _refusals.Select(r => r.Why)];

    /// <summary>Whether a row is refused.</summary>
    public OnnxNode IsRefused { get; }

    /// <summary>In how many inputs the rules extrapolate: numbers outside their range, and categories that are not declared.</summary>
    public OnnxNode Outside { get; }

    /// <summary>Whether a value is a special one.</summary>
    public static OnnxNode IsSpecial(OnnxGraph graph, OnnxNode value, SpecialValue special) =>
        special.Value is { } number ? graph.Equal(value, graph.Double(number.Value)) : graph.IsNaN(value);

    private OnnxNode Accepted(NumberInput input, string name)
    {
        var given = _graph.Input(name, ElementType.Double, Remark(input, FormattableString.Invariant(
            $"a number from {input.Minimum.Text} to {input.Maximum.Text}, NaN where it is missing")));
        var isNaN = _graph.IsNaN(given);
        _graph.SetRows(isNaN);
        var special = _graph.Or(input.Specials.Select(s => IsSpecial(_graph, given, s)));
        var marked = _graph.Or(input.Marks.Select(m => _graph.Equal(given, _graph.Double(m.Value))));
        var missing = Without(_graph.Or(isNaN, marked)!, special);
        Refuse(
            _graph.Or(
                _graph.Equal(given, _graph.Double(double.PositiveInfinity)), _graph.Equal(given, _graph.Double(double.NegativeInfinity)))!,
            input,
            "is infinite");
        var beyond = Without(
            _graph.Or(
                _graph.Less(given, _graph.Double(input.Minimum.Value)), _graph.Less(_graph.Double(input.Maximum.Value), given))!,
            _graph.Or(special, marked));
        if (input.Missing is not { } replacement)
        {
            Refuse(missing, input, "is missing, and the rules have no value that stands for a missing one");
            _outside.Add(beyond);
            return given;
        }

        // What stands for a missing value may lie outside itself.
        _outside.Add(input.IsInRange(replacement.Value) ? beyond : _graph.Or(beyond, missing)!);
        return Named(_graph.Where(missing, _graph.Double(replacement.Value), given), input);
    }

    private OnnxNode Accepted(CategoryInput input, string name)
    {
        var given = _graph.Input(
            name, ElementType.String, Remark(input, $"one of {input.Categories.Count.ToString(CultureInfo.InvariantCulture)} texts"));
        var position = _graph.Encode(given, Texts(input));
        var isUnknown = _graph.Less(position, _graph.Integer(0));
        _graph.SetRows(isUnknown);
        _outside.Add(isUnknown);
        if (input.Other is null)
            Refuse(isUnknown, input, "is not one of the declared categories, and none of them stands for others");
        // Of a row that is refused any category will do.
        return Named(_graph.Where(isUnknown, _graph.Integer(input.Other ?? 0), position), input);
    }

    /// <summary>
    /// The texts that a category is found by: those declared, those that mean missing, and the usual ways to write a number that is one.
    /// </summary>
    private static List<KeyValuePair<string, int>> Texts(CategoryInput input)
    {
        var texts = new CategoryTexts(input);
        return input.Categories.Append(string.Empty).Concat(texts.UndeclaredMarks)
            .Concat(texts.Numbers.Select(n => n.Value).Concat(texts.MissingNumbers).SelectMany(Digits))
            .Distinct(StringComparer.Ordinal)
            .Select(text => KeyValuePair.Create(text, texts.Find(text)))
            .Where(found => found.Value >= 0)
            .ToList();
    }

    // Whole numbers also as a column of doubles writes them.
    private static IEnumerable<string> Digits(double number)
    {
        var digits = Number.From(number).Text;
        yield return digits;
        if (digits.All(c => char.IsAsciiDigit(c) || c == '-'))
            yield return digits + ".0";
    }

    private static string Remark(Input input, string what) => $"{VisibleText.Of(input.Name)}: {what}";

    private static OnnxNode Named(OnnxNode value, Input input)
    {
        value.Remark = $"{VisibleText.Of(input.Name)}: what counts";
        return value;
    }

    private OnnxNode Without(OnnxNode condition, OnnxNode? exception) =>
        exception is null ? condition : _graph.AndNot(condition, exception);

    private void Refuse(OnnxNode when, Input input, string why) =>
        _refusals.Add((when, new InputRefusedException(input.Name, why).Message));
}
