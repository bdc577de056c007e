using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Runtime.Tests.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Evaluation;

public class RuleEvaluatorTests
{
    private const int Own = 0;
    private const int Rent = 1;
    private const int Undeclared = -1;

    [Theory]
    // Condition 7 is −1.5 + 0.05·income + housing; condition 4 is −25 + age.
    [InlineData(40, 30, Rent, 3)]
    [InlineData(34, 30, Rent, 2)]
    [InlineData(34, 24, Rent, 1)]
    [InlineData(10, 30, Own, 3)]
    [InlineData(10, 25, Rent, 2)]
    public void TheTreeIsDescended(double income, double age, double housing, int rule)
    {
        var evaluator = new RuleEvaluator(ExampleDocument.Read());
        var outcome = evaluator.Evaluate([income, age, housing]);
        Assert.Equal(rule, evaluator.Document.Rules[outcome.RuleIndex].Id);
    }

    [Fact]
    public void APointOnTheBoundaryGoesToThePositiveSide()
    {
        var evaluator = Affine("0", ["1"]);
        Assert.Equal("positive", Side(evaluator, 0.0));
        Assert.Equal("positive", Side(evaluator, -0.0));
        Assert.Equal("positive", Side(evaluator, double.Epsilon));
        Assert.Equal("negative", Side(evaluator, -double.Epsilon));
    }

    [Fact]
    public void TermsAreAddedInTheOrderOfTheInputs()
    {
        // ((1 + 1e16) − 1e16) is 0, as 1e16 has no room for the 1; in the other order it would be 1.
        var evaluator = Affine("1", ["1e16", "-1e16"]);
        Assert.Equal(0.0, evaluator.Evaluate([1, 1]).Outputs[0]);
        Assert.NotEqual(0.0, (1e16 - 1e16) + 1.0);
    }

    [Fact]
    public void TheOrderOfTheInputsCountsAndNotThatOfTheWeights()
    {
        // ((−1e16 + 1e16) + 1) is 1; the weights are listed in an order that would give ((−1e16 + 1) + 1e16), which is 0.
        var text = Text("-1e16", ["1e16", "1"]);
        var swapped = text.Replace("\"x0\": 1e16, \"x1\": 1", "\"x1\": 1, \"x0\": 1e16", StringComparison.Ordinal);
        Assert.NotEqual(text, swapped);
        Assert.Equal(1.0, new RuleEvaluator(RuleDocumentReader.Read(swapped)).Evaluate([1, 1]).Outputs[0]);
        Assert.NotEqual(1.0, (-1e16 + 1.0) + 1e16);
        Assert.Equal(RuleDocumentReader.Read(text), RuleDocumentReader.Read(swapped));
    }

    [Fact]
    public void TheBiasComesFirst()
    {
        // (1e16 + 1) + 1 stays 1e16 twice; (1 + 1) + 1e16 would be 1e16 + 2.
        Assert.Equal(1e16, Affine("1e16", ["1", "1"]).Evaluate([1, 1]).Outputs[0]);
        Assert.NotEqual(1e16, 1.0 + 1.0 + 1e16);
    }

    [Fact]
    public void NothingIsFused()
    {
        // 0.1·10 rounds to 1, so the sum is 0; a fused multiplication and addition keeps what the rounding dropped.
        Assert.Equal(0.0, Affine("-1", ["0.1"]).Evaluate([10]).Outputs[0]);
        Assert.NotEqual(0.0, Math.FusedMultiplyAdd(0.1, 10, -1));
    }

