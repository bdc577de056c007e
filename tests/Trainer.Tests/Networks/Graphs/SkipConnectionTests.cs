using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Tests.Onnx;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Networks.Graphs;

/// <summary>Connections that go around activations become units that let values pass.</summary>
public class SkipConnectionTests
{
    [Fact]
    public void ResidualNetworkOfPyTorchIsItsChain()
    {
        var graph = OnnxFile.Read(Fixture.PathOf("residual"));
        var chain = graph.ToPiecewise().Network;
        // 8 and 8 ReLUs; the first layer carries the 5 inputs on, the second the inputs and what the first gave.
        Assert.Equal([13, 21, 3], chain.Layers.Select(l => l.Units));
        Assert.Equal(16, chain.Gates.Count);
        foreach (var x in Fixture.Of("residual").Inputs)
            AssertSame(graph.Evaluate(x), chain, x);
    }

    [Fact]
    public void RandomGraphsAreTheirChains()
    {
        var skips = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var graph = Random(random);
            var chain = graph.ToPiecewise().Network;
            var prelu = chain.ToPRelu();
            skips += chain.Layers.Sum(
                l => l.Units) > graph.Nodes.Where(n => n.Operation is not IAffineOperation and not NetworkInput).Sum(n => n.Shape.Count)
                    + chain.Outputs ? 1 : 0;
            for (var sample = 0; sample < 40; sample++)
            {
                var x = Enumerable.Range(0, graph.InputCount).Select(_ => (random.NextDouble() * 4) - 2).ToArray();
                AssertSame(graph.Evaluate(x), chain, x);
                Assert.All(chain.Evaluate(x).Zip(prelu.Evaluate(x)), p => Assert.Equal(p.First, p.Second, 1e-9));
            }
        }

        Assert.True(skips > 100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RegionsAreThePatternsOfTheGraph(int seed)
    {
        // Three residual blocks of four over two inputs.
        var random = new Random(seed);
        var builder = new GraphBuilder();
        var last = Dense(builder, random, builder.Add("x", new NetworkInput(new TensorShape(1, 2))), 4);
        for (var block = 0; block < 3; block++)
            last = builder.Add(
                "sum",
                new WeightedSum([1, 1]),
                last,
                Dense(builder, random, builder.Add("relu", new NegativeSlope([0]), Dense(builder, random, last, 4)), 4));
        var graph = builder.Build([Dense(builder, random, last, 1)]);

        var chain = graph.ToPiecewise().Network;
        Assert.Equal(12, chain.Gates.Count);
        var box = new InputBox([-2, -2], [2, 2]);
        var regions = RegionEnumerator.Enumerate(chain, box, new ExtractionOptions(FindImplied: false)).Tree!.Regions.ToArray();
        // Every region found is one of the graph, and by brute force there is no other.
        var patterns = regions.Select(r => Pattern(graph, r.Witness)).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(regions.Length, patterns.Count);
        Assert.InRange(regions.Length, 10, 300);
        var met = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 40_000; i++)
            met.Add(Pattern(graph, [(random.NextDouble() * 4) - 2, (random.NextDouble() * 4) - 2]));
        Assert.Subset(patterns, met);
        Assert.True(met.Count > 0.8 * patterns.Count, $"{met.Count} of {patterns.Count}");
    }

    private static string Pattern(NetworkGraph graph, double[] x)
    {
        var values = graph.Run(x);
        return string.Concat(
            graph.Nodes.Where(n => n.Operation is NegativeSlope).SelectMany(n => values[n.Inputs[0]]).Select(z => z < 0 ? '-' : '+'));
    }

    /// <summary>Each node takes one or several of those before it, of every kind of activation.</summary>
    private static NetworkGraph Random(Random random)
    {
        const int Width = 3;
        var builder = new GraphBuilder();
        var nodes = new List<int> { builder.Add("x", new NetworkInput(new TensorShape(1, Width))) };
        for (var i = 0; i < 7; i++)
        {
            var (one, other) = (nodes[random.Next(nodes.Count)], nodes[random.Next(nodes.Count)]);
            nodes.Add(random.Next(11) switch
            {
                0 => builder.Add("clip", new Limited(-0.5, 0.7), one),
                1 => builder.Add("low", new Limited(-0.5, double.PositiveInfinity), one),
                2 => builder.Add("high", new Limited(double.NegativeInfinity, 0.5), one),
                3 => builder.Add("max", new Maximum(), one, other),
                4 => builder.Add("min", new Minimum(), one, other, nodes[0]),
                5 => builder.Add("abs", new Absolute(), one),
                6 => builder.Add("sum", new WeightedSum([1, -0.5]), one, other),
                7 => Dense(builder, random, builder.Add("both", new Concatenation(1), one, other), Width),
                _ => builder.Add("slopes", new NegativeSlope([0, 0.25, 1]), Dense(builder, random, one, Width)),
            });
        }

        return builder.Build([Dense(builder, random, builder.Add("all", new Concatenation(1), nodes), 2)]);
    }

    private static int Dense(GraphBuilder builder, Random random, int input, int units)
    {
        var inputs = builder.ShapeOf(input).Count;
        double[] Numbers(int count) => Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 2) - 1).ToArray();
        return builder.Add("dense", new Dense(Numbers(inputs * units), Numbers(units)), input);
    }

    private static void AssertSame(double[] expected, PiecewiseNetwork chain, double[] x) =>
        Assert.All(expected.Zip(chain.Evaluate(x)), p => Assert.Equal(p.First, p.Second, 1e-11 * Math.Max(1, Math.Abs(p.First))));
}
