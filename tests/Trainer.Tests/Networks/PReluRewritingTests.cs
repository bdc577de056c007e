using System;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Networks;

public class PReluRewritingTests
{
    [Fact]
    public void RewrittenNetworksAreTheSameFunction()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var inputs = random.Next(1, 5);
            var network = RandomPiecewise.Network(random, inputs);
            var rewritten = network.ToPRelu();
            Assert.All(rewritten.Layers.SkipLast(1), l => Assert.All(l.Slopes!, a => Assert.InRange(a, 0, 1)));
            for (var sample = 0; sample < 20; sample++)
            {
                var x = Enumerable.Range(0, inputs).Select(_ => random.Next(3) == 0 ? random.Next(-2, 3) : (random.NextDouble() * 8) - 4)
                    .ToArray();
                var (expected, actual) = (network.Evaluate(x), rewritten.Evaluate(x));
                for (var k = 0; k < expected.Length; k++)
                    Assert.True(
                        Math.Abs(expected[k] - actual[k]) <= 1e-11 * RandomPiecewise.Scale(network, x),
                        $"seed {seed}: {expected[k]:R}, {actual[k]:R}");
            }
        }
    }

    [Fact]
    public void SlopesFromZeroToOneKeepTheirUnits()
    {
        double[] weights = [1, -2, 0.5, 3];
        var network = new PiecewiseNetwork(
        [
            new PiecewiseLayer(2, weights, [0.1, 0.2], new NegativeSlopes([0, 0.3])),
            new PiecewiseLayer(2, [1, 1], [0], new Identity()),
        ]);
        var rewritten = network.ToPRelu();
        Assert.Equal([2, 2, 1], rewritten.Architecture);
        Assert.Equal(weights, rewritten.Layers[0].Weights);
        Assert.Equal([0, 0.3], rewritten.Layers[0].Slopes!);
    }

    [Fact]
    public void SlopesBeyondOneAreTurnedRound()
    {
        var network = new PiecewiseNetwork(
        [
            new PiecewiseLayer(1, [1], [0], new NegativeSlopes([4])),
            new PiecewiseLayer(1, [1], [0], new Identity()),
        ]);
        var rewritten = network.ToPRelu();
        Assert.Equal([0.25], rewritten.Layers[0].Slopes!);
        Assert.Equal(-8, rewritten.Evaluate([-2])[0]);
        Assert.Equal(2, rewritten.Evaluate([2])[0]);
    }

    [Fact]
    public void LayersWithoutActivationFallIntoTheNext()
    {
        var network = new PiecewiseNetwork(
        [
            new PiecewiseLayer(1, [2], [1], new Identity()),
            new PiecewiseLayer(1, [3], [0], new Identity()),
        ]);
        var rewritten = network.ToPRelu();
        Assert.Equal([1, 1], rewritten.Architecture);
        Assert.Equal(9, rewritten.Evaluate([1])[0]);
    }
}
