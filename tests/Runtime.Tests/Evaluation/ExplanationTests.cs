using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Evaluation;

/// <summary>The definitions, on examples that are small enough for paper.</summary>
public class ExplanationTests
{
    private const int A = 0;
    private const int B = 1;
    private const int Digits = 14;

    // x = 1, y = 2, c = a:
    // condition 1 = -5 + 1·1 + 2 = -2, condition 2 = -8 + 3·2 = -2, score of rule 1 = 1 + 0.5·1 - 2·2 + 0.5 = -2.
    private static readonly double[] Row = [1, 2, A];

    [Fact]
    public void BiasAndTermsAreTheScore()
    {
        var explanation = Explain(Row);
        Assert.Equal((1, 0, "no"), (explanation.Rule, explanation.Class, explanation.Decision));
        var output = Assert.Single(explanation.Outputs);
        Assert.Equal((-2.0, 1.0), (output.Value, output.Bias));
        Assert.Equal([0, 1, 2], output.Terms.Select(t => t.Input));
        Assert.Equal([0.5, -2.0, 0.5], output.Terms.Select(t => t.Weight));
        Assert.Equal([0.5 * 1, -2.0 * 2, 0.5], output.Terms.Select(t => t.Value));
    }

    [Fact]
    public void ContributionsAreThoseAroundTheCentre()
    {
        // ŵ = (0.5, -2; 0.5, -1, 0), the last three for the levels of c; ŵ·ŵ = 0.25 + 4 + 0.25 + 1 = 5.5; v = -2.
        var terms = Explain(Row).Outputs[0].Terms;
        AssertClose([-2 * 0.25 / 5.5, -2 * 4 / 5.5, -2 * (0.25 + 1) / 5.5], terms.Select(t => t.Contribution));
        AssertClose([1 - (-2 / 5.5 * 0.5), 2 - (-2 / 5.5 * -2), 1 - (-2 / 5.5 * 0.5)], terms.Select(t => t.Centre));
        // The bias is a part of v: the contributions add up to the whole score.
        Assert.Equal(-2.0, terms.Sum(t => t.Contribution), Digits);
    }

    [Fact]
    public void DistancesAreInUnitsOfTheRanges()
    {
        // Ranges of 10 and 4: condition 1 changes by 1·10, condition 2 by 3·4; the category does not move.
        var explanation = Explain(Row);
        Assert.Equal([1, 2], explanation.Conditions.Select(c => c.Number));
        AssertClose([-2 / 10.0, -2 / 12.0], explanation.Conditions.Select(c => c.Distance));
        Assert.Equal(2 / 12.0, explanation.DistanceToOtherRule, Digits);
        // The score reaches 0 at 2/√((0.5·10)² + (2·4)²) = 0.212, farther than the next rule at 0.167.
        Assert.Equal(2 / 12.0, explanation.DistanceToDecision, Digits);
        Assert.False(explanation.IsDistanceToDecisionExact);
    }

    [Fact]
    public void ADecisionThatChangesInsideTheRuleIsExact()
    {
        // x = 1, y = 0.7, c = a: score 1 + 0.5 - 1.4 + 0.5 = 0.6; condition 1 = -2, condition 2 = -5.9.
        var explanation = Explain([1, 0.7, A]);
        Assert.Equal("yes", explanation.Decision);
        Assert.Equal(0.6 / Math.Sqrt(25 + 64), explanation.DistanceToDecision, Digits);
        Assert.True(explanation.IsDistanceToDecisionExact);
        Assert.Equal(0.2, explanation.DistanceToOtherRule, Digits);
    }

    [Fact]
    public void InsensIsTheMeanOverTheNegativeConditions()
    {
        // Condition 1: slope 0.25, (v / ŵ·ŵ)·ŵ = -2/5·(1; 2) for x and level a. Condition 2: slope 0.5, -2/9·3 for y. 0.75 + 0.5 = 1.25.
        AssertClose([0.75 * -0.4 / 1.25, 0.5 * (-2 / 9.0 * 3) / 1.25, 0.75 * -0.8 / 1.25], Explain(Row).Inputs.Select(i => i.Insens));
        // Level b has no weight in condition 1: v = -4, ŵ·ŵ is 5 still.
        AssertClose([0.75 * (-4 / 5.0) / 1.25, 0.5 * (-2 / 9.0 * 3) / 1.25, 0], Explain([1, 2, B]).Inputs.Select(i => i.Insens));
        // x = 9: condition 1 = 6 is positive, and the only one on the path.
        Assert.All(Explain([9, 2, A]).Inputs, i => Assert.Equal(0.0, i.Insens));
    }