    [Fact]
    public void RandomExpressionsAreFoldedFromTheLeft()
    {
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            var n = 1 + random.Next(12);
            var w = Enumerable.Range(0, n).Select(_ => Number.From((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 9))))
                .ToArray();
            var x = Enumerable.Range(0, n).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 9))).ToArray();
            var expected = w.Zip(x).Aggregate(0.25, (sum, t) => sum + (t.First.Value * t.Second));
            var actual = Affine("0.25", w.Select(v => v.Text).ToArray()).Evaluate(x).Outputs[0];
            Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
        }
    }

    [Fact]
    public void NegativeZeroIsKeptWhereNothingIsAdded()
    {
        Assert.True(double.IsNegative(Affine("-0", []).Evaluate([1]).Outputs[0]));
        Assert.True(double.IsNegative(Affine("-0", ["1"]).Evaluate([-0.0]).Outputs[0]));
        Assert.False(double.IsNegative(Affine("-0", ["1"]).Evaluate([0.0]).Outputs[0]));
    }

    [Fact]
    public void ACategoryThatTheTableDoesNotListAddsZero()
    {
        var evaluator = new RuleEvaluator(ExampleDocument.Read());
        Assert.Equal(-0.5, evaluator.EvaluateCondition(0, [0, 0, Own]));
        Assert.Equal(-1.75, evaluator.EvaluateCondition(0, [0, 0, Rent]));
        Assert.Equal(-1.5, evaluator.EvaluateCondition(0, [0, 0, 2]));

        // That zero is +0: it is added, and −0 becomes 0.
        var text = ExampleDocument.Text
            .Replace(
                "\"bias\": -2, \"weights\": { }", "\"bias\": -0, \"weights\": { \"housing\": { \"own\": -0 } }", StringComparison.Ordinal);
        var zeros = new RuleEvaluator(RuleDocumentReader.Read(text));
        Assert.False(double.IsNegative(zeros.Evaluate([10, 25, Rent]).Outputs[0]));
        Assert.True(double.IsNegative(zeros.Evaluate([1, 25, Own]).Outputs[0]));
    }

    [Fact]
    public void NaNIsMissingAndIsReplacedWhereTheInputSaysSo()
    {
        var evaluator = new RuleEvaluator(ExampleDocument.Read());
        Assert.Equal(evaluator.EvaluateCondition(0, [41.5, 30, Rent]), evaluator.EvaluateCondition(0, [double.NaN, 30, Rent]));
        Assert.Equal(evaluator.EvaluateCondition(0, [41.5, 30, Rent]), evaluator.EvaluateCondition(0, [-double.NaN, 30, Rent]));
    }

    [Fact]
    public void NaNIsRefusedWhereTheInputHasNothingForIt()
    {
        var e = Assert.Throws<InputRefusedException>(() => new RuleEvaluator(ExampleDocument.Read()).Evaluate([40, double.NaN, Rent]));
        Assert.Equal("age", e.Input);
        Assert.Equal("The input 'age' is missing, and the rules have no value that stands for a missing one.", e.Message);
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void InfinityIsRefusedEvenWhereMissingValuesAreReplaced(double value)
    {
        var e = Assert.Throws<InputRefusedException>(() => new RuleEvaluator(ExampleDocument.Read()).Evaluate([value, 30, Rent]));
        Assert.Equal("The input 'income' is infinite.", e.Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void AnUndeclaredCategoryCountsAsOther(double position)
    {
        var evaluator = new RuleEvaluator(ExampleDocument.Read());
        Assert.Equal(evaluator.EvaluateCondition(0, [40, 30, 2]), evaluator.EvaluateCondition(0, [40, 30, position]));
    }

    [Fact]
    public void AnUndeclaredCategoryIsRefusedWhereNoneStandsForOthers()
    {
        var text = ExampleDocument.Text.Replace(", \"other\": \"else\"", string.Empty, StringComparison.Ordinal);
        var e = Assert.Throws<InputRefusedException>(() => new RuleEvaluator(RuleDocumentReader.Read(text)).Evaluate([40, 30, Undeclared]));
        Assert.Equal("housing", e.Input);
    }

    [Fact]
    public void EveryInputIsCheckedAlsoWhereTheRulesDoNotUseIt()
    {
        var evaluator = Affine("1", ["1"], inputs: 2);
        Assert.Throws<InputRefusedException>(() => evaluator.Evaluate([1, double.NaN]));
    }

    [Fact]
    public void TheRowHasOneValuePerInput()
    {
        var evaluator = new RuleEvaluator(ExampleDocument.Read());
        Assert.Contains("2 values", Assert.Throws<ArgumentException>(() => evaluator.Evaluate([1, 2])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheRowIsNotChanged()
    {
        double[] row = [double.NaN, 30, Undeclared];
        new RuleEvaluator(ExampleDocument.Read()).Evaluate(row);
        Assert.Equal([double.NaN, 30, Undeclared], row);
    }

    [Fact]
    public void AnOverflowThatGivesNoNumberGoesToThePositiveSide()
    {
        var evaluator = Affine("0", ["1e308", "-1e308"]);
        Assert.True(double.IsNaN(evaluator.EvaluateCondition(0, [10, 10])));
        Assert.Equal("positive", Side(evaluator, 10, 10));
    }

    [Theory]
    [InlineData(new[] { 1.0, 2.0, 3.0 }, 2)]
    [InlineData(new[] { 3.0, 3.0, 1.0 }, 0)]
    [InlineData(new[] { 1.0, 3.0, 3.0 }, 1)]
    [InlineData(new[] { -0.0, 0.0, -0.0 }, 0)]
    [InlineData(new[] { double.NaN, 1.0, 2.0 }, 0)]
    [InlineData(new[] { 1.0, double.NaN, 2.0 }, 2)]
    public void TheLargestOutputWinsAndTiesGoToTheFirst(double[] outputs, int label)
    {
        var document = ExampleDocument.Read() with { Decision = new ArgmaxDecision(ScoreKind.Plain, EquatableArray.Of("a", "b", "c")) };
        Assert.Equal(label, new RuleEvaluator(document).Classify(outputs));
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0.49999999999999994, 0)]
    [InlineData(double.NaN, 0)]
    public void AnOutputAtItsThresholdIsAbove(double output, int label) =>
        Assert.Equal(label, new RuleEvaluator(ExampleDocument.Read()).Classify([output]));

    [Fact]
    public void EachThresholdIsABit()
    {
        var bits = Enumerable.Range(0, ThresholdDecision.MaxBits).Select(k => new ThresholdBit(Digits.Of("0"), "off", "on"))
            .ToEquatableArray();
        var evaluator = new RuleEvaluator(ExampleDocument.Read() with { Decision = new ThresholdDecision(ScoreKind.Plain, bits) });
        Assert.Equal(0b101, evaluator.Classify([.. Enumerable.Range(0, bits.Count).Select(k => k is 0 or 2 ? 1.0 : -1.0)]));
        Assert.Equal(int.MaxValue, evaluator.Classify(new double[bits.Count]));
    }

    [Fact]
    public void ValuesAreNotClasses()
    {
        var document = ExampleDocument.Read() with { Decision = new ValueDecision() };
        Assert.Throws<InvalidOperationException>(() => new RuleEvaluator(document).Classify([1]));
    }

    private static string Side(RuleEvaluator evaluator, params double[] row) =>
        evaluator.Evaluate(row).RuleIndex == 0 ? "negative" : "positive";

    private static RuleEvaluator Affine(string bias, string[] weights, int? inputs = null) =>
        new(RuleDocumentReader.Read(Text(bias, weights, inputs)));

    /// <summary>One expression that is both the condition and every rule's output.</summary>
    private static string Text(string bias, string[] weights, int? inputs = null)
    {
        var declared = string.Join(
            ", ", Enumerable.Range(0, Math.Max(1, inputs ?? weights.Length)).Select(i => $$"""{ "name": "x{{i}}", "range": [-1, 1] }"""));
        var expression = $$"""{ "bias": {{bias}}, "weights": { {{string.Join(", ", weights.Select((w, i) => $"\"x{i}\": {w}"))}} } }""";
        return $$"""
            {
              "version": 1, "name": "Affine", "inputs": [ {{declared}} ], "outputs": [ { "name": "y" } ], "decision": { "kind": "value" },
              "conditions": [ { "id": 1, "expression": {{expression}} } ],
              "tree": { "condition": 1, "negative": { "rule": 1 }, "positive": { "rule": 2 } },
              "rules": [ { "id": 1, "expressions": [ {{expression}} ] }, { "id": 2, "expressions": [ {{expression}} ] } ]
            }
            """;
    }
}
