using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Interpretation;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Tests.Networks;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Interpretation;

/// <summary>What a rule system says of a row is what the network says that it came from.</summary>
public class RuleSystemTests
{
    private const double Relative = 1e-9;

    [Fact]
    public void WeightsContributionsAndCentreAreThoseOfTheNetwork() => EachCase((state, explanation) =>
    {
        foreach (var (output, unit) in explanation.Outputs.Zip(state.Outputs))
        {
            var projection = state.Project(unit);
            var scale = Relative * (1e-3 + SwitchedProjectionTests.Scale(state.Input.ToArray(), projection));
            Assert.Equal(projection.Value, output.Value, scale);
            Assert.Equal(projection.Bias, output.Bias, scale);
            var (contributions, centre) = (projection.Contributions(), projection.Centre(state.Input));
            for (var j = 0; j < contributions.Length; j++)
            {
                var term = output.Terms.SingleOrDefault(t => t.Input == j);
                Assert.Equal(projection.Weights[j], term?.Weight ?? 0, scale);
                Assert.Equal(contributions[j], term?.Contribution ?? 0, scale);
                Assert.Equal(centre[j], term?.Centre ?? state.Input[j], Relative * (1 + Math.Abs(centre[j])));
            }
        }
    });

    /// <summary>
    /// A unit whose sign is the same in the whole cell of the domain is not a condition there; the others are the same ω̂, with the same
    /// weights.
    /// </summary>
    [Fact]
    public void InsensIsThatOfTheUnitsThatThePathTests()
    {
        var (all, some) = (0, 0);
        EachCase((state, explanation, document) =>
        {
            var tested = explanation.Conditions.Select(c => document.Conditions.Single(d => d.Id == c.Number).Source!)
                .Select(s => (s.Level, s.Neuron)).ToHashSet();
            var layers = state.Layers.Select((layer, l) => layer with
            {
                Shares = layer.Shares.Select((share, i) => tested.Contains((l + 1, i + 1)) ? share : 0).ToArray(),
            }).ToArray();
            var expected = MeanOf(state, layers);
            var scale = Relative * Math.Max(1e-3, expected.Max(Math.Abs));
            Assert.Equal(expected.Length, explanation.Inputs.Count);
            for (var j = 0; j < expected.Length; j++)
                Assert.Equal(expected[j], explanation.Inputs[j].Insens, scale);

            if (!layers.Zip(state.Layers).All(p => p.First.Shares.SequenceEqual(p.Second.Shares)))
            {
                some++;
                return;
            }

            all++;
            var insens = Insens.Compute(state);
            for (var j = 0; j < insens.Length; j++)
                Assert.Equal(insens[j], explanation.Inputs[j].Insens, scale);
        });
        Assert.True(all > 100 && some > 100, $"{all} paths tested every unit that counts, {some} did not.");
    }

    /// <summary>ω̂ depends on the units of the inputs: rules in the original ones are the network with its scaling in front.</summary>
    [Fact]
    public void RulesInOriginalUnitsAreTheNetworkBehindItsScaling() => RandomCases.Hold(40, random =>
    {
        const int Inputs = 2;
        var scale = Enumerable.Range(0, Inputs).Select(_ => Math.Pow(10, random.Next(-2, 3))).ToArray();
        var shift = RandomGraphs.Numbers(random, Inputs);
        var network = RandomPiecewise.Relu(random, Inputs, 3, 1);
        var first = network.Layers[0];
        var folded = new PiecewiseNetwork([
            new PiecewiseLayer(
                Inputs,
                first.Weights.Select((w, i) => w * scale[i % Inputs]).ToArray(),
                first.Biases.Select((b, i) => b + SwitchedProjectionTests.Dot(first.WeightsOf(i).ToArray(), shift)).ToArray(),
                first.Activation),
            network.Layers[1]]);
        var builder = new GraphBuilder();
        var last = builder.Add(
            "scaled", new ScaleAndShift(scale, shift), builder.Add("input", new NetworkInput(new TensorShape(1, Inputs))));
        foreach (var layer in network.Layers)
            last = builder.AddLayer("layer", layer, last);
        var graph = builder.Build([last]);

        var box = HingeForms.Cube(Inputs, 100);
        var document = Written(folded, box);
        var x = RandomCases.Point(random, box);
        var (state, explanation) = (NetworkState.At(graph, x), new RuleEvaluator(document).Explain(x));
        if (explanation.Conditions.Count < 3)
            return;
        var insens = Insens.Compute(state);
        for (var j = 0; j < Inputs; j++)
            Assert.Equal(insens[j], explanation.Inputs[j].Insens, 1e-8 * Math.Max(1e-3, insens.Max(Math.Abs)));
    });

