using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Runtime.Tests.Policies;
using RuleCompiler.Runtime.Tests.Proofs;
using Change = RuleCompiler.Documents.Actionable;

namespace RuleCompiler.Runtime.Tests.Recourses;

/// <summary>A small document, a row of it and a question, in small numbers, so that costs tie and rows are on borders.</summary>
/// <param name="Document">The document.</param>
/// <param name="Row">The row as given.</param>
/// <param name="Options">The question.</param>
internal sealed record RandomRecourse(RuleDocument Document, double[] Row, RecourseOptions Options)
{
    /// <summary>Makes one; null where the reader refuses the document, or nothing can change.</summary>
    public static RandomRecourse? Make(int seed)
    {
        var random = new Random(seed);
        if (PolicyPropertyTests.Read(RandomHinges.Make(random)) is not { } read)
            return null;
        var document = read with { Inputs = read.Inputs.Select(input => WithMeaning(input, random)).ToEquatableArray() };
        document = WithDecision(document, random);
        if (document.Inputs.All(i => i.Actionable is null or Change.No))
            return null;
        var row = document.Inputs.Select(i => Value(i, random)).ToArray();
        return new RandomRecourse(document, row, Question(document, row, random));
    }

    private static Input WithMeaning(Input input, Random random)
    {
        Change? actionable = random.Next(12) switch
        {
            0 => null,
            1 => Change.Up,
            2 => Change.Down,
            _ => Change.Both,
        };
        return input.Match<Input>(
            number => number with
            {
                Actionable = actionable,
                Step = Number(random.Next(4) switch { 0 => 0.25, 1 => 0.3, 2 => 0.5, _ => 1 }),
                Missing = Number(0.5),
                DeclaredMarks = EquatableArray.Of(Number(3)),
            },
            category => category with
            {
                Actionable = actionable,
                Order = random.Next(2) == 0 && actionable is not (Change.Up or Change.Down)
                    ? EquatableArray<int>.Empty
                    : category.Order,
                Other = 2,
            });
    }

    private static RuleDocument WithDecision(RuleDocument document, Random random)
    {
        var kind = random.Next(4);
        if (kind == 0 || document.Conditions.Count == 0)
            return kind == 3 ? document with { Decision = new ValueDecision() } : document;
        // The other outputs are sums of conditions, without what adjusts those.
        var others = Enumerable.Range(0, kind == 1 ? 1 : 2).Select(
            k => document.Conditions[k % document.Conditions.Count].Expression with
            {
                Bias = Number(k - 0.5),
                Adjustments = EquatableArray<Adjustment>.Empty,
            }).ToArray();
        var names = others.Select((_, k) => new Output("z" + k)).Prepend(document.Outputs[0]).ToEquatableArray();
        return document with
        {
            Outputs = names,
            Common = document.Common.Concat(others).ToEquatableArray(),
            Rules = document.Rules.Select(r => r with { Own = r.Own.Concat(others.Select(_ => (Expression?)null)).ToEquatableArray() })
                .ToEquatableArray(),
            Decision = kind switch
            {
                1 => new ThresholdDecision(
                    ScoreKind.Plain,
                    names.Select((_, k) => new ThresholdBit(Number(k * 0.5), "no" + k, "yes" + k)).ToEquatableArray()),
                2 => new ArgmaxDecision(ScoreKind.Plain, names.Select((_, k) => "l" + k).ToEquatableArray()),
                _ => new ValueDecision(),
            },
        };
    }

    private static double Value(Input input, Random random) => input.Match(
        number => random.Next(12) switch
        {
            0 => double.NaN,
            1 => 7.5,
            2 when number.Specials.Count > 0 => -9,
            3 => 3,
            4 => 1,
            5 => 1.0 / 3,
            6 => random.NextDouble() * 4,
            _ => random.Next(0, 17) / 4.0,
        },
        category => random.Next(-1, category.Categories.Count));

    private static RecourseOptions Question(RuleDocument document, double[] row, Random random)
    {
        var options = RecourseOptions.Default.WithMostChanges(random.Next(1, 5));
        foreach (var input in document.Inputs.Where(_ => random.Next(2) == 0))
            options = options.WithCost(input.Name, random.Next(1, 4));
        var numbers = document.Inputs.Select((input, i) => (input, i))
            .Where(n => n.input.Match(number => number.FindSpecial(row[n.i]) < 0 && Digits(Accepted(number, row[n.i])) <= 15, _ => false))
            .Select(n => n.input.Name).ToArray();
        if (numbers.Length > 0 && random.Next(4) == 0)
        {
            options = options.WithSide(
                numbers, numbers.Select(_ => random.Next(-2, 3) / 2.0).ToArray(), random.Next(-2, 9) / 2.0);
        }

        return document.Decision.Match(
            _ => random.Next(2) == 0
                ? options.WithAtLeast("y", random.Next(-4, 5) / 2.0)
                : options.WithAtMost("y", random.Next(-4, 5) / 2.0),
            threshold => random.Next(6) switch
            {
                < 4 => options,
                4 => options.WithOutput(document.Outputs[random.Next(threshold.Bits.Count)].Name),
                _ => options.WithLabel(threshold.LabelsOf(threshold.Bits.Count - 1)[random.Next(2)]),
            },
            argmax => random.Next(3) > 0 ? options : options.WithLabel(argmax.Labels[random.Next(argmax.Labels.Count)]));
    }

    /// <summary>What counts in place of a value.</summary>
    public static double Accepted(NumberInput input, double value) =>
        input.FindSpecial(value) < 0 && input.IsMissing(value) ? input.Missing!.Value.Value : value;

    /// <summary>The digits of the shortest decimal of a number.</summary>
    public static int Digits(double value) =>
        value.ToString("R", CultureInfo.InvariantCulture).TrimStart('-', '0', '.').Count(char.IsDigit);

    private static Number Number(double value) => RuleCompiler.Documents.Number.From(value);
}