    [Fact]
    public void ASlopeOfOneDropsOut()
    {
        var explanation = new RuleEvaluator(Read(Text.Replace("0.25 }", "1 }", StringComparison.Ordinal))).Explain(Row);
        AssertClose([0, -2 / 9.0 * 3, 0], explanation.Inputs.Select(i => i.Insens));
    }

    [Fact]
    public void WithoutWeightsTheCentreIsTheRowAndNoNumberCanMoveIt()
    {
        // Rule 2: score 3 + 0·x.
        var explanation = Explain([1, 3, A]);
        Assert.Equal(2, explanation.Rule);
        var term = Assert.Single(explanation.Outputs[0].Terms);
        Assert.Equal((0.0, 0.0, 1.0, 0.0), (term.Weight, term.Value, term.Centre, term.Contribution));
        // The threshold is out of reach inside the rule; condition 2 = 1 is 1/12 away.
        Assert.False(explanation.IsDistanceToDecisionExact);
        Assert.Equal(1 / 12.0, explanation.DistanceToDecision, Digits);
    }

    [Fact]
    public void ARangeWithoutWidthDoesNotMove()
    {
        var fixedX = Text.Replace("[0, 10]", "[1, 1]", StringComparison.Ordinal);
        Assert.Equal(double.NegativeInfinity, new RuleEvaluator(Read(fixedX)).Explain(Row).Conditions[0].Distance);
        // On the boundary, which belongs to the positive side: -5 + 3 + 2 = 0.
        Assert.Equal(double.PositiveInfinity, new RuleEvaluator(Read(fixedX)).Explain([3, 2, A]).Conditions[0].Distance);
    }

    [Fact]
    public void ValuesOutsideTheirRangeAreNamed()
    {
        Assert.Equal([false, false, false], Explain([0, 4, A]).Inputs.Select(i => i.IsOutside));
        var explanation = Explain([-0.5, double.NaN, -1]);
        Assert.Equal([true, false, true], explanation.Inputs.Select(i => i.IsOutside));
        Assert.Equal([false, true, true], explanation.Inputs.Select(i => i.IsReplaced));
        Assert.Equal(["-0.5 m", "1.5", "d"], explanation.Inputs.Select(i => i.Text));
        Assert.Contains("x = -0.5 m is outside its training range", explanation.ToString(), StringComparison.Ordinal);
        Assert.Contains("c is missing or not declared; d stands for it", explanation.ToString(), StringComparison.Ordinal);
        Assert.Throws<InputRefusedException>(() => Explain([double.NaN, 2, A]));
    }

    [Fact]
    public void TheLargestOutputIsExplainedAgainstTheNext()
    {
        // s1 = x, s2 = 2 - x, s3 = 0: at x = 1.5 by 1.5 : 0.5 : 0. s1 - s2 = 1 changes by 2·10 over the range, s1 - s3 = 1.5 by 10.
        const string text =
            """
            {
              "version": 1, "name": "Three", "inputs": [ { "name": "x", "range": [0, 10] } ],
              "outputs": [ { "name": "s1" }, { "name": "s2" }, { "name": "s3" } ],
              "decision": { "kind": "argmax", "scores": "logit", "labels": [ "one", "two", "three" ] },
              "conditions": [], "tree": { "rule": 1 },
              "rules": [ { "id": 1, "expressions": [ { "bias": 0, "weights": { "x": 1 } }, { "bias": 2, "weights": { "x": -1 } }, { "bias": 0 } ] } ]
            }
            """;
        var explanation = new RuleEvaluator(Read(text)).Explain([1.5]);
        Assert.Equal("one", explanation.Decision);
        Assert.Equal(double.PositiveInfinity, explanation.DistanceToOtherRule);
        Assert.Equal(1 / 20.0, explanation.DistanceToDecision, Digits);
        Assert.True(explanation.IsDistanceToDecisionExact);
        var total = Math.Exp(1.5) + Math.Exp(0.5) + 1;
        AssertClose([Math.Exp(1.5) / total, Math.Exp(0.5) / total, 1 / total], explanation.Outputs.Select(o => o.Probability));
        Assert.Equal(explanation.Outputs[0].Probability, explanation.Probability);
    }

    [Fact]
    public void ARegressionHasNoDecision()
    {
        var decision = Text[Text.IndexOf("\"decision\"", StringComparison.Ordinal)..Text.IndexOf(
            "\"conditions\"", StringComparison.Ordinal)];
        var explanation =
            new RuleEvaluator(Read(Text.Replace(decision, "\"decision\": { \"kind\": \"value\" },", StringComparison.Ordinal))).Explain(
                Row);
        Assert.Equal((-1, string.Empty), (explanation.Class, explanation.Decision));
        Assert.True(double.IsNaN(explanation.Probability) && double.IsNaN(explanation.DistanceToDecision));
        Assert.False(explanation.IsDistanceToDecisionExact);
        Assert.Equal(2 / 12.0, explanation.DistanceToOtherRule, Digits);
    }

