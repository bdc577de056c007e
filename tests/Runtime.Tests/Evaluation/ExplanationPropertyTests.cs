using System;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Runtime.Tests.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Evaluation;

/// <summary>What holds for the explanation of any row.</summary>
public class ExplanationPropertyTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void RuleOutputsAndTermsAreThoseOfTheEvaluatorBitForBit() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(5, 11).WithMaxTest(300),
        Prop.ForAll(RandomDocuments.Seeds(), seed =>
        {
            // Documents with the largest and smallest numbers there are.
            var evaluator = new RuleEvaluator(RandomDocuments.Make(seed));
            var random = new Random(seed);
            var row = evaluator.Document.Inputs.Select(
                i => i is CategoryInput c ? random.Next(c.Categories.Count) : (random.NextDouble() - 0.5) * 20).ToArray();
            var (outcome, explanation) = (evaluator.Evaluate(row), evaluator.Explain(row));
            Assert.Equal(evaluator.Document.Rules[outcome.RuleIndex].Id, explanation.Rule);
            Assert.Equal(outcome.Outputs, explanation.Outputs.Select(o => o.Value));
            foreach (var output in explanation.Outputs)
                Assert.Equal(
                    BitConverter.DoubleToInt64Bits(output.Value),
                    BitConverter.DoubleToInt64Bits(output.Terms.Aggregate(output.Bias, (sum, t) => sum + t.Value)));
            Assert.Equal(evaluator.Document.Decision is ClassDecision ? evaluator.Classify(outcome.Outputs) : -1, explanation.Class);
            Assert.StartsWith(
                "Rule " + explanation.Rule.ToString(CultureInfo.InvariantCulture), explanation.RuleText, StringComparison.Ordinal);
        }));

    [Fact]
    public void ContributionsAddUpToTheScoreAndInsensToTheCondition() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(3, 17).WithMaxTest(300),
        Prop.ForAll(RandomDocuments.Seeds(), seed =>
        {
            var random = new Random(seed);
            var weights = Enumerable.Range(0, 3).Select(_ => Random(random)).ToArray();
            var evaluator = new RuleEvaluator(Document(random, weights));
            double[] row = [Random(random), Random(random), Random(random), random.Next(3)];
            var explanation = evaluator.Explain(row);
            var output = Assert.Single(explanation.Outputs);
            Assert.Equal(output.Value, output.Terms.Sum(t => t.Contribution), Tolerance);

            // (v/ŵ·ŵ)·ŵ·ŵ = v, for the one condition there is; it has no category.
            var condition = Assert.Single(explanation.Conditions);
            var insens = weights.Select((w, i) => w * explanation.Inputs[i].Insens).Sum();
            Assert.Equal(condition.IsNegative ? condition.Value : 0.0, insens, Tolerance);

            // So far along the steepest way, measured in ranges (1, 2 and 4), lies the boundary.
            double[] ranges = [1, 2, 4];
            var steepness = Math.Sqrt(weights.Select((w, i) => w * ranges[i] * w * ranges[i]).Sum());
            double[] there = [.. row.Select(
                (x, i) => i == 3 ? x : x - (condition.Distance * ranges[i] * (weights[i] * ranges[i] / steepness)))];
            Assert.Equal(0.0, evaluator.EvaluateCondition(0, there), Tolerance);
            Assert.Equal(Math.Abs(condition.Distance), explanation.DistanceToOtherRule);
        }));

    [Fact]
    public void NoRowThatIsNearerIsDecidedOtherwise() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(9, 1).WithMaxTest(200),
        Prop.ForAll(RandomDocuments.Seeds(), seed =>
        {
            var random = new Random(seed);
            var evaluator = new RuleEvaluator(Document(random, [Random(random), Random(random), Random(random)]));
            double[] row = [Random(random), Random(random), Random(random), random.Next(3)];
            var explanation = evaluator.Explain(row);
            double[] ranges = [1, 2, 4];
            for (var attempt = 0; attempt < 20; attempt++)
            {
                var direction = ranges.Select(_ => Random(random)).ToArray();
                var length = Math.Sqrt(direction.Sum(d => d * d));
                var reach = Math.Min(explanation.DistanceToDecision, 100) * (1 - Tolerance);
                double[] near = [.. row.Select((x, i) => i == 3 ? x : x + (direction[i] / length * reach * ranges[i]))];
                Assert.Equal(explanation.Class, evaluator.Explain(near).Class);
            }
        }));

    /// <summary>These bits are those of another implementation of the same operations.</summary>
    [Theory]
    [InlineData(1.0, 0x4005BF0A8B14576A)]
    [InlineData(-0.7, 0x3FDFC80DB9DD5542)]
    [InlineData(30.25, 0x42A8F5AAB3A871D0)]
    [InlineData(-500.125, 0x12D631D739EED4B5)]
    public void TheExponentialHasItsBits(double x, long bits) => Assert.Equal(bits, BitConverter.DoubleToInt64Bits(Exponential.Of(x)));

    [Fact]
    public void ProbabilitiesAreWhatScoresSay()
    {
        var document = ExampleDocument.Read();
        ThresholdBit Bit(string threshold) => new(Digits.Of(threshold), "no", "yes");
        double[] Of(ClassDecision decision, params double[] scores) =>
            new RuleEvaluator(document with { Decision = decision }).Probabilities(scores);
        Assert.Empty(Of(new ThresholdDecision(ScoreKind.Plain, EquatableArray.Of(Bit("0"))), 1.0));
        Assert.Equal([0.0, 0.25, 1.0], Of(new ArgmaxDecision(ScoreKind.Probability, EquatableArray.Of("a", "b", "c")), -0.5, 0.25, 1.5));
        // A threshold decides and leaves the log-odds as they are.
        Assert.Equal(
            [0.5, 0.75],
            Of(new ThresholdDecision(ScoreKind.Logit, EquatableArray.Of(Bit("3"), Bit("0"))), 0.0, Math.Log(3)).Select(
                p => Math.Round(p, 12)));
        Assert.Equal(
            [0.5, 0.25, 0.25],
            Of(new ArgmaxDecision(ScoreKind.Logit, EquatableArray.Of("a", "b", "c")), Math.Log(2) + 1000, 1000, 1000).Select(
                p => Math.Round(p, 12)));
    }

    private static double Random(Random random) => (random.NextDouble() - 0.5) * 4;

    /// <summary>One condition over three numbers; two rules, of one output over all four inputs.</summary>
    private static RuleDocument Document(Random random, double[] weights)
    {
        string Text(double value) => Number.From(value).Text;
        string Next() => Text(Random(random));
        string Rule(int id) =>
            $$"""{ "id": {{id}}, "expressions": [ { "bias": {{Next()}}, "weights": { "x": {{Next()}}, "y": {{Next()}}, "z": {{Next()}}, "c": { "a": {{Next()}}, "b": {{Next()}} } } } ] }""";
        return RuleDocumentReader.Read(
            $$"""
            {
              "version": 1, "name": "Random",
              "inputs": [
                { "name": "x", "range": [0, 1] }, { "name": "y", "range": [-1, 1] }, { "name": "z", "range": [-2, 2] }, { "name": "c", "categories": [ "a", "b", "d" ] }
              ],
              "outputs": [ { "name": "s" } ],
              "decision": { "kind": "threshold", "thresholds": [ { "threshold": 0.5, "below": "no", "atOrAbove": "yes" } ] },
              "conditions": [
                {
                  "id": 1, "source": { "level": 1, "neuron": 1, "slope": 0.5 },
                  "expression": { "bias": {{Next()}}, "weights": { "x": {{Text(weights[0])}}, "y": {{Text(weights[1])}}, "z": {{Text(weights[2])}} } }
                }
              ],
              "tree": { "condition": 1, "negative": { "rule": 1 }, "positive": { "rule": 2 } },
              "rules": [ {{Rule(1)}}, {{Rule(2)}} ]
            }
            """);
    }
}
