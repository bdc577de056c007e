using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Tests.Support;

/// <summary>
/// Makes valid documents of version 2, in the form of hinges, and rows for them: common and own parts that are there or not, adjustments of
/// outputs and of conditions, curves, special values; one seed, one document.
/// </summary>
/// <param name="random">Where the choices come from.</param>
internal sealed class RandomHinges(Random random)
{
    private const int MaxConditions = 4;

    // Null is NaN. The range of numbers is from −10 to 10.5.
    private static readonly string?[] AwkwardSpecials =
    [
        null, "-0.0", "5e-324", "-1e-310", "0.1", "0.30000000000000004", "1", "2", "-3", "-10", "10.5", "10.500000000000002", "-1e300",
        "1.7976931348623157e308", "-9", "9999999",
    ];

    /// <summary>Whether numbers and rows are small and whole, so that sums hit zero and points exactly.</summary>
    public bool IsCoarse { get; init; }

    /// <summary>
    /// Whether numbers have many special values at awkward places: NaN, a zero with a sign, the ends of the range and doubles beside them,
    /// the smallest and the largest doubles.
    /// </summary>
    public bool HasAwkwardSpecials { get; init; }

    /// <summary>A document.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">What becomes of its outputs.</param>
    /// <param name="inputCount">The number of its inputs.</param>
    /// <param name="conditionCount">The number of its conditions; a few, if not given.</param>
    /// <param name="isChain">Whether each negative side is a rule, so that there is one more rule than conditions.</param>
    public RuleDocument Next(string name, Shape shape, int inputCount, int? conditionCount = null, bool isChain = false)
    {
        var inputs = Enumerable.Range(1, inputCount).Select(NextInput).ToEquatableArray();
        var outputs = shape is Shape.Binary or Shape.Value ? 1 : random.Next(2, 4);
        var conditions = new List<Condition>();
        for (var c = conditionCount ?? random.Next(MaxConditions + 1); c > 0; c--)
        {
            var source = random.Next(2) == 0 ? new ConditionSource(random.Next(1, 4), random.Next(1, 9), Parse("0.25")) : null;
            var sum = random.Next(3) == 0 && inputs.OfType<NumberInput>().Any()
                ? NextThreshold(inputs)
                : NextSum(inputs, Some(conditions.Count));
            conditions.Add(new Condition(conditions.Count + 1, sum, source)
            {
                Name = random.Next(2) == 0 ? "what condition " + Digits(conditions.Count + 1) + " says" : null,
            });
        }

        var common = random.Next(4) == 0
            ? EquatableArray<Expression?>.Empty
            : Enumerable.Range(0, outputs).Select(_ => random.Next(5) == 0 ? null : NextSum(inputs, Some(conditions.Count)))
            .ToEquatableArray();
        var rules = new List<Rule>();
        var tree = NextTree([]);
        var document = new RuleDocument(
            name,
            "What is tested",
            inputs,
            Enumerable.Range(1, outputs).Select(k => new Output("output" + Digits(k))).ToEquatableArray(),
            NextDecision(shape, outputs),
            conditions.ToEquatableArray(),
            tree,
            rules.ToEquatableArray(),
            null)
        {
            Version = 2,
            Common = common,
            References = Enumerable.Range(0, random.Next(3)).Select(r => NextReference(inputs, r)).ToEquatableArray(),
        };
        return RuleDocumentReader.Read(RuleDocumentWriter.Write(document));

        // Each path tests every condition, in an order of its own, but for those whose side it claims to know.
        TreeNode NextTree(IReadOnlyList<(int Condition, bool? Claimed)> path)
        {
            var open = Enumerable.Range(0, conditions.Count).Except(path.Select(p => p.Condition)).ToArray();
            if (open.Length == 0)
            {
                rules.Add(NextRule(path));
                return new Leaf(rules.Count - 1);
            }

            var condition = open[random.Next(open.Length)];
            // The first rule tests all of them, so that each is used.
            if (rules.Count > 0 && !isChain && random.Next(6) == 0)
                return NextTree([.. path, (condition, random.Next(2) == 0)]);
            var positive = NextTree([.. path, (condition, null)]);
            var negative = NextTree(
                [.. path, (condition, null), .. isChain ? open.Where(c => c != condition).Select(c => (c, (bool?)false)) : []]);
            return new Branch(condition, negative, positive);
        }

        Rule NextRule(IReadOnlyList<(int Condition, bool? Claimed)> path)
        {
            var own = Enumerable.Range(0, outputs).Select(_ => random.Next(2) == 0 ? null : NextSum(inputs, Some(conditions.Count)));
            var support = random.Next(3) > 0
                ? new Documents.Support(random.Next(1000), Number.From(random.NextDouble()), Number.From(random.NextDouble()), null)
                : null;
            return new Rule(rules.Count + 1, own.ToEquatableArray(), EquatableArray<int>.Empty, support, null)
            {
                Untested = path.Where(p => p.Claimed is not null).Select(p => new ImpliedSide(p.Condition, p.Claimed == true))
                    .ToEquatableArray(),
            };
        }
    }

