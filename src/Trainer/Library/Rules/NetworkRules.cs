using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using NetworkFeature = RuleCompiler.Trainer.Networks.Graphs.NetworkFeature;

namespace RuleCompiler.Trainer.Rules;

/// <summary>
/// Writes all regions of a network as a rule document, nothing rounded: its rules are the network, but for the order of sums.
/// </summary>
public sealed class NetworkRules
{
    /// <summary>The largest number of rules of a document: with more it may be larger than is read.</summary>
    public const int MaxRules = 10_000;

    /// <summary>The deepest tree of a document: with a deeper one its JSON is nested deeper than is read.</summary>
    public const int MaxDepth = 240;

    private readonly IReadOnlyList<Gate> _gates;
    private readonly IReadOnlyList<NetworkFeature> _features;
    private readonly List<Condition> _conditions = [];
    private readonly List<Rule> _rules = [];
    private readonly Dictionary<(int Gate, Expression Expression), int> _positions = [];

    private NetworkRules(IReadOnlyList<Gate> gates, IReadOnlyList<NetworkFeature> features) => (_gates, _features) = (gates, features);

    /// <summary>Writes the regions of a network as a rule document.</summary>
    /// <param name="network">The network.</param>
    /// <param name="tree">Its regions, at most <see cref="MaxRules"/> and at most <see cref="MaxDepth"/> splits deep.</param>
    /// <param name="box">The domain: the inputs' ranges.</param>
    /// <param name="name">The name of the document.</param>
    /// <param name="summary">Its summary.</param>
    /// <param name="decision">How the outputs become an answer; null leaves them as values.</param>
    /// <param name="features">What the network's inputs are; none are numbers <c>x1</c>, <c>x2</c>, ….</param>
    /// <returns>The document, with outputs <c>out1</c>, <c>out2</c>, ….</returns>
    public static RuleDocument Write(
        PiecewiseNetwork network,
        RegionTree tree,
        InputBox box,
        string name,
        string summary,
        Decision? decision = null,
        IReadOnlyList<NetworkFeature>? features = null)
    {
        var known = features is { Count: > 0 }
            ? features
            : InputNames(box.Features).Select((n, i) => new NetworkFeature(n, i, null)).ToArray();
        var rules = new NetworkRules(network.Gates, known);
        var root = rules.Write(tree);
        var document = Frame(box, network.Outputs, name, summary, decision ?? new ValueDecision()) with
        {
            Inputs = known.Select(f => InputOf(f, box)).ToEquatableArray(),
            Conditions = rules._conditions.ToEquatableArray(),
            Tree = root,
            Rules = rules._rules.ToEquatableArray(),
        };
        return rules.WithWitnesses(document, tree);
    }

    /// <summary>A document without rules.</summary>
    /// <param name="box">The inputs' ranges.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="name">The name of the document.</param>
    /// <param name="summary">Its summary.</param>
    /// <param name="decision">How the outputs become an answer.</param>
    /// <returns>The document, with inputs <c>x1</c>, <c>x2</c>, … and outputs <c>out1</c>, <c>out2</c>, ….</returns>
    public static RuleDocument Frame(InputBox box, int outputs, string name, string summary, Decision decision) => new(
        name,
        summary,
        InputsOf(box),
        Enumerable.Range(1, outputs).Select(k => new Output("out" + k.ToString(CultureInfo.InvariantCulture))).ToEquatableArray(),
        decision,
        EquatableArray<Condition>.Empty,
        new Leaf(0),
        EquatableArray<Rule>.Empty,
        null);

    /// <summary>The names of the inputs of a network, which has none for them.</summary>
    /// <param name="count">The number of inputs.</param>
    /// <returns><c>x1</c>, <c>x2</c>, ….</returns>
    public static string[] InputNames(int count) =>
        Enumerable.Range(1, count).Select(i => "x" + i.ToString(CultureInfo.InvariantCulture)).ToArray();

    private static EquatableArray<Input> InputsOf(InputBox box) => InputNames(box.Features).Select((name, i) =>
        (Input)new NumberInput(name, null, null, Number.From(box.Lower[i]), Number.From(box.Upper[i]), null)).ToEquatableArray();

    private TreeNode Write(RegionTree tree)
    {
        if (tree is RegionSplit split)
            return new Branch(PositionOf(split.Hinge, split.Condition), Write(split.Negative), Write(split.Positive));
        var region = (Region)tree;
        var implied = region.Path.Where(c => c.Implied).Select(c => PositionOf(c.Hinge, c.Condition));
        _rules.Add(new Rule(_rules.Count + 1, Rule.Alone(region.Outputs.Select(ToExpression)), implied.ToEquatableArray(), null, null));
        return new Leaf(_rules.Count - 1);
    }

    private static Input InputOf(NetworkFeature feature, InputBox box) => feature.Categories is { } categories
        ? new CategoryInput(feature.Name, null, categories.Names.ToEquatableArray(), categories.Other)
        : new NumberInput(
            feature.Name,
            null,
            null,
            Number.From(box.Lower[feature.First]),
            Number.From(box.Upper[feature.First]),
            feature.Missing is { } missing ? Number.From(missing) : null);

    // In a region thinner than doubles are dense the witness may evaluate to the rule beside it; such a rule is written without one.
    private RuleDocument WithWitnesses(RuleDocument document, RegionTree tree)
    {
        var evaluator = new RuleEvaluator(document);
        var rules = document.Rules.Zip(tree.Regions, (rule, region) =>
            evaluator.Evaluate(_features.Select(f => ValueAt(f, region.Witness)).ToArray()).RuleIndex == rule.Id - 1
                ? rule with
                {
                    Witness =
                    _features.Select(
                        f => f.Categories is null
                            ? (InputValue)new NumberValue(Number.From(region.Witness[f.First]))
                            : new CategoryValue((int)ValueAt(f, region.Witness))).ToEquatableArray()
                }
                : rule);
        return document with { Rules = rules.ToEquatableArray() };
    }

    // A number, or the position of the category whose feature is 1.
    private static double ValueAt(NetworkFeature feature, IReadOnlyList<double> point) =>
        feature.Categories is null ? point[feature.First] : Enumerable.Range(0, feature.Count).First(c => point[feature.First + c] > 0.5);

    private int PositionOf(int gate, AffineMap condition)
    {
        var expression = ToExpression(condition);
        if (_positions.TryGetValue((gate, expression), out var position))
            return position;
        var source = _gates[gate].Source;
        _conditions.Add(
            new Condition(_conditions.Count + 1, expression, new ConditionSource(source.Level, source.Neuron, Number.From(source.Slope))));
        _positions.Add((gate, expression), _conditions.Count - 1);
        return _conditions.Count - 1;
    }

    private Expression ToExpression(AffineMap map) =>
        new(Number.From(map.Bias), _features.SelectMany((f, i) => TermOf(f, i, map.Weights)).ToEquatableArray());

    private static IEnumerable<Term> TermOf(NetworkFeature feature, int input, IReadOnlyList<double> weights)
    {
        var own = Enumerable.Range(0, feature.Count).Select(c => (Weight: weights[feature.First + c], Category: c))
            .Where(w => w.Weight != 0).ToArray();
        if (own.Length == 0)
            return [];
        return feature.Categories is null
            ? [new NumberTerm(input, Number.From(own[0].Weight))]
            : [new CategoryTerm(input, own.Select(w => new CategoryWeight(w.Category, Number.From(w.Weight))).ToEquatableArray())];
    }
}
