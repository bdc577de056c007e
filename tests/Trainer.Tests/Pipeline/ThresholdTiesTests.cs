using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Trainer.Pipeline;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>Rows whose score is a threshold by the digits, and beside it in doubles.</summary>
public class ThresholdTiesTests
{
    private const string Bit = "{ \"threshold\": 0, \"below\": \"no\", \"atOrAbove\": \"yes\" }";

    // 0.1·1 + 0.2·1 − 0.3 is 0 by the digits and 5.6E-17 in doubles, 0.1·3 − 0.3 + 0.2·0 likewise; 0.7 + 0.1 − 0.8 is less than 0.
    private static readonly double[][] Rows = [[1, 1], [3, 0], [7, 0.5], [2, 0.25], [-1, -1], [0, 1.25]];

    [Theory]
    // Half of the last digit would put (2, 0.25) and (0, 1.25), which are at −0.05, on the threshold.
    [InlineData("-0.3", "-0.295")]
    [InlineData("-3e-1", "-0.295")]
    [InlineData("-0.30", "-0.295")]
    public void TheBiasMovesByTheFewestDigitsThatDecideNoOtherRowOtherwise(string bias, string moved)
    {
        var document = Threshold(bias);
        var (untied, rows) = ThresholdTies.Untie(document, Rows);
        Assert.Equal(2, rows);
        Assert.Equal(moved, untied.Common[0]!.Bias.Text);
        Assert.Equal(document, untied with { Common = document.Common });
        AssertByTheDigits(document, untied, Rows);
    }

    [Fact]
    public void WithoutRowsNearbyHalfOfTheLastDigitIsEnough()
    {
        var (untied, rows) = ThresholdTies.Untie(Threshold("-0.3"), [[1, 1], [5, 5]]);
        Assert.Equal((1, "-0.25"), (rows, untied.Common[0]!.Bias.Text));
    }

    [Fact]
    public void WhereNoRowIsOnAThresholdNothingMoves()
    {
        var document = Threshold("-0.3");
        var (same, rows) = ThresholdTies.Untie(document, [[2, 0.25], [5, 5]]);
        Assert.Same(document, same);
        Assert.Equal(0, rows);
        // Nothing is rounded here, so that doubles are on the threshold too.
        var exact = Read($"\"threshold\", \"thresholds\": [ {Bit} ]", "{ \"bias\": 0 }");
        Assert.Same(exact, ThresholdTies.Untie(exact, [[1, 1]]).Document);
    }

    [Fact]
    public void EachOutputMovesByItself()
    {
        var document = Read(
            $"\"threshold\", \"thresholds\": [ {Bit}, {Bit} ]",
            "{ \"bias\": -0.3, \"weights\": { \"a\": 0.1, \"b\": 0.2 } }",
            "{ \"bias\": -0.8, \"weights\": { \"a\": 0.1, \"b\": 0.2 } }");
        double[][] rows = [[1, 1], [9, 9]];
        var (untied, tied) = ThresholdTies.Untie(document, rows);
        Assert.Equal(1, tied);
        Assert.Equal(["-0.25", "-0.8"], untied.Common.Select(c => c!.Bias.Text));
        AssertByTheDigits(document, untied, rows);
    }

    [Fact]
    public void OfEqualOutputsTheFirstStaysTheLargest()
    {
        var document = Read(
            "\"argmax\", \"labels\": [ \"x\", \"y\", \"z\" ]",
            "{ \"bias\": 0.3 }",
            "{ \"bias\": 0, \"weights\": { \"a\": 0.1, \"b\": 0.2 } }",
            "{ \"bias\": -0.1, \"weights\": { \"a\": 0.3, \"b\": 0.1 } }");
        // The first and the second are equal, the second and the third, all three, none.
        double[][] rows = [[3, 0], [1, 1], [3, 5], [9, 0], [0, 9]];
        var (untied, tied) = ThresholdTies.Untie(document, rows);
        Assert.True(tied > 0);
        AssertByTheDigits(document, untied, rows);
        Assert.Equal(0, ThresholdTies.Untie(untied, rows).Rows);
    }

    [Fact]
    public void AValueHasNoThreshold()
    {
        var document = Read("\"value\"", "{ \"bias\": -0.3, \"weights\": { \"a\": 0.1, \"b\": 0.2 } }");
        Assert.Same(document, ThresholdTies.Untie(document, Rows).Document);
    }

    /// <summary>The digits of before, the digits of now and the doubles of now decide alike.</summary>
    private static void AssertByTheDigits(RuleDocument before, RuleDocument now, IEnumerable<double[]> rows)
    {
        var (old, exact) = (new ExactEvaluator(before, Reading.Written), new ExactEvaluator(now, Reading.Written));
        var computed = new RuleEvaluator(now);
        foreach (var row in rows)
        {
            var expected = ClassOf(before, old.Evaluate(row).Outputs);
            Assert.Equal(expected, ClassOf(now, exact.Evaluate(row).Outputs));
            Assert.Equal(expected, computed.Classify(computed.Evaluate(row).Outputs));
        }
    }

    private static int ClassOf(RuleDocument document, Rational[] outputs) => document.Decision.Match(
        _ => throw new InvalidOperationException("A value is no class."),
        thresholds => thresholds.Bits.Select((b, k) => outputs[k] >= Rational.Parse(b.Threshold.Text) ? 1 << k : 0).Sum(),
        _ => Array.IndexOf(outputs, outputs.Max()));

    private static RuleDocument Threshold(string bias) => Read(
        $"\"threshold\", \"thresholds\": [ {Bit} ]", $"{{ \"bias\": {bias}, \"weights\": {{ \"a\": 0.1, \"b\": 0.2 }} }}");

    private static RuleDocument Read(string decision, params string[] sums) => RuleDocumentReader.Read(
        $$"""
        {
          "version": 2,
          "name": "Tied",
          "inputs": [ { "name": "a", "range": [ -9, 9 ] }, { "name": "b", "range": [ -9, 9 ] } ],
          "outputs": [ {{string.Join(", ", sums.Select((_, k) => $"{{ \"name\": \"y{k}\" }}"))}} ],
          "decision": { "kind": {{decision}} },
          "conditions": [],
          "common": [ {{string.Join(", ", sums)}} ],
          "tree": { "rule": 1 },
          "rules": [ { "id": 1 } ]
        }
        """);
}
