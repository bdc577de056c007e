using System;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Networks;

public class PReluNetworkTests
{
    private static readonly DenseLayer Hidden = new(2, [1, 2, 3, 4, 5, 6], [0.5, -0.5, 0], [0, 0.25, 1]);
    private static readonly DenseLayer Last = new(3, [1, 10, 100], [1000], null);

    [Fact]
    public void UnitsBendAtZeroBySlope()
    {
        // z = (−2.5, −7.5, −11) at (−1, −1): f = (0, −1.875, −11).
        var network = new PReluNetwork([Hidden, Last]);
        Assert.Equal([1000 - 18.75 - 1100], network.Evaluate([-1, -1]));
        // z = (3.5, 6.5, 11) at (1, 1), where every slope passes z through.
        Assert.Equal([1000 + 3.5 + 65 + 1100], network.Evaluate([1, 1]));
    }

    [Fact]
    public void ArchitectureAndNonlinearPRelusAreCounted()
    {
        var network = new PReluNetwork([Hidden, Last]);
        Assert.Equal([2, 3, 1], network.Architecture);
        Assert.Equal((2, 1, 2), (network.Inputs, network.Outputs, network.Nonlinear));
    }

    [Fact]
    public void SlopesAboveTheLimitBecomeOne()
    {
        var network = new PReluNetwork([Hidden with { Slopes = [0.9995, 0.99950001, 0.3] }, Last]);
        var linear = network.WithSlopesFixedAbove(0.9995);
        Assert.Equal([0.9995, 1, 0.3], linear.Layers[0].Slopes!);
        Assert.Equal((2, 3), (linear.Nonlinear, network.Nonlinear));
    }

    [Fact]
    public void LayersThatDoNotFitAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new PReluNetwork([]));
        Assert.Throws<ArgumentException>(() => new PReluNetwork([Hidden]));
        Assert.Throws<ArgumentException>(() => new PReluNetwork([Last, Hidden]));
        Assert.Throws<ArgumentException>(() => new PReluNetwork([Hidden with { Slopes = null }, Last]));
        var message = Assert.Throws<ArgumentException>(() => new PReluNetwork([Hidden, Last with { Inputs = 4 }])).Message;
        Assert.Contains("Layer 2 takes 4 inputs; the layer before has 3 units.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneLayerIsANetwork() => Assert.Equal(Last.Weights.Sum() + 1000, new PReluNetwork([Last]).Evaluate([1, 1, 1])[0]);
}
