using System;
using System.Linq;
using RuleCompiler.Trainer.Interpretation;
using RuleCompiler.Trainer.Interpretation.Attributions;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Tests.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Interpretation;

public class AttributionTests
{
    [Theory]
    [InlineData("insens")]
    [InlineData("contributions")]
    [InlineData("gradient")]
    [InlineData("gradient-input")]
    [InlineData("lrp-epsilon")]
    [InlineData("lrp-alpha-beta")]
    [InlineData("deep-taylor")]
    public void ValuesAddUpToTheStatedSum(string name) => RandomCases.Hold(100, random =>
    {
        var graph = RandomGraphs.Any(random);
        var state = NetworkState.At(graph, RandomGraphs.Point(random, graph));
        var method = AttributionMethods.All([-1], [1]).Single(m => m.Name == name);
        foreach (var unit in state.Outputs)
        {
            var attribution = method.Attribute(state, unit);
            Assert.Equal(graph.InputCount, attribution.Values.Length);
            Assert.Equal(
                attribution.Sum,
                attribution.Values.Sum(),
                1e-9 * (1e-3 + Math.Abs(state.ValueOf(unit)) + attribution.Values.Sum(Math.Abs)));
        }
    });

    [Fact]
    public void RelevanceWithoutEpsilonIsGradientTimesInput() => RandomCases.Hold(100, random =>
    {
        var graph = RandomGraphs.Any(random);
        if (graph.Nodes.Any(n => n.Operation is Limited))
            return;
        var state = NetworkState.At(graph, RandomGraphs.Point(random, graph));
        foreach (var unit in state.Outputs)
        {
            var (relevance, expected) = (
                new LayerwiseRelevanceEpsilon(0).Attribute(state, unit), new GradientTimesInput().Attribute(state, unit));
            AreEqual(expected.Values, relevance.Values, 1e-8);
        }
    });

    [Fact]
    public void RelevanceOfOneLayerFollowsItsFormulas()
    {
        // z = 3·1 − 1·2 + ½ = 1½, of which 3½ is positive and −2 negative.
        var state = NetworkState.At(OneLayer(), [1, 2]);
        var unit = state.Outputs.Single();
        AreEqual([3 * 1.5 / 1.6, -2 * 1.5 / 1.6], new LayerwiseRelevanceEpsilon(0.1).Attribute(state, unit).Values);
        Assert.Equal(1.5 / 1.6, new LayerwiseRelevanceEpsilon(0.1).Attribute(state, unit).Sum, 1e-12);
        AreEqual([2 * 3 / 3.5 * 1.5, -1.5], new LayerwiseRelevanceAlphaBeta().Attribute(state, unit).Values);
        // Terms within 0 to 3: 3·(1 − 0) and −1·(2 − 3).
        var taylor = new DeepTaylor([0], [3]).Attribute(state, unit);
        AreEqual([1.5 * 3 / 4, 1.5 * 1 / 4], taylor.Values);
        Assert.Equal(1.5, taylor.Sum);
    }

    [Fact]
    public void DeepTaylorKeepsTheValueOfReluNetworks()
    {
        var kept = 0;
        RandomCases.Hold(100, random =>
        {
            var graph = RandomGraphs.Relu(random);
            var state = NetworkState.At(graph, RandomGraphs.Point(random, graph));
            foreach (var unit in state.Outputs)
            {
                var attribution = new DeepTaylor([-1], [1]).Attribute(state, unit);
                Assert.All(attribution.Values, r => Assert.True(r * state.ValueOf(unit) >= 0));
                kept += Math.Abs(attribution.Sum - state.ValueOf(unit)) < 1e-12 * Math.Abs(state.ValueOf(unit)) ? 1 : 0;
            }
        });
        Assert.True(kept > 20, $"Only {kept} values were passed on whole.");
    }

