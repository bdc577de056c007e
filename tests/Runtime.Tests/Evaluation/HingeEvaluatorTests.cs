using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Runtime.Tests.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Evaluation;

/// <summary>Documents of version 2 are evaluated as the format says, in doubles and exactly.</summary>
public class HingeEvaluatorTests
{
    private static readonly RuleEvaluator Rules = new(HingeExample.Read());

    /// <summary>By hand: each sum is its bias, its terms and its adjustments in order; the output is common plus own.</summary>
    [Fact]
    public void SumsAreAddedInTheirOrder()
    {
        // Condition 1: 12 + 0.4·20 − 0.6·50 < 0; condition 5: −26 + 30 + 0.5·(that) < 0; condition 7: −200 + 50 < 0.
        var first = 12 + (0.4 * 20) - (0.6 * 50);
        var fifth = -26 + (1.0 * 30) + (0.5 * first);
        var age = -0.1 + ((30.0 - 25) * 0.02);
        var common = -1.4 + age + (0.021 * 20) - (0.012 * 50) + (0.045 * first) + (0.08 * fifth) + (0.001 * -150.0);
        var outcome = Rules.Evaluate([30, 20, 50, 0]);
        Assert.Equal((0, common), (outcome.RuleIndex, outcome.Outputs[0]));
    }

    [Theory]
    [InlineData(17, -0.6)]
    [InlineData(18, -0.6)]
    [InlineData(25, -0.1)]
    [InlineData(45, 0.3)]
    [InlineData(60, 0.3)]
    [InlineData(69.99999999999999, 0.3)]
    [InlineData(70, 0.1)]
    [InlineData(95, 0.1)]
    public void ACurveIsFlatOutsideAndHasItsUpperHeightAtAJump(double age, double height)
    {
        // Income 250 and debt 0: condition 1 and the large ages are on the positive side, and only condition 7 adjusts.
        var fifth = -26 + age;
        var expected = -1.4 + height + (0.021 * 250) - (0.012 * 0.0);
        if (fifth < 0)
            expected += 0.08 * fifth;
        expected += 0.001 * -200.0;
        Assert.Equal(expected, Rules.Evaluate([age, 250, 0, 1]).Outputs[0]);
    }

    [Theory]
    [InlineData(-9, 0.5, 2)]
    [InlineData(0.0, 0.0, 0)]
    [InlineData(double.NaN, 0.0, 0)]
    public void ASpecialValueAddsItsNumberAlone(double income, double common, double condition)
    {
        var first = 12 + condition - (0.6 * 1);
        Assert.Equal(first, Rules.EvaluateCondition(0, [30, income, 1, 2]));
        Assert.Equal(
            -1.4 + (-0.1 + ((30.0 - 25) * 0.02)) + common - 0.012 + (0.001 * -199.0), Rules.Evaluate([30, income, 1, 2]).Outputs[0]);
    }

    [Fact]
    public void MarksMeanMissingAndInfinityIsRefused()
    {
        Assert.Equal(Rules.Evaluate([30, 0.0, 31, 2]).Outputs, Rules.Evaluate([30, -0.0, 31, 2]).Outputs);
        Assert.Equal(Rules.Evaluate([30, 20, 31, 2]).Outputs, Rules.Evaluate([30, 20, -1, 2]).Outputs);
        Assert.Equal(Rules.Evaluate([30, 20, 31, 2]).Outputs, Rules.Evaluate([30, 20, double.NaN, 2]).Outputs);
        Assert.Throws<InputRefusedException>(() => Rules.Evaluate([30, double.PositiveInfinity, 1, 2]));
        Assert.Throws<InputRefusedException>(() => Rules.Evaluate([double.NaN, 20, 1, 2]));
    }

    /// <summary>The exact values of both readings are as near to the computed ones as a dozen roundings allow.</summary>
    [Theory]
    [InlineData("Written")]
    [InlineData("Compiled")]
    public void ExactValuesAreNear(string reading)
    {
        var exact = new ExactEvaluator(HingeExample.Read(), Enum.Parse<Reading>(reading));
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            double[] row = [18 + (72 * random.NextDouble()), random.Next(5) == 0 ? -9 : 250 * random.NextDouble(), random.Next(0, 181), random.Next(3)];
            var (rule, outputs) = exact.Evaluate(row);
            var computed = Rules.Evaluate(row);
            Assert.Equal(rule, computed.RuleIndex);
            Assert.InRange((Rational.From(computed.Outputs[0]) - outputs[0]).ToDouble(), -2e-14, 2e-14);
        }
    }

    /// <summary>0.3 is below the decimal that its double is: with a jump there both readings take the upper side.</summary>
    [Fact]
    public void BothReadingsAreOnTheSamePiece()
    {
        var text = HingeExample.Text.Replace("[45, 0.3]", "[45.3, 0.3]", StringComparison.Ordinal).Replace(
            "[70, 0.3, 0.1]", "[70.3, 0.3, 0.1]", StringComparison.Ordinal);
        var document = RuleDocumentReader.Read(text);
        double[] row = [70.3, 250, 0, 1];
        var written = new ExactEvaluator(document, Reading.Written).Evaluate(row).Outputs[0];
        Assert.Equal(Rational.Parse("3.75"), written);
        Assert.InRange((new ExactEvaluator(document, Reading.Compiled).Evaluate(row).Outputs[0] - written).ToDouble(), -1e-14, 1e-14);
    }

    /// <summary>What inputs add, and the constant, make the output; a local map has the adjustments multiplied out.</summary>
    [Fact]
    public void AnExplanationAddsUp()
    {
        foreach (var row in new double[][] { [30, 20, 50, 0], [60, -9, 20, 1], [20, 100, 100, 2] })
        {
            var explanation = Rules.Explain(row);
            var output = explanation.Outputs[0];
            Assert.Equal(Rules.Evaluate(row).Outputs[0], output.Value);
            var local = output.Bias + output.Terms.Sum(t => t.Input == 3 ? t.Weight : t.Weight * row[t.Input]);
            Assert.InRange(local - output.Value, -1e-12, 1e-12);
            Assert.True(double.IsNaN(explanation.DistanceToDecision));
        }
    }
}
