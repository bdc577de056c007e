using System;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tests.Networks;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Extraction;

public class NetworkExtractionTests
{
    private static readonly ExtractionOptions Plain = new(FindImplied: false);

    [Theory]
    [InlineData("one_20_n3", 1)]
    [InlineData("two_8_8_n4", 2)]
    [InlineData("three_10_10_10_n2", 3)]
    [InlineData("one_30_n4", 2)]
    [InlineData("one_16_n8", 2)]
    public void KnownNetworksGiveTheirCountOnAnyNumberOfThreads(string name, int threads)
    {
        var (network, box) = Read(name);
        var counter = RegionCounter.Create(network, box, new ExtractionOptions(Threads: threads));
        Assert.True(counter.Run(CancellationToken.None));
        Assert.Equal(SampleNetworks.ExpectedRegions(name), counter.Regions);
        Assert.Equal(0, counter.Undecided);
    }

    [Theory]
    [InlineData(20, 3, 1351)]
    [InlineData(30, 4, 31931)]
    [InlineData(16, 8, 39203)]
    [InlineData(100, 2, 5051)]
    public void OneLayerInGeneralPositionGivesTheKnownCount(int units, int inputs, long regions)
    {
        var network = RandomPiecewise.Relu(new Random(units), inputs, units, 1);
        var counter = RegionCounter.Create(network, HingeForms.Cube(inputs, 1e6), new ExtractionOptions(Threads: 2));
        Assert.True(counter.Run(CancellationToken.None));
        Assert.Equal(regions, counter.Regions);
    }

    [Fact]
    public void EveryPointLiesInOneRegionWhoseMapsAreTheNetwork() => RandomCases.Hold(600, random =>
    {
        var (network, box) = Case(random);
        var regions = RegionEnumerator.Enumerate(network, box, Plain).Tree!.Regions.ToArray();
        for (var sample = 0; sample < 50; sample++)
        {
            var x = RandomCases.Point(random, box);
            var region = Assert.Single(regions, r => r.Path.All(c => c.Condition.Evaluate(x) < 0 == c.Negative));
            var (expected, scale) = (network.Evaluate(x), RandomPiecewise.Scale(network, x));
            for (var k = 0; k < network.Outputs; k++)
                Assert.Equal(expected[k], region.Outputs[k].Evaluate(x), 1e-12 * scale);
        }
    });

    [Fact]
    public void WitnessesAreInsideAndHaveThePatternOfTheirRegion() => RandomCases.Hold(200, random =>
    {
        var (network, box) = Case(random);
        var tree = RegionEnumerator.Enumerate(network, box, Plain).Tree!;
        var form = network.ToHingeForm();
        foreach (var region in tree.Regions)
        {
            Assert.True(box.Contains(region.Witness));
            Assert.Same(region, tree.Find(region.Witness));
            var (z, scale) = RandomCases.PreActivations(form, region.Witness);
            for (var g = 0; g < z.Length; g++)
                Assert.True(z[g] < 0 == region.Pattern[g] || Math.Abs(z[g]) < 1e-11 * scale);
        }
    });

    [Fact]
    public void ThreadsDoNotChangeTheTree() => RandomCases.Hold(40, random =>
    {
        var (network, box) = (RandomPiecewise.Relu(random, 3, 8, 5, 1), HingeForms.Cube(3, 2));
        var one = RegionEnumerator.Enumerate(network, box, new ExtractionOptions(Threads: 1));
        var two = RegionEnumerator.Enumerate(network, box, new ExtractionOptions(Threads: 2));
        Assert.True(one.Regions > 50);
        Assert.Equal((one.Regions, one.Undecided, one.Programs), (two.Regions, two.Undecided, two.Programs));
        Assert.Equal(one.Tree!.Splits.Select(s => s.Hinge), two.Tree!.Splits.Select(s => s.Hinge));
        foreach (var (a, b) in one.Tree.Regions.Zip(two.Tree.Regions))
        {
            Assert.Equal(a.Pattern, b.Pattern);
            Assert.Equal(a.Witness, b.Witness);
            Assert.Equal(
                a.Path.Select(c => (c.Hinge, c.Negative, c.Implied, c.Condition.Bias)),
                b.Path.Select(c => (c.Hinge, c.Negative, c.Implied, c.Condition.Bias)));
        }
    });