    /// <summary>The hinges that are negative, with their slopes, are the inactive units of the network that was collapsed.</summary>
    [Fact]
    public void NegativeHingesAreTheInactiveUnits() => RandomCases.Hold(60, random =>
    {
        var network = RandomNetworks.Any(random);
        var form = network.ToHingeForm();
        var x = RandomGraphs.Numbers(random, network.Inputs);
        var state = NetworkState.At(NetworkGraph.FromLayers(Piecewise(network)), x);
        var parts = new double[form.Hinges];
        form.Evaluate(x, parts, new double[form.Outputs]);
        var negative = parts.Select(p => p < 0).ToArray();
        var (sum, total) = (new double[network.Inputs], 0.0);
        for (var j = 0; j < form.Hinges; j++)
        {
            if (!negative[j])
                continue;
            var map = form.HingeMap(j, negative);
            var square = map.Weights.Sum(w => w * w);
            var share = 1 - form.Sources[j].Slope;
            total += share;
            for (var i = 0; i < sum.Length && square > 0; i++)
                sum[i] += share * map.Evaluate(x) / square * map.Weights[i];
        }

        Assert.Equal(form.Hinges, state.Units);
        Assert.Equal(negative.Count(n => !n), state.Active);
        var insens = Insens.Compute(state);
        for (var i = 0; i < sum.Length; i++)
            Assert.Equal(total > 0 ? sum[i] / total : 0, insens[i], 1e-8 * Math.Max(1e-3, insens.Max(Math.Abs)));
    });

    private static double[] MeanOf(NetworkState state, UnitLayer[] layers)
    {
        var (sum, total) = (new double[state.Graph.InputCount], 0.0);
        foreach (var layer in layers)
        {
            for (var i = 0; i < layer.Shares.Length; i++)
            {
                if (layer.Shares[i] == 0)
                    continue;
                var pattern = state.Project(new Unit(layer.Node, i)).Pattern();
                sum = sum.Zip(pattern, (s, p) => s + (layer.Shares[i] * p)).ToArray();
                total += layer.Shares[i];
            }
        }

        return total > 0 ? sum.Select(s => s / total).ToArray() : sum;
    }

    private static void EachCase(Action<NetworkState, Explanation> holds) => EachCase((state, explanation, _) => holds(state, explanation));

    // ReLU and PReLU networks with every kind of slope, all their regions as rules, and some points.
    private static void EachCase(Action<NetworkState, Explanation, RuleDocument> holds) => RandomCases.Hold(60, random =>
    {
        var sizes = Enumerable.Range(0, random.Next(2, 4)).Select(_ => random.Next(1, 4)).Append(random.Next(1, 3)).ToArray();
        var network = RandomNetworks.Of(random, () => random.Next(3) == 0 ? 0 : random.Next(4) == 0 ? 1 : random.NextDouble(), sizes);
        var piecewise = Piecewise(network);
        var box = HingeForms.Cube(network.Inputs, 3);
        var document = Written(piecewise, box);
        var evaluator = new RuleEvaluator(document);
        for (var point = 0; point < 20; point++)
        {
            var x = RandomCases.Point(random, box);
            holds(NetworkState.At(NetworkGraph.FromLayers(piecewise), x), evaluator.Explain(x), document);
        }
    });

    private static RuleDocument Written(PiecewiseNetwork network, InputBox box) =>
        NetworkRules.Write(
            network,
            RegionEnumerator.Enumerate(network, box, new ExtractionOptions(FindImplied: false)).Tree!,
            box,
            "Network",
            string.Empty);

    private static PiecewiseNetwork Piecewise(PReluNetwork network) => new(network.Layers.Select(l => new PiecewiseLayer(
        l.Inputs, l.Weights, l.Biases, l.Slopes is { } slopes ? new NegativeSlopes(slopes) : new Identity())).ToArray());
}
