using System;
using System.Linq;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

public class SlopeForceTests
{
    private static readonly float[] Slopes = [0, 0.25f, 0.995f, 0.9995f, 0.99951f, 1];

    [Fact]
    public void ForceGoesTowardsOneAndNoFurther()
    {
        var network = WithSlopes(Slopes);
        SlopeForce.Apply(network, 0.01f);
        Assert.Equal([0.01f, 0.25f + 0.01f, 1, 1, 1, 1], SlopesOf(network));
    }

    [Fact]
    public void WithoutForceSlopesAreOnlyKeptInRange()
    {
        var network = WithSlopes([-0.3f, 0, 0.5f, 0.9995f, 1, 1.2f]);
        SlopeForce.Apply(network, 0);
        Assert.Equal([0, 0, 0.5f, 0.9995f, 1, 1], SlopesOf(network));
    }

    [Fact]
    public void SlopeAboveOneIsPulledBack()
    {
        var network = WithSlopes([1.5f, 1.5f, 1.5f, 0, 0, 0]);
        SlopeForce.Apply(network, 0.75f);
        Assert.Equal([0.75f, 0.75f, 0.75f, 0.75f, 0.75f, 0.75f], SlopesOf(network));
    }

    [Fact]
    public void LinearMeansAboveTheNotesLimit() => Assert.Equal(4, SlopeForce.CountNonlinear(WithSlopes(Slopes)));

    [Fact]
    public void WeightsAndBiasesFeelNoForce()
    {
        var network = WithSlopes(Slopes);
        var before = network.ToNetwork().Layers.SelectMany(l => l.Weights.Concat(l.Biases)).ToArray();
        SlopeForce.Apply(network, 0.5f);
        Assert.Equal(before, network.ToNetwork().Layers.SelectMany(l => l.Weights.Concat(l.Biases)));
    }

    private static TrainableNetwork WithSlopes(float[] slopes)
    {
        var network = new TrainableNetwork(new ParameterLayout([2, slopes.Length, 1]), 16);
        network.Initialize(new Xoshiro256(1));
        slopes.CopyTo(network.Slopes(network.Layout.Layers[0]));
        return network;
    }

    private static float[] SlopesOf(TrainableNetwork network) => network.Slopes(network.Layout.Layers[0]).ToArray();
}
