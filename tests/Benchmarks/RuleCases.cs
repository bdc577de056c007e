using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Benchmarks;

/// <summary>The rule systems that are measured, and rows for them. One seed, so the same ones every time.</summary>
internal static class RuleCases
{
    /// <summary>8 rules over 15 numbers, two classes.</summary>
    public static RuleDocument EightRules { get; } = Balanced("EightRules", inputs: 15, depth: 3, outputs: 1);

    /// <summary>8 rules over 15 numbers in version 2: a common part, and three conditions that adjust it.</summary>
    public static RuleDocument EightHinges { get; } = Hinges("EightHinges", inputs: 15, conditions: 3, points: 0);

    /// <summary>The same with five of the inputs along curves of 8 points, in the common part and in the conditions.</summary>
    public static RuleDocument EightCurvedHinges { get; } = Curved(EightHinges, "EightCurvedHinges", inputs: 5);

    /// <summary>The same rules in version 1, each as a whole.</summary>
    public static RuleDocument EightWholeRules { get; } = Whole(EightHinges, "EightWholeRules");

    /// <summary>One rule of 15 curves of 8 points each.</summary>
    public static RuleDocument Curves { get; } = Hinges("Curves", inputs: 15, conditions: 0, points: 8);

    /// <summary>One rule of 15 weights, which the curves are compared with.</summary>
    public static RuleDocument Weights { get; } = Hinges("Weights", inputs: 15, conditions: 0, points: 0);

    /// <summary>2 rules of 12 terms, six of them tables of categories: the shape of the sample Adult.</summary>
    public static RuleDocument Categories { get; } = WithCategories();

    /// <summary>10 classes over 64 inputs: the shape of a table of digits.</summary>
    public static RuleDocument TenClasses { get; } = Balanced("TenClasses", inputs: 64, depth: 0, outputs: 10);

    /// <summary>A tree of so many rules, as balanced as can be.</summary>
    public static RuleDocument Tree(int rules, int inputs, int terms = int.MaxValue) =>
        Balanced("Tree" + Text(rules), inputs, 0, 1, rules, terms);

    public static double[][] Rows(RuleDocument document, int count)
    {
        var random = new Random(7);
        return Enumerable.Range(0, count).Select(_ => document.Inputs
            .Select(i => i is CategoryInput c ? random.Next(c.Categories.Count) : (random.NextDouble() * 2) - 1).ToArray()).ToArray();
    }

    private static RuleDocument Balanced(string name, int inputs, int depth, int outputs, int ruleCount = 0, int terms = int.MaxValue)
    {
        var random = new Random(1);
        var conditions = new List<Condition>();
        var rules = new List<Rule>();
        var tree = Grow(ruleCount > 0 ? ruleCount : 1 << depth);
        return new RuleDocument(
            name,
            "Measured.",
            Enumerable.Range(1, inputs).Select(
                i => (Input)new NumberInput("x" + Text(i), null, null, Number.From(-1), Number.From(1), null)).ToEquatableArray(),
            Enumerable.Range(1, outputs).Select(k => new Output("y" + Text(k))).ToEquatableArray(),
            outputs == 1
                ? new ThresholdDecision(ScoreKind.Logit, EquatableArray.Of(new ThresholdBit(Number.Zero, "no", "yes")))
                : new ArgmaxDecision(ScoreKind.Logit, Enumerable.Range(0, outputs).Select(k => "c" + Text(k)).ToEquatableArray()),
            conditions.ToEquatableArray(),
            tree,
            rules.ToEquatableArray(),
            null);

        TreeNode Grow(int leaves)
        {
            if (leaves == 1)
            {
                rules.Add(new Rule(
                    rules.Count + 1,
                    Rule.Alone(Enumerable.Range(0, outputs).Select(_ => Expression())),
                    EquatableArray<int>.Empty,
                    null,
                    null));
                return new Leaf(rules.Count - 1);
            }

            conditions.Add(new Condition(conditions.Count + 1, Expression(), null));
            var condition = conditions.Count - 1;
            return new Branch(condition, Grow(leaves / 2), Grow(leaves - (leaves / 2)));
        }

        Expression Expression()
        {
            var used = terms >= inputs
                ? Enumerable.Range(0, inputs)
                : Enumerable.Range(0, inputs).OrderBy(_ => random.Next()).Take(terms).Order();
            return new Expression(Weight(random), used.Select(i => (Term)new NumberTerm(i, Weight(random))).ToEquatableArray());
        }
    }

    /// <summary>The first inputs along curves of 8 points wherever they have a weight.</summary>
    private static RuleDocument Curved(RuleDocument hinges, string name, int inputs)
    {
        var random = new Random(5);
        Expression Bent(Expression sum) => sum with
        {
            Terms = sum.Terms.Select(t => t.Input < inputs ? new CurveTerm(t.Input, NextCurve(random, 8)) : t).ToEquatableArray(),
        };
        return hinges with
        {
            Name = name,
            Conditions = hinges.Conditions.Select(c => c with { Expression = Bent(c.Expression) }).ToEquatableArray(),
            Common = hinges.Common.Select(sum => sum is null ? null : Bent(sum)).ToEquatableArray(),
        };
    }

