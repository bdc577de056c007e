using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks.Trees;

namespace RuleCompiler.Trainer.Rules;

/// <summary>Writes a decision tree as a rule document: each test a condition of one input, each leaf a rule with constant outputs.</summary>
/// <remarks>
/// x ≤ t is e = t − x ≥ 0, which rounding cannot turn round: t − x is 0 only for x = t. A category of a set is e = −1 + [it is in the set] ≥ 0.
/// Where a leaf lies outside the ranges of the inputs, or a test repeats what is known, the document has the smaller tree.
/// </remarks>
public sealed class TreeRules
{
    private readonly RuleDocument _frame;
    private readonly List<Condition> _conditions = [];
    private readonly List<Rule> _rules = [];
    private readonly Dictionary<Expression, int> _positions = [];

    private TreeRules(RuleDocument frame) => _frame = frame;

    /// <summary>Writes the document.</summary>
    /// <param name="tree">The tree, over the inputs of the frame.</param>
    /// <param name="frame">The document without conditions, tree and rules: what stands in their place is not read.</param>
    /// <returns>The document, with implied conditions and witnesses, over the inputs that it uses.</returns>
    /// <exception cref="ArgumentException">A test or an output is not finite, or is not of the kind of its input.</exception>
    public static RuleDocument Write(DecisionTree tree, RuleDocument frame)
    {
        var whole = new TreeRules(frame);
        var document = whole.Document(whole.Write(tree));
        var (all, box) = DocumentTree.Of(document);
        var regions = TreePruner.Prune(all, box).Tree!;
        var pruned = new TreeRules(document);
        document = pruned.Document(pruned.Write(regions));
        var evaluator = new RuleEvaluator(document);
        return (document with
        {
            Rules = document.Rules.Zip(regions.Regions, (rule, region) => rule with
            {
                Witness = RoundedWitness.Of(evaluator, rule.Id - 1, DocumentTree.ToPoint(document, region.Witness)),
            }).ToEquatableArray(),
        }).WithoutUnusedInputs();
    }

    private RuleDocument Document(TreeNode root) =>
        _frame with { Conditions = _conditions.ToEquatableArray(), Tree = root, Rules = _rules.ToEquatableArray() };

    private TreeNode Write(DecisionTree tree)
    {
        if (tree is TreeSplit split)
        {
            var position = PositionOf(ToExpression(split.Test));
            var failed = Write(split.Failed);
            return new Branch(position, failed, Write(split.Passed));
        }

        return AddRule(((TreeLeaf)tree).Outputs, []);
    }

    /// <summary>Writes regions of the tree that the frame holds, whose hinges are its conditions.</summary>
    private TreeNode Write(RegionTree tree)
    {
        if (tree is RegionSplit split)
        {
            var position = PositionOf(_frame.Conditions[split.Hinge].Expression);
            var negative = Write(split.Negative);
            return new Branch(position, negative, Write(split.Positive));
        }

        var region = (Region)tree;
        return AddRule(region.Outputs.Select(m => m.Bias), region.Path.Where(c => c.Implied).Select(c => PositionOf(_frame.Conditions[c.Hinge].Expression)));
    }

    private Leaf AddRule(IEnumerable<double> outputs, IEnumerable<int> implied)
    {
        var expressions = outputs.Select(y => new Expression(Finite(y), EquatableArray<Term>.Empty));
        _rules.Add(new Rule(_rules.Count + 1, expressions.ToEquatableArray(), implied.ToEquatableArray(), null, null));
        return new Leaf(_rules.Count - 1);
    }

    private Expression ToExpression(TreeTest test)
    {
        Term term = (test, _frame.Inputs[test.Input]) switch
        {
            (AtMost, NumberInput) => new NumberTerm(test.Input, Number.From(-1)),
            (OneOf one, CategoryInput category) when one.Categories.All(c => c >= 0 && c < category.Categories.Count) =>
                new CategoryTerm(test.Input, one.Categories.Select(c => new CategoryWeight(c, Number.From(1))).ToEquatableArray()),
            _ => throw new ArgumentException($"A test of '{VisibleText.Of(_frame.Inputs[test.Input].Name)}' does not fit the kind of this input.", nameof(test)),
        };
        return new Expression(test is AtMost most ? Finite(most.Threshold) : Number.From(-1), EquatableArray.Of(term));
    }

    private static Number Finite(double value) =>
        double.IsFinite(value) ? Number.From(value) : throw new ArgumentException("A number of the tree is not finite.", nameof(value));

    private int PositionOf(Expression expression)
    {
        if (_positions.TryGetValue(expression, out var position))
            return position;
        _positions.Add(expression, _conditions.Count);
        _conditions.Add(new Condition(_conditions.Count + 1, expression, null));
        return _conditions.Count - 1;
    }
}
