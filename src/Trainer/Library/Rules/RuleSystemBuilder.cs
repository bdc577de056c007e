using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Features;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Rules;

/// <summary>Writes a tree of linear regions as a rule document, in the original units of inputs and outputs.</summary>
/// <remarks>
/// Conditions and outputs are rounded; the tree of the rounded conditions is searched again for regions inside the box, since
/// rounding can make a thin one empty; a test whose sides then have the same expressions goes.
/// </remarks>
internal sealed class RuleSystemBuilder
{
    private readonly Dataset _data;
    private readonly Decision _decision;
    private readonly HingeSource[] _sources;
    private readonly FeatureSpace _space;
    private readonly ExpressionRounding _rounding;
    private readonly InputBox _box;

    // By reference: the search for regions keeps the maps it is given.
    private readonly Dictionary<AffineMap, Expression> _written = new(ReferenceEqualityComparer.Instance);

    /// <summary>Prepares to write a document.</summary>
    /// <param name="data">The data, for inputs, outputs and units.</param>
    /// <param name="decision">How outputs become decisions.</param>
    /// <param name="sources">The PReLU that each hinge of the tree comes from.</param>
    /// <param name="digits">The digits that the largest effect in an expression keeps.</param>
    public RuleSystemBuilder(Dataset data, Decision decision, HingeSource[] sources, int digits)
    {
        _data = data;
        _decision = decision;
        _sources = sources;
        _space = new FeatureSpace(data.Features.Inputs);
        _rounding = new ExpressionRounding(data.Features, digits);
        _box = data.Features.Box.ToInputBox();
    }

    /// <summary>Writes the document, without support and provenance.</summary>
    /// <param name="tree">The regions over the features.</param>
    /// <param name="name">The name of the document.</param>
    /// <param name="summary">Its summary.</param>
    /// <returns>The document.</returns>
    public RuleDocument Build(RegionTree tree, string name, string summary)
    {
        var effects = Enumerable.Range(0, _data.Targets.Outputs)
            .Select(k => tree.Regions.Max(r => _rounding.LargestEffect(InOriginalUnits(r.Outputs[k], k)))).ToArray();
        // Pruned twice: what a merged test implied is no longer implied, and what followed from it must be said.
        var rounded = TreePruner.Prune(Merge(TreePruner.Prune(Round(tree, effects), _box).Tree!), _box).Tree!;
        var conditions = new List<Condition>();
        var rules = new List<Rule>();
        var root = Write(rounded, conditions, rules);
        var document = new RuleDocument(
            name, summary, _data.Features.Inputs, _data.Task.Outputs, _decision, conditions
                .ToEquatableArray(), root, rules.ToEquatableArray(), null);
        return WithWitnesses(document, rounded.Regions.ToArray()).WithoutUnusedInputs();
    }

    private RegionTree Round(RegionTree tree, double[] effects) => tree switch
    {
        RegionSplit split => split with
        {
            Condition = Written(_rounding.RoundCondition(split.Condition)),
            Negative = Round(split.Negative, effects),
            Positive = Round(split.Positive, effects),
        },
        Region region => region with
        {
            Outputs = region.Outputs.Select((m, k) => Written(_rounding.RoundOutput(InOriginalUnits(m, k), effects[k]))).ToArray(),
        },
        _ => throw new ArgumentException("A tree of regions is made of splits and regions.", nameof(tree)),
    };

    private AffineMap InOriginalUnits(AffineMap map, int output)
    {
        var (weights, bias) = _data.Targets.ToOriginalUnits(output, map.Weights, map.Bias);
        return new AffineMap(weights, bias);
    }

    private AffineMap Written(Expression expression)
    {
        var dense = _space.DenseWeights(expression);
        var weights = _space.Inputs.Select(r => dense[r.First..(r.First + r.Count)]).ToArray();
        var (w, b) = _data.Features.ToFeatureSpace(new InputWeights(expression.Bias.Value, weights));
        var map = new AffineMap(w, b);
        _written.Add(map, expression);
        return map;
    }

    /// <summary>Takes away tests whose sides are regions with the same expressions.</summary>
    private RegionTree Merge(RegionTree tree)
    {
        if (tree is not RegionSplit split)
            return tree;
        var (negative, positive) = (Merge(split.Negative), Merge(split.Positive));
        if (negative is Region left && positive is Region right
            && left.Outputs.Select(m => _written[m]).SequenceEqual(right.Outputs.Select(m => _written[m])))
            return right;
        return split with { Negative = negative, Positive = positive };
    }

    private TreeNode Write(RegionTree tree, List<Condition> conditions, List<Rule> rules)
    {
        if (tree is RegionSplit split)
        {
            var position = PositionOf(split, conditions);
            return new Branch(position, Write(split.Negative, conditions, rules), Write(split.Positive, conditions, rules));
        }

        var region = (Region)tree;
        var implied = region.Path.Where(c => c.Implied).Select(c => Find(c.Condition, c.Hinge, conditions)).Where(c => c >= 0);
        rules.Add(new Rule(
            rules.Count + 1, Rule.Alone(region.Outputs.Select(m => _written[m])), implied.ToEquatableArray(), null, null));
        return new Leaf(rules.Count - 1);
    }

    /// <summary>The position of a split's condition, which is shared where the same hinge is tested by the same expression.</summary>
    private int PositionOf(RegionSplit split, List<Condition> conditions)
    {
        var position = Find(split.Condition, split.Hinge, conditions);
        if (position >= 0)
            return position;
        var source = _sources[split.Hinge];
        conditions.Add(new Condition(
            conditions.Count + 1, _written[split.Condition], new ConditionSource(source.Level, source.Neuron, RoundedSlope(source.Slope))));
        return conditions.Count - 1;
    }

    private int Find(AffineMap map, int hinge, List<Condition> conditions) => conditions.FindIndex(
        c => c.Expression.Equals(_written[map]) && c.Source!.Level == _sources[hinge].Level && c.Source.Neuron == _sources[hinge].Neuron);

    // Four decimals tell every slope from 1 that counts as nonlinear.
    private static Number RoundedSlope(double slope) => Number.From(Math.Round(slope, 4));

    private RuleDocument WithWitnesses(RuleDocument document, Region[] regions)
    {
        var evaluator = new RuleEvaluator(document);
        var rules = document.Rules
            .Select((rule, i) => rule with { Witness = RoundedWitness.Find(evaluator, i, _data.Features.DecodePoint(regions[i].Witness)) });
        return document with { Rules = rules.ToEquatableArray() };
    }
}
