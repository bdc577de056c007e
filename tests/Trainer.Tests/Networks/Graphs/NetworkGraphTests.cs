using System;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Tests.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Networks.Graphs;

public class NetworkGraphTests
{
    [Fact]
    public void GraphOfANetworkIsTheSameToTheLastBit() => RandomCases.Hold(200, random =>
    {
        var network = RandomPiecewise.Network(random, 3);
        var graph = NetworkGraph.FromLayers(network);
        var again = graph.ToPiecewise();
        Assert.Equal(NetworkHead.None, again.Head);
        // Affine layers that follow each other become one, so that only the layers' numbers may differ.
        Assert.Equal(network.Gates.Select(g => (g.Kind, g.Unit, g.Slope)), again.Network.Gates.Select(g => (g.Kind, g.Unit, g.Slope)));
        for (var i = 0; i < 5; i++)
        {
            var x = RandomGraphs.Numbers(random, 3);
            Assert.Equal(network.Evaluate(x), graph.Evaluate(x));
        }
    });

    [Fact]
    public void ChainIsTheGraphToRounding() => RandomCases.Hold(400, random =>
    {
        var graph = RandomGraphs.Chain(random);
        var network = graph.ToPiecewise().Network;
        for (var i = 0; i < 5; i++)
        {
            var x = RandomGraphs.Numbers(random, graph.InputCount);
            var scale = RandomPiecewise.Scale(network, x);
            Assert.All(
                graph.Evaluate(x).Zip(network.Evaluate(x)),
                p => Assert.True(Math.Abs(p.First - p.Second) <= 1e-12 * scale, $"{p.First} {p.Second}"));
        }
    });

    [Theory]
    [InlineData(NetworkHead.Sigmoid)]
    [InlineData(NetworkHead.Softmax)]
    [InlineData(NetworkHead.LogSoftmax)]
    [InlineData(NetworkHead.ArgMax)]
    public void HeadIsTakenOff(NetworkHead head)
    {
        var builder = new GraphBuilder();
        var x = builder.Add("x", new NetworkInput(new TensorShape(1, 2)));
        Operation operation = head switch
        {
            NetworkHead.Sigmoid => new Sigmoid(),
            NetworkHead.Softmax => new Softmax(1),
            NetworkHead.LogSoftmax => new LogSoftmax(1),
            _ => new ArgMax(1),
        };
        var end = builder.Add("end", operation, builder.Add("scores", new ScaleAndShift([3], [1]), x));
        var graph = builder.Build([builder.Add("flat", new Reshape(new TensorShape(builder.ShapeOf(end).Count)), end)]);
        var network = graph.ToPiecewise();
        Assert.Equal(head, network.Head);
        Assert.Equal([7, 13], network.Network.Evaluate([2, 4]));
    }

    [Fact]
    public void WhatIsNoChainIsNamed()
    {
        var builder = new GraphBuilder();
        var x = builder.Add("x", new NetworkInput(new TensorShape(1, 2)));
        var relu = builder.Add("relu", new NegativeSlope([0]), x);
        var skip = builder.Add("skip", new WeightedSum([1, 1]), relu, x);
        var tanh = builder.Add("smooth", new HyperbolicTangent(), x);
        Assert.Contains(
            "'smooth'", Assert.Throws<NotPiecewiseException>(() => builder.Build([tanh]).ToPiecewise()).Message, StringComparison.Ordinal);
        var size = builder.Add("size", new Absolute(), x);
        var message = Assert.Throws<NotPiecewiseException>(() => builder.Build([size, skip]).ToPiecewise()).Message;
        Assert.Contains(
            "2 outputs, 'size', 'skip'; rules need one: say which with --network-output NAME", message, StringComparison.Ordinal);
        // A value on the way to another output is not an answer of its own.
        Assert.Equal([5, -2], builder.Build([relu, skip]).ToPiecewise().Network.Evaluate([2.5, -2]));
    }

    [Fact]
    public void NodesThatNoOutputNeedsAreLeftOut()
    {
        var builder = new GraphBuilder();
        var a = builder.Add("a", new NetworkInput(new TensorShape(1, 2)));
        builder.Add("unused", new Absolute(), a);
        var b = builder.Add("b", new NetworkInput(new TensorShape(1)));
        var graph = builder.Build([builder.Add("twice", new ScaleAndShift([2], [0]), b), a]);
        Assert.Equal(["a", "b", "twice"], graph.Nodes.Select(n => n.Name));
        Assert.Equal([6, 1, 2], graph.Evaluate([1, 2, 3]));
        Assert.Throws<ArgumentException>(() => graph.Evaluate([1, 2]));
    }

    [Fact]
    public void GraphsThatAreTooLargeAreRefusedBeforeAnythingIsAllocated()
    {
        var builder = new GraphBuilder();
        Assert.Throws<RuleCompilerException>(() => new TensorShape(1 << 20, 1 << 20));
        var x = builder.Add("x", new NetworkInput(new TensorShape(1, 1, 4096, 4096)));
        Assert.Throws<RuleCompilerException>(
            () => builder.Add("slow", new AveragePool(true, new WindowAxis(2048), new WindowAxis(2048)), x));
        Assert.Throws<RuleCompilerException>(() =>
        {
            for (var i = 0; i < 10; i++)
                builder.Add("more", new Absolute(), x);
        });
    }

    [Fact]
    public void WeightsOfAllOperationsAreLimited()
    {
        var (builder, dense) = (new GraphBuilder(), new Dense(new double[2048 * 2048], new double[2048]));
        var last = builder.Add("x", new NetworkInput(new TensorShape(1, 2048)));
        for (var i = 0; i < 16; i++)
            last = builder.Add("dense", dense, last);
        Assert.Contains(
            "weights", Assert.Throws<RuleCompilerException>(() => builder.Add("dense", dense, last)).Message, StringComparison.Ordinal);
    }
}
