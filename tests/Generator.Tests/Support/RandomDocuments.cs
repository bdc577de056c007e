using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Tests.Support;

/// <summary>Makes valid documents and rows for them; one seed, one document.</summary>
/// <param name="random">Where the choices come from.</param>
/// <param name="name">Makes names; by default plain ones.</param>
internal sealed class RandomDocuments(Random random, Func<string, string>? name = null)
{
    private readonly Func<string, string> _name = name ?? (kind => kind);

    /// <summary>Whether weights, biases and rows are small whole numbers, so that sums hit zero and tie exactly.</summary>
    public bool IsCoarse { get; init; }

    /// <summary>Whether some numbers mean missing.</summary>
    public bool HasMarks { get; init; } = true;

    public RuleDocument Next(Shape shape, int inputCount, int depth, bool isDegenerate = false)
    {
        var inputs = Enumerable.Range(1, inputCount).Select(NextInput).ToEquatableArray();
        var outputCount = shape is Shape.Binary or Shape.Value ? 1 : random.Next(2, 5);
        var conditions = new List<Condition>();
        var rules = new List<Rule>();
        var tree = NextTree(depth, []);
        return new RuleDocument(
            _name("model"),
            _name("summary"),
            inputs,
            Enumerable.Range(1, outputCount).Select(k => new Output(_name("output") + k.ToString(CultureInfo.InvariantCulture)))
                .ToEquatableArray(),
            NextDecision(shape, outputCount),
            conditions.ToEquatableArray(),
            tree,
            rules.ToEquatableArray(),
            null);

        TreeNode NextTree(int left, int[] path)
        {
            if (left == 0 || (!isDegenerate && path.Length > 0 && random.Next(6) == 0))
            {
                rules.Add(NextRule());
                return new Leaf(rules.Count - 1);
            }

            // Some conditions stand at several nodes.
            var free = Enumerable.Range(0, conditions.Count).Except(path).ToArray();
            int condition;
            if (free.Length > 0 && random.Next(4) == 0)
            {
                condition = free[random.Next(free.Length)];
            }
            else
            {
                condition = conditions.Count;
                var source = random.Next(2) == 0 ? new ConditionSource(random.Next(1, 4), random.Next(1, 9), NextNumber()) : null;
                conditions.Add(new Condition(condition + 1, NextExpression(), source));
            }

            int[] below = [.. path, condition];
            if (!isDegenerate)
                return new Branch(condition, NextTree(left - 1, below), NextTree(left - 1, below));
            return random.Next(2) == 0
                ? new Branch(condition, NextTree(left - 1, below), NextTree(0, below))
                : new Branch(condition, NextTree(0, below), NextTree(left - 1, below));
        }

        Rule NextRule()
        {
            var support = random.Next(3) > 0
                ? new Documents.Support(random.Next(1000), Number.From(random.NextDouble()), Number.From(random.NextDouble()), null)
                : null;
            return new Rule(
                rules.Count + 1,
                Rule.Alone(Enumerable.Range(0, outputCount).Select(_ => NextExpression())),
                EquatableArray<int>.Empty,
                support,
                null);
        }

        Expression NextExpression()
        {
            var terms = new List<Term>();
            for (var i = 0; i < inputs.Count; i++)
            {
                if (random.Next(4) == 0)
                    continue;
                if (inputs[i] is CategoryInput category)
                {
                    var listed = Enumerable.Range(0, category.Categories.Count).Where(_ => random.Next(3) > 0);
                    terms.Add(new CategoryTerm(i, listed.Select(c => new CategoryWeight(c, NextNumber())).ToEquatableArray()));
                }
                else
                {
                    terms.Add(new NumberTerm(i, NextNumber()));
                }
            }

            return new Expression(NextNumber(), terms.ToEquatableArray());
        }
    }

    /// <summary>A row: inside and outside the ranges, with missing, infinite and undeclared values among them.</summary>
    public double[] NextRow(RuleDocument document) => document.Inputs.Select(input =>
    {
        var edge = random.Next(40 * document.Inputs.Count);
        if (input is NumberInput { Marks: { Count: > 0 } marks } && random.Next(20 * document.Inputs.Count) == 0)
            return marks[random.Next(marks.Count)].Value;
        if (input is CategoryInput category)
            return edge == 0 ? -1 : edge == 1 ? category.Categories.Count + random.Next(3) : random.Next(category.Categories.Count);
        return edge switch
        {
            0 => double.NaN,
            1 => double.PositiveInfinity,
            2 => double.NegativeInfinity,
            3 => double.MaxValue,
            4 => double.Epsilon,
            5 => -0.0,
            _ => IsCoarse ? random.Next(-3, 4) : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-2, 4)),
        };
    }).ToArray();

    private Input NextInput(int position)
    {
        var text = _name("input") + position.ToString(CultureInfo.InvariantCulture);
        var description = random.Next(2) == 0 ? _name("description") : null;
        if (random.Next(3) == 0)
        {
            var categories =
                Enumerable.Range(1, random.Next(1, 6)).Select(c => _name("category") + c.ToString(CultureInfo.InvariantCulture))
                    .ToEquatableArray();
            return new CategoryInput(text, description, categories, random.Next(2) == 0 ? random.Next(categories.Count) : null);
        }

        return new NumberInput(
            text,
            description,
            random.Next(2) == 0 ? _name("unit") : null,
            Number.From(-10),
            Number.From(10.5),
            random.Next(2) == 0 ? NextNumber() : null)
        {
            DeclaredMarks = HasMarks && random.Next(3) == 0 ? NextMarks() : null,
        };
    }

    /// <summary>Numbers that mean missing, each once as a double; seldom none at all.</summary>
    private EquatableArray<Number> NextMarks() => Enumerable.Range(0, random.Next(6) == 0 ? 0 : random.Next(1, 4))
        .Select(_ => !IsCoarse && random.Next(2) == 0 ? NextNumber() : Number.From(-random.Next(4, 10))).DistinctBy(n => n.Value + 0.0)
        .ToEquatableArray();

    private Decision NextDecision(Shape shape, int outputs) => shape switch
    {
        Shape.Binary or Shape.Bits => new ThresholdDecision(NextScores(), Enumerable.Range(1, outputs).Select(k =>
            new ThresholdBit(NextNumber(), _name("label") + "0", _name("label") + k.ToString(CultureInfo.InvariantCulture)))
                .ToEquatableArray()),
        Shape.Argmax =>
            new ArgmaxDecision(
                NextScores(),
                Enumerable.Range(1, outputs).Select(k => _name("label") + k.ToString(CultureInfo.InvariantCulture)).ToEquatableArray()),
        _ => new ValueDecision(),
    };

    private ScoreKind NextScores() => (ScoreKind)random.Next(3);

    /// <summary>A number as documents have them: few digits, all 17, whole, tiny, with an exponent, or a zero with a sign.</summary>
    private Number NextNumber()
    {
        var text = IsCoarse ? random.Next(-3, 4).ToString(CultureInfo.InvariantCulture) : random.Next(8) switch
        {
            0 => random.Next(-9, 10).ToString(CultureInfo.InvariantCulture),
            1 => "-0.0",
            2 => "0.10",
            3 => (random.NextDouble() - 0.5).ToString("E3", CultureInfo.InvariantCulture),
            4 => "1e-320",
            5 => (random.NextDouble() - 0.5).ToString("R", CultureInfo.InvariantCulture),
            _ => (random.NextDouble() - 0.5).ToString("F3", CultureInfo.InvariantCulture),
        };
        return Number.TryParse(text, out var number) ? number : throw new InvalidOperationException(text);
    }
}