    /// <summary>
    /// A row: on points of curves and beside them, special values, marks, missing, infinite and undeclared values, zeros of both signs,
    /// tiny and huge numbers among others.
    /// </summary>
    public double[] NextRow(RuleDocument document) => document.Inputs.Select((input, i) => input switch
    {
        CategoryInput category when random.Next(40 * document.Inputs.Count) == 0 => category.Categories.Count + random.Next(-9, 3),
        CategoryInput category => random.Next(category.Categories.Count),
        NumberInput number => NextValue(document, number, i),
        _ => throw new InvalidOperationException(),
    }).ToArray();

    private Reference NextReference(EquatableArray<Input> inputs, int position) => new(
        "reference " + Digits(position + 1),
        inputs.Select(input => input.Match<Documents.InputValue>(
            number =>
            {
                var value = Parse(random.Next(2) == 0 ? Digits(random.Next(-10, 11)) : (10 * random.NextDouble()).ToString(
                    "F3", CultureInfo.InvariantCulture));
                var special = random.Next(4) == 0 && number.Specials.Count > 0
                    ? random.Next(number.Specials.Count)
                    : number.FindSpecial(value.Value);
                return special < 0 ? new NumberValue(value) : new SpecialChoice(special, number.Specials[special].InRow);
            },
            category => new CategoryValue(random.Next(category.Categories.Count)))).ToEquatableArray(),
        position == 0);

