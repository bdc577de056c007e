using System;
using System.Linq;
using System.Threading;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tests.Networks;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Extraction;

/// <summary>Networks made to be hard: what coincides, vanishes, meets in one point, or differs by many powers of ten.</summary>
public class HardNetworkTests
{
    [Theory]
    [InlineData(new[] { 1.0, 0, 1, 0, 2, 0, -1, 0 }, new[] { 0.0, 0, 0, 0 }, 2)] // one line four times
    [InlineData(new[] { 1.0, 0, 1, 0, 1, 0, 1, 0 }, new[] { -0.2, -0.1, 0.1, 0.2 }, 5)] // parallel lines
    [InlineData(new[] { 1.0, 0, 0, 1, 1, 1, 1, -1 }, new[] { 0.0, 0, 0, 0 }, 8)] // lines through one point
    [InlineData(new[] { 0.0, 0, 0, 0, 0, 0, 0, 0 }, new[] { 1.0, -1, 0, 0 }, 1)] // no weights
    [InlineData(new[] { 1.0, 0, 1, 0, 1, 0, 1, 0 }, new[] { 5.0, -5, 9, -9 }, 1)] // always on, always off
    public void LinesOfOneLayer(double[] weights, double[] biases, long regions)
    {
        var network = new PiecewiseNetwork([
            new PiecewiseLayer(2, weights, biases, new NegativeSlopes(new double[4])),
            new PiecewiseLayer(4, [1, 1, 1, 1], [0], new Identity())]);
        Assert.Equal(regions, Count(network, HingeForms.Cube(2, 1)));
    }

    [Fact]
    public void WhatIsSwitchedOffMakesNoRegions()
    {
        // Without biases the second layer is exactly 0 wherever the first is off, in spite of weights that no double holds.
        var random = new Random(3);
        var first = new PiecewiseLayer(2, [0.1, 0.3, -0.7, 0.1], [-5, -5], new NegativeSlopes([0, 0]));
        var second = new PiecewiseLayer(
            2,
            Enumerable.Range(0, 20).Select(_ => random.NextDouble() - 0.5).ToArray(),
            new double[10],
            new NegativeSlopes(new double[10]));
        var network = new PiecewiseNetwork([first, second, new PiecewiseLayer(10, new double[10], [0], new Identity())]);
        Assert.Equal(1, Count(network, HingeForms.Cube(2, 1)));
    }

    [Fact]
    public void WeightsOfAnySizeGiveRegionsThatAreRight() => RandomCases.Hold(150, random =>
    {
        var size = () => Math.Pow(10, random.Next(-12, 13)) * (random.Next(2) == 0 ? 1 : -1) * (1 + random.NextDouble());
        var network = new PiecewiseNetwork([
            new PiecewiseLayer(
                2,
                Enumerable.Range(0, 8).Select(_ => size()).ToArray(),
                Enumerable.Range(0, 4).Select(_ => size()).ToArray(),
                new NegativeSlopes(new double[4])),
            new PiecewiseLayer(
                4,
                Enumerable.Range(0, 8).Select(_ => size()).ToArray(),
                Enumerable.Range(0, 2).Select(_ => size()).ToArray(),
                new Clip(-1, 1)),
            new PiecewiseLayer(2, [1, 1], [0], new Identity())]);
        var box = HingeForms.Cube(2, 1);
        var tree = RegionEnumerator.Enumerate(network, box, new ExtractionOptions(FindImplied: false)).Tree!;
        Assert.InRange(tree.Regions.Count(), 1, 11 * 9);
        foreach (var region in tree.Regions)
        {
            var (x, scale) = (region.Witness, RandomPiecewise.Scale(network, region.Witness));
            // Of a region thinner than rounding only exact arithmetic tells that the witness is inside.
            if (region.Path.All(c => SignedValue.Compute(c.Condition.Weights, c.Condition.Bias, x).IsCertain))
                Assert.Same(region, tree.Find(x));
            Assert.Equal(network.Evaluate(x)[0], region.Outputs[0].Evaluate(x), 1e-12 * scale);
        }
    });

    [Fact]
    public void RangesOfNoWidthLeaveFewerDimensions()
    {
        var network = RandomPiecewise.Relu(new Random(8), 3, 6, 4, 1);
        var point = new InputBox([0.5, 0.5, 0.5], [0.5, 0.5, 0.5]);
        Assert.Equal(1, Count(network, point));
        // On a line each of the 6 units changes its sign at most once.
        var line = RegionEnumerator.Enumerate(
            network, new InputBox([0.5, -9, 0.5], [0.5, 9, 0.5]), new ExtractionOptions(FindImplied: false)).Tree!;
        Assert.InRange(line.Regions.Select(r => string.Concat(r.Pattern.Take(6))).Distinct().Count(), 2, 7);
    }

    private static long Count(PiecewiseNetwork network, InputBox box)
    {
        var counter = RegionCounter.Create(network, box, new ExtractionOptions());
        Assert.True(counter.Run(CancellationToken.None));
        return counter.Regions;
    }
}
