using System;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tests.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Networks;

public class PiecewiseNetworkTests
{
    [Fact]
    public void ActivationsAreWhatTheirNamesSay()
    {
        double[] z = [-2, 0.5, 3, 7];
        Assert.Equal([-0.02, 0.5, 3, 7], Of(new NegativeSlopes([0.01, 0, 0.5, 1])).Evaluate(z));
        Assert.Equal([0, 0.5, 3, 6], Of(new Clip(0, 6)).Evaluate(z));
        Assert.Equal([-1, 0.5, 1, 1], Of(new Clip(-1, 1)).Evaluate(z));
        Assert.Equal([0.5, 7], Of(new MaxOfUnits(2)).Evaluate(z));
        Assert.Equal(z, Of(new Identity()).Evaluate(z));

        static PiecewiseLayer Of(Activation activation) =>
            new(4, Enumerable.Range(0, 16).Select(i => i % 5 == 0 ? 1.0 : 0).ToArray(), new double[4], activation);
    }

    [Fact]
    public void TheHingeFormIsTheNetwork() => RandomCases.Hold(300, random =>
    {
        var network = RandomPiecewise.Network(random, random.Next(1, 4));
        var form = network.ToHingeForm();
        Assert.Equal(network.Gates.Count, form.Hinges);
        var outputs = new double[network.Outputs];
        for (var sample = 0; sample < 50; sample++)
        {
            var x = Enumerable.Range(0, network.Inputs).Select(_ => (random.NextDouble() * 6) - 3).ToArray();
            form.Evaluate(x, outputs);
            var expected = network.Evaluate(x);
            for (var k = 0; k < outputs.Length; k++)
                Assert.Equal(expected[k], outputs[k], 1e-11 * RandomPiecewise.Scale(network, x));
        }
    });

    [Fact]
    public void LayersThatDoNotFitAreRefused()
    {
        var layer = new PiecewiseLayer(2, new double[4], new double[2], new Identity());
        Assert.Throws<ArgumentException>(() => new PiecewiseLayer(2, new double[3], new double[2], new Identity()));
        Assert.Throws<ArgumentException>(() => new PiecewiseLayer(2, new double[4], new double[2], new NegativeSlopes([0])));
        Assert.Throws<ArgumentException>(() => new PiecewiseLayer(2, new double[4], new double[2], new Clip(1, 1)));
        Assert.Throws<ArgumentException>(() => new PiecewiseLayer(2, new double[4], new double[2], new MaxOfUnits(3)));
        Assert.Throws<ArgumentException>(() => new PiecewiseNetwork([]));
        Assert.Throws<ArgumentException>(
            () => new PiecewiseNetwork([layer, new PiecewiseLayer(3, new double[3], new double[1], new Identity())]));
        Assert.Throws<ArgumentException>(() => new PiecewiseNetwork([new PiecewiseLayer(2, new double[4], new double[2], new Clip(0, 1))]));
    }
}
