using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Tests.Regions;

/// <summary>Rule documents made of trees of conditions.</summary>
internal static class Documents
{
    public static NumberInput Range(string name, double low, double high) =>
        new(name, null, null, Number.From(low), Number.From(high), null);

    public static CategoryInput Categories(string name, int count) =>
        new(name, null, Enumerable.Range(0, count).Select(c => name + (char)('a' + c)).ToEquatableArray(), null);

    /// <summary>bias + weights, one per number and one list per category input, zeros left out.</summary>
    public static Expression Sum(IReadOnlyList<Input> inputs, double bias, params double[][] weights) => new(
        Number.From(bias),
        weights.Select((w, i) => inputs[i] is NumberInput
            ? (Term)new NumberTerm(i, Number.From(w[0]))
            : new CategoryTerm(i, w.Select((v, c) => new CategoryWeight(c, Number.From(v))).ToEquatableArray())).ToEquatableArray());

    /// <summary>A document with a chain of conditions: condition k is tested where all before were on their positive side.</summary>
    public static RuleDocument Chain(IReadOnlyList<Input> inputs, params Expression[] conditions)
    {
        TreeNode tree = new Leaf(conditions.Length);
        for (var k = conditions.Length - 1; k >= 0; k--)
            tree = new Branch(k, new Leaf(k), tree);
        return Of(inputs, conditions, tree, conditions.Length + 1);
    }

    /// <summary>A document with a full tree over conditions: 2ᵏ rules, some of them empty.</summary>
    public static RuleDocument Full(IReadOnlyList<Input> inputs, params Expression[] conditions)
    {
        var rules = 0;
        return Of(inputs, conditions, Node(0), 1 << conditions.Length);

        TreeNode Node(int depth)
        {
            if (depth == conditions.Length)
                return new Leaf(rules++);
            var negative = Node(depth + 1);
            return new Branch(depth, negative, Node(depth + 1));
        }
    }

    /// <summary>
    /// Random conditions in eighths, so that no sum rounds, over random inputs; some conditions are parallel, some look at categories only.
    /// </summary>
    public static RuleDocument Random(Random random, int numbers, int categories, int conditions)
    {
        var inputs = Enumerable.Range(0, numbers)
            .Select(i => (Input)Range($"x{i}", random.Next(-5, 1), random.Next(7) == 0 ? 1 : random.Next(1, 6)))
            .Concat(Enumerable.Range(0, categories).Select(i => (Input)Categories($"k{i}", random.Next(1, 5)))).ToArray();
        var made = new List<Expression>();
        for (var k = 0; k < conditions; k++)
        {
            var hasNumbers = random.Next(5) > 0;
            var weights = inputs.Select(i => i is CategoryInput category
                ? category.Categories.Select(_ => random.Next(3) == 0 ? 0 : random.Next(-20, 21) / 8.0).ToArray()
                : [hasNumbers && random.Next(4) > 0 ? random.Next(-20, 21) / 8.0 : 0]).ToArray();
            made.Add(made.Count > 0 && random.Next(4) == 0
                ? made[^1] with { Bias = Number.From(random.Next(-20, 21) / 8.0) }
                : Sum(inputs, random.Next(-20, 21) / 8.0, weights));
        }

        return Full(inputs, [.. made]);
    }

    /// <summary>A point of the ranges.</summary>
    public static double[] Point(Random random, RuleDocument document) => document.Inputs.Select(i => i is NumberInput n
        ? n.Minimum.Value + (random.NextDouble() * (n.Maximum.Value - n.Minimum.Value))
        : random.Next(((CategoryInput)i).Categories.Count)).ToArray();

    private static RuleDocument Of(IReadOnlyList<Input> inputs, Expression[] conditions, TreeNode tree, int rules) => new(
        "Test",
        string.Empty,
        inputs.ToEquatableArray(),
        EquatableArray.Of(new Output("y")),
        new ValueDecision(),
        conditions.Select((c, k) => new Condition(k + 1, c, null)).ToEquatableArray(),
        tree,
        Enumerable.Range(0, rules).Select(r => new Rule(
            r + 1, Rule.Alone([new Expression(Number.From(r), EquatableArray<Term>.Empty)]), EquatableArray<int>.Empty, null, null))
                .ToEquatableArray(),
        null);
}