    private double NextValue(RuleDocument document, NumberInput input, int position)
    {
        switch (random.Next(16))
        {
            case 0 when input.Specials.Count > 0:
            case 1 when input.Specials.Count > 0:
                return input.Specials[random.Next(input.Specials.Count)].InRow;
            case 2 when input.Marks.Count > 0:
                return input.Marks[random.Next(input.Marks.Count)].Value;
            case 3 when random.Next(2 * document.Inputs.Count) == 0:
                return random.Next(3) switch { 0 => double.NaN, 1 => double.PositiveInfinity, _ => double.NegativeInfinity };
            case 4:
                double[] edges = [0.0, -0.0, double.Epsilon, -1e-310, double.MaxValue, -double.MaxValue, 1e300, -1e16];
                return edges[random.Next(edges.Length)];
            case 5:
                return random.Next(2) == 0 ? input.Minimum.Value : input.Maximum.Value;
            case > 9:
                double[] points =
                [
                    .. document.Conditions.Select(c => c.Expression).Concat(document.Common.OfType<Expression>()).Concat(
                        document.Rules.SelectMany(r => r.Own.OfType<Expression>()))
                        .SelectMany(e => e.Terms).OfType<CurveTerm>().Where(t => t.Input == position).SelectMany(t => t.Curve.Points)
                        .Select(p => p.X.Value),
                    random.Next(-3, 4),
                ];
                var point = points[random.Next(points.Length)];
                return random.Next(4) switch { 0 => Math.BitDecrement(point), 1 => Math.BitIncrement(point), _ => point };
            default:
                return IsCoarse ? random.Next(-6, 7) : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-2, 4));
        }
    }

    private Input NextInput(int position)
    {
        var name = "input" + Digits(position);
        if (random.Next(4) == 0)
        {
            var categories = Enumerable.Range(1, random.Next(1, 5)).Select(c => "category" + Digits(c)).ToEquatableArray();
            return new CategoryInput(name, null, categories, random.Next(2) == 0 ? random.Next(categories.Count) : null);
        }

        var specials = HasAwkwardSpecials
            ? NextAwkwardSpecials()
            : Enumerable.Range(0, Math.Max(0, random.Next(-3, 4))).Select(NextSpecial).ToEquatableArray();
        var hasMissing = random.Next(2) == 0 && specials.All(s => s.Value is not null);
        return new NumberInput(
            name, null, random.Next(2) == 0 ? "unit" : null, Parse("-10"), Parse("10.5"), hasMissing ? Parse("0.75") : null)
        {
            DeclaredMarks = hasMissing && random.Next(2) == 0
                ? new[] { Parse("-1"), Parse("99.5") }.Take(random.Next(1, 3)).ToEquatableArray()
                : null,
            Specials = specials,
        };
    }

    private SpecialValue NextSpecial(int position) => random.Next(4) switch
    {
        0 when position == 0 => new SpecialValue(null, "not a number", false),
        // Inside the range: 0 and -2, and -3 for the third.
        0 or 1 => new SpecialValue(Parse(position == 0 ? "0" : Digits(-1 - position)), "inside " + Digits(position), true),
        _ => new SpecialValue(Parse(Digits(-20 - position)), "outside " + Digits(position), false),
    };

    /// <summary>
    /// One, which code has a shorter form for, often NaN, which has one of its own; or up to eight. Some lie on points of coarse curves.
    /// </summary>
    private EquatableArray<SpecialValue> NextAwkwardSpecials() => AwkwardSpecials
        .OrderBy(text => text is not null || random.Next(3) > 0).ThenBy(_ => random.Next())
        .Take(random.Next(2) == 0 ? 1 : random.Next(2, 9))
        .Select(text => text is null
            ? new SpecialValue(null, "not a number", false)
            : new SpecialValue(Parse(text), "at " + text, Parse(text).Value is >= -10 and <= 10.5)).ToEquatableArray();

    private Expression NextSum(EquatableArray<Input> inputs, IEnumerable<int> adjusting)
    {
        var terms = new List<Term>();
        for (var i = 0; i < inputs.Count; i++)
        {
            if (random.Next(4) > 0)
                terms.Add(inputs[i] is CategoryInput category ? NextTable(i, category) : NextTerm(i, (NumberInput)inputs[i]));
        }

        return new Expression(
            NextNumber(),
            terms.ToEquatableArray())
        { Adjustments = adjusting.Select(c => new Adjustment(c, NextNumber())).ToEquatableArray() };
    }

    /// <summary>A number with the weight 1 or -1: generated code compares it with the constant.</summary>
    private Expression NextThreshold(EquatableArray<Input> inputs)
    {
        var numbers = Enumerable.Range(0, inputs.Count).Where(i => inputs[i] is NumberInput).ToArray();
        return new Expression(
            NextNumber(),
            EquatableArray.Of<Term>(new NumberTerm(numbers[random.Next(numbers.Length)], Parse(random.Next(2) == 0 ? "1" : "-1.0"))));
    }

    private CategoryTerm NextTable(int input, CategoryInput category) =>
        new(
            input,
            Enumerable.Range(0, category.Categories.Count).Where(_ => random.Next(3) > 0).Select(c => new CategoryWeight(c, NextNumber()))
                .ToEquatableArray());

    private Term NextTerm(int position, NumberInput input)
    {
        var specials = Enumerable.Range(0, input.Specials.Count).Where(_ => random.Next(3) > 0).Select(
            s => new SpecialWeight(s, NextNumber())).ToEquatableArray();
        return random.Next(3) == 0
            ? new CurveTerm(position, NextCurve()) { Specials = specials }
            : new NumberTerm(position, NextNumber()) { Specials = specials };
    }

    private Curve NextCurve()
    {
        var count = random.Next(8) switch { 0 => 1, 1 => Curve.MaxPoints, _ => random.Next(2, 9) };
        var points = new List<CurvePoint>();
        var x = -random.Next(1, 4) * (count > 9 ? 8 : 1);
        for (var k = 0; k < count; k++)
        {
            x += random.Next(1, 3);
            var below = NextHeight(points.Count > 0 ? points[^1].At : null);
            // One that is the same everywhere is refused.
            var isJump = random.Next(5) == 0 || count == 1 || (k + 1 == count && points.All(p => Math.Abs(p.At.Value - below.Value) == 0));
            points.Add(new CurvePoint(
                IsCoarse ? Parse(Digits(x)) : Number.From(Math.Round(x + (0.9 * random.NextDouble()), 3)),
                below,
                isJump ? Number.From(below.Value + random.Next(1, 4)) : below));
        }

        return new Curve(points.ToEquatableArray());
    }

    // Now and then that of the point before, so that a piece is flat.
    private Number NextHeight(Number? before) => before is { } same && random.Next(4) == 0
        ? same
        : random.Next(6) == 0
            ? Parse("-0.0")
            : IsCoarse ? Parse(Digits(random.Next(-3, 4))) : Parse(
                (random.NextDouble() - 0.5).ToString("F3", CultureInfo.InvariantCulture));

    // Two in three, and no more than a few of very many.
    private int[] Some(int count) => Enumerable.Range(0, count).Where(_ => random.Next(Math.Max(count, 6)) < 4).ToArray();

    private Decision NextDecision(Shape shape, int outputs) => shape switch
    {
        Shape.Binary or Shape.Bits => new ThresholdDecision((ScoreKind)random.Next(3), Enumerable.Range(1, outputs).Select(k =>
            new ThresholdBit(NextNumber(), "label0", "label" + Digits(k))).ToEquatableArray()),
        Shape.Argmax =>
            new ArgmaxDecision((ScoreKind)random.Next(3), Enumerable.Range(1, outputs).Select(k => "label" + Digits(k)).ToEquatableArray()),
        _ => new ValueDecision(),
    };

    private Number NextNumber() => Parse(IsCoarse ? Digits(random.Next(-3, 4)) : random.Next(8) switch
    {
        0 => Digits(random.Next(-9, 10)),
        1 => "-0.0",
        2 => "0.10",
        3 => "1e-320",
        4 => (random.NextDouble() - 0.5).ToString("R", CultureInfo.InvariantCulture),
        _ => (random.NextDouble() - 0.5).ToString("F3", CultureInfo.InvariantCulture),
    });

    private static Number Parse(string text) => Number.TryParse(text, out var number) ? number : throw new InvalidOperationException(text);

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