    [Fact]
    public void TheTreeIsThatOfTheHingeForm() => RandomCases.Hold(100, random =>
    {
        var (network, box) = (RandomPiecewise.Relu(random, 2, 5, 4, 1), HingeForms.Cube(2, 2));
        var expected = RegionEnumerator.Enumerate(network.ToHingeForm(), box, Plain).Tree!;
        var tree = RegionEnumerator.Enumerate(network, box, Plain).Tree!;
        Assert.Equal(expected.Regions.Select(Text), tree.Regions.Select(Text));

        static string Text(Region region) => string.Concat(region.Pattern.Select(n => n ? '-' : '+'));
    });

    [Fact]
    public void OfALargestUnitTheWinnersAreCounted()
    {
        // Who is nearest of m points: m Voronoi cells, however often the lead changes on the way.
        var random = new Random(4);
        for (var units = 2; units < 9; units++)
        {
            var points = Enumerable.Range(0, units).Select(_ => (X: random.NextDouble(), Y: random.NextDouble())).ToArray();
            var network = new PiecewiseNetwork([
                new PiecewiseLayer(
                    2,
                    points.SelectMany(p => new[] { p.X, p.Y }).ToArray(),
                    points.Select(p => -((p.X * p.X) + (p.Y * p.Y)) / 2).ToArray(),
                    new MaxOfUnits(units)),
                new PiecewiseLayer(1, [1], [0], new Identity())]);
            var counter = RegionCounter.Create(network, HingeForms.Cube(2, 2), new ExtractionOptions(Threads: 2));
            Assert.True(counter.Run(CancellationToken.None));
            Assert.Equal(units, counter.Regions);
        }
    }

    [Fact]
    public void LimitsEndTheSearch()
    {
        var (network, box) = Read("one_20_n3");
        Assert.True(RegionCounter.Create(network, box, new ExtractionOptions(1351)).Run(CancellationToken.None));
        var counter = RegionCounter.Create(network, box, new ExtractionOptions(1350, Threads: 2));
        Assert.False(counter.Run(CancellationToken.None));
        Assert.Equal(1350, counter.Regions);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.False(RegionCounter.Create(network, box, new ExtractionOptions()).Run(cancelled.Token));
        Assert.Null(RegionEnumerator.Enumerate(network, box, new ExtractionOptions(1350, FindImplied: false)).Tree);
    }

    [Fact]
    public void OverflowIsSaidOnAnyThread()
    {
        var layer = new PiecewiseLayer(1, [1e300, 1], [0, 0], new NegativeSlopes([0, 0]));
        var network = new PiecewiseNetwork([layer, new PiecewiseLayer(2, [1, 1], [0], new Identity())]);
        foreach (var threads in new[] { 1, 2 })
            Assert.Throws<RuleCompilerException>(
                () => RegionCounter.Create(network, HingeForms.Cube(1, 1e200), new ExtractionOptions(Threads: threads)).Run(
                    CancellationToken.None));
    }

    internal static (PiecewiseNetwork Network, InputBox Box) Read(string name)
    {
        var read = NetworkFile.Read(Path.Combine(AppContext.BaseDirectory, "Extraction", "networks", name + ".json"));
        return (read.Network, new InputBox(read.Lower, read.Upper));
    }

    internal static (PiecewiseNetwork Network, InputBox Box) Case(Random random)
    {
        var box = RandomCases.Box(random, random.Next(1, 4), []);
        return (RandomPiecewise.Network(random, box.Features), box);
    }
}