    [Fact]
    public void TheTextTellsTheLargestContributionFirst()
    {
        const string expected =
            """
            Rule 1
              IF    -5.0 + 1.0 * x [m] + {c: 2.0 for a; 0.0 otherwise} < 0
              AND   -8.0 + 3.0 * y < 0   (≈ y < 2.66667)
              THEN  score = 1.0 + 0.5 * x [m] - 2.0 * y + {c: 0.5 for a; -1.0 for b; 0.0 for d}

            Decision: no, with a probability of 0.119203 for yes
            score = -2; bias 1; what each input contributes:
              -1.45455 by y = 2 (weight -2, adds -4)
              -0.454545 by c = a (weight 0.5, adds 0.5)
              -0.0909091 by x = 1 m (weight 0.5, adds 0.5)
            Distances, in units of the inputs' training ranges:
              condition 1 < 0: -2, at a distance of 0.2
              condition 2 < 0: -2, at a distance of 0.166667
            The nearest other rule is at a distance of 0.166667.
            The decision changes at a distance of no less than 0.166667.
            What keeps the negative conditions negative (Insens):
              -0.24 by x = 1 m
              -0.266667 by y = 2
              -0.48 by c = a

            """;
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
            Assert.Equal(expected.ReplaceLineEndings("\n"), Explain(Row).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void WhatAddsNothingIsListedLast()
    {
        // In a the category adds 0, but contributes by the weight of b: 11·100² / (1 + 100²) against 11 / (1 + 100²) of x.
        const string text =
            """
            {
              "version": 1, "name": "Last", "inputs": [ { "name": "c", "categories": [ "a", "b" ] }, { "name": "x", "range": [0, 10] } ],
              "outputs": [ { "name": "y" } ], "decision": { "kind": "value" },
              "conditions": [], "tree": { "rule": 1 },
              "rules": [ { "id": 1, "expressions": [ { "bias": 10, "weights": { "c": { "b": 100 }, "x": 1 } } ] } ]
            }
            """;
        var explanation = new RuleEvaluator(Read(text)).Explain([0, 1]);
        Assert.True(explanation.Outputs[0].Terms[0].Contribution > explanation.Outputs[0].Terms[1].Contribution);
        var lines = explanation.ToString().Split('\n').SkipWhile(l => !l.StartsWith("y = ", StringComparison.Ordinal)).Skip(1).Take(2);
        Assert.Equal(
            ["by x = 1 (weight 1, adds 1)", "by c = a (weight 0, adds 0)"],
            lines.Select(l => l[l.IndexOf("by", StringComparison.Ordinal)..]));
    }

    private static Explanation Explain(double[] row) => new RuleEvaluator(Read(Text)).Explain(row);

    private static RuleDocument Read(string text) => RuleDocumentReader.Read(text);

    private static void AssertClose(double[] expected, System.Collections.Generic.IEnumerable<double> actual)
    {
        var values = actual.ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], values[i], Digits);
    }

    private const string Text =
        """
        {
          "version": 1, "name": "Paper",
          "inputs": [
            { "name": "x", "unit": "m", "range": [0, 10] },
            { "name": "y", "range": [0, 4], "missing": 1.5 },
            { "name": "c", "categories": [ "a", "b", "d" ], "other": "d" }
          ],
          "outputs": [ { "name": "score" } ],
          "decision": { "kind": "threshold", "scores": "logit", "thresholds": [ { "threshold": 0, "below": "no", "atOrAbove": "yes" } ] },
          "conditions": [
            { "id": 1, "expression": { "bias": -5, "weights": { "x": 1, "c": { "a": 2 } } }, "source": { "level": 1, "neuron": 1, "slope": 0.25 } },
            { "id": 2, "expression": { "bias": -8, "weights": { "y": 3 } }, "source": { "level": 1, "neuron": 2, "slope": 0.5 } }
          ],
          "tree": {
            "condition": 1,
            "negative": { "condition": 2, "negative": { "rule": 1 }, "positive": { "rule": 2 } },
            "positive": { "rule": 3 }
          },
          "rules": [
            { "id": 1, "expressions": [ { "bias": 1, "weights": { "x": 0.5, "y": -2, "c": { "a": 0.5, "b": -1 } } } ] },
            { "id": 2, "expressions": [ { "bias": 3, "weights": { "x": 0 } } ] },
            { "id": 3, "expressions": [ { "bias": 0, "weights": { "y": 1 } } ] }
          ]
        }
        """;
}
