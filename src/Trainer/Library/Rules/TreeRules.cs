using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Networks.Trees;

namespace RuleCompiler.Trainer.Rules;

/// <summary>
/// Writes a decision tree as a rule document: each test a condition of one input, each leaf a rule with constant outputs.
/// </summary>
/// <remarks>
/// x ≤ t is e = t − x ≥ 0 and x ≥ t is e = x − t ≥ 0, which rounding cannot turn round: a difference is 0 only for x = t. A category of a
/// set
/// is e = −1 + [it is in the set] ≥ 0. Where a leaf lies outside the ranges of the inputs, or a test repeats what is known, the document
/// has
/// the smaller tree; a leaf that is only a border of the ranges stays, since inputs may lie there.
/// </remarks>
public sealed class TreeRules
{
    private readonly RuleDocument _frame;
    private readonly InputSet[] _ranges;
    private readonly List<Condition> _conditions = [];
    private readonly List<Rule> _rules = [];
    private readonly List<TreeCell> _cells = [];
    private readonly Dictionary<Expression, int> _positions = [];

    private TreeRules(RuleDocument frame)
    {
        _frame = frame;
        _ranges = frame.Inputs.Select(RangeOf).ToArray();
    }

    /// <summary>Writes a decision tree as a rule document.</summary>
    /// <param name="tree">The tree, over the inputs of the frame.</param>
    /// <param name="frame">The document without conditions, tree and rules: what is in their place is not read.</param>
    /// <returns>The document, with implied conditions and witnesses, over the inputs that it uses.</returns>
    /// <exception cref="ArgumentException">A test is not of the kind of its input.</exception>
    /// <exception cref="RuleCompilerException">A test or an output is not finite.</exception>
    public static RuleDocument Write(DecisionTree tree, RuleDocument frame) => Write(tree, frame, null);

    /// <summary>Writes it with inputs that stay although no test is of them.</summary>
    internal static RuleDocument Write(DecisionTree tree, RuleDocument frame, IReadOnlySet<string>? kept)
    {
        var writer = new TreeRules(frame);
        var root = writer.Write(tree, TreeCell.Of(writer._ranges), []);
        var document = frame with
        {
            Version = 2,
            Conditions = writer._conditions.ToEquatableArray(),
            Tree = root,
            Rules = writer._rules.ToEquatableArray(),
        };
        var evaluator = new RuleEvaluator(document);
        return (document with
        {
            Rules = document.Rules.Select((rule, r) => rule with { Witness = RoundedWitness.Find(evaluator, r, writer._cells[r].Point) })
                .ToEquatableArray(),
        }).WithoutUnusedInputs(kept);
    }

    /// <summary>The values that an input takes.</summary>
    private static InputSet RangeOf(Input input) => input.Match<InputSet>(
        number => new NumberSet(number.Minimum.Value, number.Maximum.Value, number.Minimum.Value.Equals(number.Maximum.Value)),
        category => new CategorySet([.. Enumerable.Range(0, category.Categories.Count)]));

    private TreeNode Write(DecisionTree tree, TreeCell cell, ImmutableList<Step> path)
    {
        if (tree is not TreeSplit split)
            return AddRule(((TreeLeaf)tree).Outputs, cell, path);
        var expression = ToExpression(split.Test);
        var (passed, failed) = (cell.On(split.Test, true), cell.On(split.Test, false));
        if (passed is null || failed is null)
            return passed is null ? Write(split.Failed, cell, path) : Write(split.Passed, cell, path);
        var position = PositionOf(expression);
        var negative = Write(split.Failed, failed, path.Add(new Step(position, split.Test, false)));
        return new Branch(position, negative, Write(split.Passed, passed, path.Add(new Step(position, split.Test, true))));
    }

    private Leaf AddRule(IEnumerable<double> outputs, TreeCell cell, IReadOnlyList<Step> path)
    {
        var expressions = outputs.Select(y => new Expression(Finite(y), EquatableArray<Term>.Empty));
        _rules.Add(new Rule(_rules.Count + 1, Rule.Alone(expressions), Implied(path, cell.HasInterior), null, null));
        _cells.Add(cell);
        return new Leaf(_rules.Count - 1);
    }

    /// <summary>
    /// The steps that follow from later ones, taken out one after the other. Only tests of the same input can imply each other.
    /// </summary>
    /// <param name="path">The steps.</param>
    /// <param name="hasInterior">Whether the cell has an interior: then what lies on borders alone does not count.</param>
    private EquatableArray<int> Implied(IReadOnlyList<Step> path, bool hasInterior)
    {
        var implied = new HashSet<int>();
        foreach (var same in path.GroupBy(s => s.Test.Input))
        {
            foreach (var step in same)
            {
                var others = same.Where(s => s != step && !implied.Contains(s.Condition))
                    .Aggregate(_ranges[same.Key], (set, s) => set.On(s.Test, s.IsPassed));
                var otherwise = others.On(step.Test, !step.IsPassed);
                if (hasInterior ? !otherwise.HasInterior : otherwise.IsEmpty)
                    implied.Add(step.Condition);
            }
        }

        return path.Select(s => s.Condition).Where(implied.Contains).ToEquatableArray();
    }

    private Expression ToExpression(TreeTest test)
    {
        var input = _frame.Inputs[test.Input];
        var expression = input.Match(
            _ => test switch
            {
                AtMost most => Sum(Finite(most.Threshold), new NumberTerm(test.Input, Number.From(-1))),
                AtLeast least => Sum(Finite(-least.Threshold + 0.0), new NumberTerm(test.Input, Number.From(1))),
                _ => null,
            },
            category => test is OneOf one && one.Categories.All(c => c >= 0 && c < category.Categories.Count)
                ? Sum(
                    Number.From(-1),
                    new CategoryTerm(test.Input, one.Categories.Select(c => new CategoryWeight(c, Number.From(1))).ToEquatableArray()))
                : null);
        return expression
            ?? throw new ArgumentException($"A test of '{VisibleText.Of(input.Name)}' does not fit the kind of this input.", nameof(test));

        static Expression Sum(Number bias, Term term) => new(bias, EquatableArray.Of(term));
    }

    private static Number Finite(double value) =>
        double.IsFinite(value) ? Number.From(value) : throw new RuleCompilerException("A number of the tree is not finite.");

    private int PositionOf(Expression expression)
    {
        if (_positions.TryGetValue(expression, out var position))
            return position;
        _positions.Add(expression, _conditions.Count);
        _conditions.Add(new Condition(_conditions.Count + 1, expression, null));
        return _conditions.Count - 1;
    }

    /// <summary>A test on the path to a leaf.</summary>
    private sealed record Step(int Condition, TreeTest Test, bool IsPassed);
}