    [Fact]
    public void IntegratedGradientsAddUpWithinTheVariationOfTheSlope() => RandomCases.Hold(60, random =>
    {
        // One hidden layer: along the way each unit switches once at most, by |output weight|·|its weights·(x − x')|.
        var (inputs, units, steps) = (random.Next(1, 5), random.Next(1, 10), random.Next(1, 40));
        var (hidden, outer) = (RandomGraphs.Numbers(random, inputs * units), RandomGraphs.Numbers(random, units));
        var builder = new GraphBuilder();
        var z = builder.Add(
            "dense",
            new Dense(hidden, RandomGraphs.Numbers(random, units)),
            builder.Add("input", new NetworkInput(new TensorShape(1, inputs))));
        var graph = builder.Build([builder.Add("score", new Dense(outer, [0.3]), builder.Add("relu", new NegativeSlope([0]), z))]);
        var (x, baseline) = (RandomGraphs.Point(random, graph), RandomGraphs.Point(random, graph));
        var state = NetworkState.At(graph, x);
        var attribution = new IntegratedGradients(steps, baseline).Attribute(state, state.Outputs.Single());
        var variation = Enumerable.Range(0, units)
            .Sum(i => Math.Abs(outer[i] * Enumerable.Range(0, inputs).Sum(j => hidden[(j * units) + i] * (x[j] - baseline[j]))));
        Assert.Equal(state.ValueOf(state.Outputs.Single()) - graph.Evaluate(baseline)[0], attribution.Sum);
        Assert.Equal(attribution.Sum, attribution.Values.Sum(), (variation / (2 * steps)) + 1e-12);
    });

    [Fact]
    public void IntegratedGradientsOfDeepNetworksAddUpAsStepsGrow() => RandomCases.Hold(8, random =>
    {
        var graph = RandomGraphs.Any(random);
        var state = NetworkState.At(graph, RandomGraphs.Point(random, graph));
        var unit = state.Outputs.First();
        var attribution = new IntegratedGradients(400).Attribute(state, unit);
        Assert.Equal(
            attribution.Sum, attribution.Values.Sum(), 0.01 * (0.1 + Math.Abs(attribution.Sum) + attribution.Values.Sum(Math.Abs)));
    });

    [Fact]
    public void IntegratedGradientsOfAnAffineFunctionAreItsTerms()
    {
        var state = NetworkState.At(OneLayer(), [1, 2]);
        var attribution = new IntegratedGradients(1, [0.5, 0]).Attribute(state, state.Outputs.Single());
        AreEqual([1.5, -2], attribution.Values);
        Assert.Equal(-0.5, attribution.Sum, 1e-12);
    }

    [Fact]
    public void WrongSettingsAreRefused()
    {
        var state = NetworkState.At(OneLayer(), [1, 2]);
        var unit = state.Outputs.Single();
        Assert.Throws<ArgumentOutOfRangeException>(() => new IntegratedGradients(0));
        Assert.Throws<ArgumentException>(() => new IntegratedGradients(1, [0]).Attribute(state, unit));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LayerwiseRelevanceEpsilon(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LayerwiseRelevanceAlphaBeta(0.5));
        Assert.Throws<RuleCompilerException>(() => new DeepTaylor([1], [0]));
        Assert.Throws<RuleCompilerException>(() => new DeepTaylor([0, 0, 0], [1, 1, 1]).Attribute(state, unit));
        Assert.Contains(
            "2",
            Assert.Throws<RuleCompilerException>(() => new DeepTaylor([0], [1]).Attribute(state, unit)).Message,
            StringComparison.Ordinal);
    }

    private static NetworkGraph OneLayer()
    {
        var builder = new GraphBuilder();
        return builder.Build(
            [builder.Add("dense", new Dense([3, -1], [0.5]), builder.Add("input", new NetworkInput(new TensorShape(1, 2))))]);
    }

    private static void AreEqual(double[] expected, double[] actual, double relative = 1e-12)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var j = 0; j < expected.Length; j++)
            Assert.Equal(expected[j], actual[j], relative * Math.Max(1e-3, expected.Max(Math.Abs)));
    }
}