    private static Curve NextCurve(Random random, int points) => new(Enumerable.Range(0, points).Select(k =>
    {
        var height = Weight(random);
        return new CurvePoint(Number.From(Math.Round(-0.9 + (1.8 * k / (points - 1)), 2)), height, height);
    }).ToEquatableArray());

    private static RuleDocument Hinges(string name, int inputs, int conditions, int points)
    {
        var random = new Random(3);
        Expression Sum(bool isCommon) => new(Weight(random), Enumerable.Range(0, inputs).Select(i => points > 0 && isCommon
            ? (Term)new CurveTerm(i, NextCurve(random, points))
            : new NumberTerm(i, Weight(random))).ToEquatableArray());

        var rules = new List<Rule>();
        TreeNode Grow(int condition)
        {
            if (condition < conditions)
                return new Branch(condition, Grow(condition + 1), Grow(condition + 1));
            rules.Add(new Rule(rules.Count + 1, EquatableArray.Of<Expression?>([null]), EquatableArray<int>.Empty, null, null));
            return new Leaf(rules.Count - 1);
        }

        var tree = Grow(0);
        return new RuleDocument(
            name,
            "Measured.",
            Enumerable.Range(1, inputs).Select(
                i => (Input)new NumberInput("x" + Text(i), null, null, Number.From(-1), Number.From(1), null)).ToEquatableArray(),
            EquatableArray.Of(new Output("y")),
            new ThresholdDecision(ScoreKind.Logit, EquatableArray.Of(new ThresholdBit(Number.Zero, "no", "yes"))),
            Enumerable.Range(0, conditions).Select(c => new Condition(c + 1, Sum(false), null)).ToEquatableArray(),
            tree,
            rules.ToEquatableArray(),
            null)
        {
            Version = 2,
            Common = EquatableArray.Of<Expression?>(
                Sum(true) with
                {
                    Adjustments = Enumerable.Range(0, conditions).Select(c => new Adjustment(c, Weight(random)))
                    .ToEquatableArray()
                }),
        };
    }

    /// <summary>Each rule with what conditions add multiplied out, in doubles.</summary>
    private static RuleDocument Whole(RuleDocument hinges, string name)
    {
        var paths = new RulePaths(hinges);
        return hinges with
        {
            Name = name,
            Version = 1,
            Common = EquatableArray<Expression?>.Empty,
            Rules = hinges.Rules.Select((rule, r) => rule with
            {
                Own = Rule.Alone(
                    [paths[r].Where(c => c.IsNegative).Aggregate(
                        hinges.Common[0]! with { Adjustments = EquatableArray<Adjustment>.Empty },
                        (sum, c) => Plus(sum, hinges, c.Condition))]),
            }).ToEquatableArray(),
        };
    }

    private static Expression Plus(Expression sum, RuleDocument hinges, int condition)
    {
        var weight = hinges.Common[0]!.Adjustments[condition].Weight.Value;
        var other = hinges.Conditions[condition].Expression;
        Number Added(Number a, Number b) => Number.From(a.Value + (weight * b.Value));
        return new Expression(
            Added(sum.Bias, other.Bias),
            sum.Terms.Zip(other.Terms, (a, b) => (Term)new NumberTerm(a.Input, Added(((NumberTerm)a).Weight, ((NumberTerm)b).Weight)))
                .ToEquatableArray());
    }

    private static RuleDocument WithCategories()
    {
        var random = new Random(2);
        int[] sizes = [9, 6, 15, 6, 2, 41];
        Input[] inputs =
        [
            .. Enumerable.Range(1, 6).Select(i => new NumberInput("x" + Text(i), null, null, Number.From(-1), Number.From(1), null)),
            .. sizes.Select(
                (
                    n,
                    c) => new CategoryInput(
                        "c" + Text(c + 1), null, Enumerable.Range(0, n).Select(v => "v" + Text(v)).ToEquatableArray(), 0)),
        ];
        Expression All() => new(Weight(random), inputs.Select((input, i) => input is CategoryInput c
            ? (Term)new CategoryTerm(
                i, Enumerable.Range(0, c.Categories.Count).Select(v => new CategoryWeight(v, Weight(random))).ToEquatableArray())
            : new NumberTerm(i, Weight(random))).ToEquatableArray());
        var condition = new Expression(Weight(random), EquatableArray.Of<Term>(
            new NumberTerm(0, Weight(random)), new CategoryTerm(6, EquatableArray.Of(new CategoryWeight(3, Weight(random))))));
        return new RuleDocument(
            "Categories",
            "Measured.",
            inputs.ToEquatableArray(),
            EquatableArray.Of(new Output("y")),
            new ThresholdDecision(ScoreKind.Logit, EquatableArray.Of(new ThresholdBit(Number.Zero, "no", "yes"))),
            EquatableArray.Of(new Condition(1, condition, null)),
            new Branch(0, new Leaf(0), new Leaf(1)),
            Enumerable.Range(1, 2).Select(id => new Rule(id, Rule.Alone([All()]), EquatableArray<int>.Empty, null, null))
                .ToEquatableArray(),
            null);
    }

    private static Number Weight(Random random) =>
        Number.TryParse(((random.NextDouble() * 2) - 1).ToString("F3", CultureInfo.InvariantCulture), out var number)
            ? number
            : Number.Zero;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
