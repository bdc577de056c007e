using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>
/// Many rows at once have the bits of the interpreter where each row looks up numbers: of its category in tables of all lengths, and of
/// its rule.
/// </summary>
public class LaneTests
{
    private const int RowCount = 805;

    private static readonly int[] TableLengths = [2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 41, 64, 65, 127, 128, 129, 200];

    [Fact]
    public void TablesOfAllLengthsAreLookedUp()
    {
        var random = new Random(11);
        var documents = TableLengths.Chunk(6).Select((lengths, d) =>
        {
            var inputs = lengths.Select((n, i) => (Input)new CategoryInput(
                "c" + Text(i), null, Enumerable.Range(0, n).Select(v => "v" + Text(v)).ToEquatableArray(), null)).ToArray();
            Expression Sum() => new(NextNumber(random), inputs.Select((input, i) => (Term)new CategoryTerm(
                i, Enumerable.Range(0, lengths[i]).Select(v => new CategoryWeight(v, NextNumber(random))).ToEquatableArray()))
                .ToEquatableArray());
            return Document("Tables" + Text(d), inputs, 2, 1, _ => Sum());
        }).ToArray();
        Check(documents, random);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void RowsLookUpTheNumbersOfTheirRule(int outputs)
    {
        var random = new Random(12 + outputs);
        int[] counts = [2, 3, 7, 8, 9, 16, 17, 32];
        var documents = counts.SelectMany(rules => new[] { Numbers(1, rules), Numbers(2, rules) }).ToArray();
        var generation = CompiledBatches.Generate(documents, Generation.Latest, isExplained: false);
        var looking = generation.Sources.Count(s => s.Contains("class OwnNumbers", StringComparison.Ordinal));
        Assert.Equal(documents.Count(d => d.Rules.Count > 2), looking);
        Check(documents, random);

        RuleDocument Numbers(int version, int rules) => Document(
            $"Version{Text(version)}Rules{Text(rules)}",
            Enumerable.Range(0, 5).Select(i => Number("x" + Text(i))).ToArray(),
            rules,
            outputs,
            _ => Sum(random)) with
        {
            Version = version,
            Common = version == 1
                ? EquatableArray<Expression?>.Empty
                : Enumerable.Range(0, outputs).Select(k => k == 1 ? null : Sum(random)).ToEquatableArray(),
        };
    }

    /// <summary>
    /// Adding 0 to -0 gives 0, and NaN times 0 is NaN: a weight of 0 would not stand for an input that a rule does not have.
    /// </summary>
    [Fact]
    public void AllRulesAreCalculatedWhereZeroWouldChangeASum()
    {
        var random = new Random(13);
        var inputs = Enumerable.Range(0, 3).Select(i => Number("x" + Text(i))).ToArray();
        var negativeZero = Document("NegativeZero", inputs, 4, 1, r => r == 2
            ? new Expression(Parsed("-0.0"), EquatableArray.Of<Term>(new NumberTerm(1, Parsed("0.0"))))
            : Sum(random, inputs.Length));
        var special = Document(
            "Special",
            [Number("x0") with { Specials = EquatableArray.Of(new SpecialValue(null, "unknown", false)) }, .. inputs.Skip(1)],
            4,
            1,
            _ => Sum(random, inputs.Length)) with
        {
            Version = 2,
        };
        RuleDocument[] documents = [negativeZero, special];
        var generation = CompiledBatches.Generate(documents, Generation.Latest, isExplained: false);
        Assert.DoesNotContain(generation.Sources, s => s.Contains("class OwnNumbers", StringComparison.Ordinal));
        Check(documents, random);
    }

    private static void Check(RuleDocument[] documents, Random random)
    {
        foreach (var (document, code) in documents.Zip(CompiledBatches.Of(documents, Generation.Latest, isExplained: false)))
        {
            var rows = Enumerable.Range(0, RowCount).Select(r => document.Inputs.Select(i => i is CategoryInput category
                ? (r < category.Categories.Count ? r : random.Next(category.Categories.Count))
                : NextValue(random)).ToArray()).ToArray();
            CallAgreement.Check(new RuleEvaluator(document), rows, code);
        }
    }

    // A balanced tree.
    private static RuleDocument Document(string name, Input[] inputs, int ruleCount, int outputs, Func<int, Expression> sum)
    {
        var (conditions, rules) = (new List<Condition>(), new List<Rule>());
        var tree = Grow(ruleCount);
        return new RuleDocument(
            name,
            "Looked up.",
            inputs.ToEquatableArray(),
            Enumerable.Range(1, outputs).Select(k => new Output("y" + Text(k))).ToEquatableArray(),
            outputs == 1
                ? new ThresholdDecision(ScoreKind.Plain, EquatableArray.Of(new ThresholdBit(Documents.Number.Zero, "no", "yes")))
                : new ArgmaxDecision(ScoreKind.Plain, Enumerable.Range(1, outputs).Select(k => "c" + Text(k)).ToEquatableArray()),
            conditions.ToEquatableArray(),
            tree,
            rules.ToEquatableArray(),
            null);

        TreeNode Grow(int leaves)
        {
            if (leaves == 1)
            {
                var own = Enumerable.Range(0, outputs).Select(_ => sum(rules.Count)).ToArray();
                rules.Add(new Rule(rules.Count + 1, Rule.Alone(own), EquatableArray<int>.Empty, null, null));
                return new Leaf(rules.Count - 1);
            }

            conditions.Add(new Condition(conditions.Count + 1, sum(-1), null));
            var condition = conditions.Count - 1;
            return new Branch(condition, Grow(leaves / 2), Grow(leaves - (leaves / 2)));
        }
    }

    private static Expression Sum(Random random, int inputs = 5) => new(
        NextNumber(random),
        Enumerable.Range(0, inputs).Where(_ => random.Next(4) > 0).Select(i => (Term)new NumberTerm(i, NextNumber(random)))
            .ToEquatableArray());

    private static NumberInput Number(string name) => new(name, null, null, Documents.Number.From(-1), Documents.Number.From(1), null);

    private static Number NextNumber(Random random) => random.Next(6) == 0
        ? Documents.Number.Zero
        : Parsed(((random.Next(2) * 2) - 1 + (random.NextDouble() / 2)).ToString("F3", CultureInfo.InvariantCulture));

    private static double NextValue(Random random) => random.Next(8) switch
    {
        0 => 0.0,
        1 => -0.0,
        2 => double.Epsilon,
        3 => -1e300,
        _ => (random.NextDouble() * 2) - 1,
    };

    private static Number Parsed(string text) =>
        Documents.Number.TryParse(text, out var number) ? number : throw new InvalidOperationException(text);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
