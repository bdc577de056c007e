using System;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Onnx;

/// <summary>The sums of a document, in the order and with the parentheses of every other way to calculate them.</summary>
internal sealed class OnnxSums
{
    private readonly RuleDocument _document;
    private readonly OnnxGraph _graph;
    private readonly OnnxNode[] _inputs;
    private readonly OnnxNode[] _conditions;

    /// <summary>Calculates the conditions.</summary>
    /// <param name="document">The document.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The values that count: numbers, and the positions of categories.</param>
    public OnnxSums(RuleDocument document, OnnxGraph graph, OnnxNode[] inputs)
    {
        (_document, _graph, _inputs) = (document, graph, inputs);
        _conditions = new OnnxNode[document.Conditions.Count];
        for (var c = 0; c < _conditions.Length; c++)
        {
            var condition = document.Conditions[c];
            _conditions[c] = Of(condition.Expression);
            _conditions[c].Remark = FormattableString.Invariant($"Condition {condition.Id}")
                + (condition.Name is { } name ? ": " + VisibleText.Of(name) : string.Empty);
        }
    }

    /// <summary>What the rule that holds has for something.</summary>
    /// <param name="ofRule">What a rule has, by its position.</param>
    public OnnxNode Chosen(Func<int, OnnxNode> ofRule) => Chosen(_document.Tree, ofRule);

    /// <summary>An output: the common part, and what the rule that holds adds.</summary>
    public OnnxNode Output(int output)
    {
        var common = _document.CommonOf(output) is { } sum ? Of(sum) : null;
        return Chosen(rule => (common, _document.Rules[rule].Own[output]) switch
        {
            (null, null) => _graph.Row(_graph.Double(0)),
            (null, { } own) => Of(own),
            ({ } shared, null) => shared,
            var (shared, own) => _graph.Add(shared, Of(own)),
        });
    }

    private OnnxNode Chosen(TreeNode node, Func<int, OnnxNode> ofRule) => node.Match(
        branch =>
        {
            var (negative, positive) = (Chosen(branch.Negative, ofRule), Chosen(branch.Positive, ofRule));
            return negative == positive ? negative : _graph.Where(IsNegative(branch.Condition), negative, positive);
        },
        leaf => ofRule(leaf.Rule));

    private OnnxNode IsNegative(int condition) => _graph.Less(_conditions[condition], _graph.Double(0));

    private OnnxNode Of(Expression sum)
    {
        var value = _graph.Double(sum.Bias.Value);
        // A column even where no input takes part: what the runtime calculates beforehand is a constant like any other.
        if (sum.Terms.Count == 0)
            value = _graph.Row(value);
        foreach (var term in sum.Terms)
            value = _graph.Add(value, Of(term));
        foreach (var adjustment in sum.Adjustments)
        {
            var change = _graph.Mul(_graph.Double(adjustment.Weight.Value), _conditions[adjustment.Condition]);
            value = _graph.Where(IsNegative(adjustment.Condition), _graph.Add(value, change), value);
        }

        return value;
    }

    private OnnxNode Of(Term term) => term.Match(
        number => WithSpecials(
            number.Input, number.Specials, _graph.Mul(_graph.Double(number.Weight.Value), _inputs[number.Input])),
        category => _graph.Pick(
            category.Table(_document.Inputs.CategoryAt(category.Input).Categories.Count).Select(w => w.Value).ToArray(),
            _inputs[category.Input]),
        curve => WithSpecials(curve.Input, curve.Specials, Pieces(curve)));

    private OnnxNode WithSpecials(int input, EquatableArray<SpecialWeight> specials, OnnxNode otherwise)
    {
        var declared = _document.Inputs.NumberAt(input);
        var weights = specials.Table(declared);
        // The first that a value is counts, so that it is asked for last.
        for (var s = declared.Specials.Count - 1; s >= 0; s--)
        {
            otherwise = _graph.Where(
                OnnxInputs.IsSpecial(_graph, _inputs[input], declared.Specials[s]), _graph.Double(weights[s].Value), otherwise);
        }

        return otherwise;
    }

    private OnnxNode Pieces(CurveTerm term)
    {
        var x = _inputs[term.Input];
        var pieces = term.Curve.Pieces.ToArray();
        var height = Height(pieces[^1], x);
        foreach (var piece in pieces.SkipLast(1).Reverse())
            height = _graph.Where(_graph.Less(x, _graph.Double(piece.To!.X.Value)), Height(piece, x), height);
        var first = pieces[0].From;
        return _graph.Where(_graph.Less(x, _graph.Double(first.X.Value)), _graph.Double(first.Below.Value), height);
    }

    private OnnxNode Height(CurvePiece piece, OnnxNode x)
    {
        var from = _graph.Double(piece.From.At.Value);
        return piece.Slope == 0
            ? from
            : _graph.Add(from, _graph.Mul(_graph.Sub(x, _graph.Double(piece.From.X.Value)), _graph.Double(piece.Slope)));
    }
}
