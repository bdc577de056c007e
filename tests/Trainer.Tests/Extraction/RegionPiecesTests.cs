using System;
using System.Linq;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tests.Networks;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Extraction;

public class RegionPiecesTests
{
    private static readonly ExtractionOptions Plain = new(FindImplied: false);

    [Theory]
    [InlineData("one_20_n3", 1351)]
    [InlineData("two_8_8_n4", 1436)]
    [InlineData("three_10_10_10_n2", 283)]
    public void KnownNetworksGiveTheirCount(string name, long pieces)
    {
        var (network, box) = NetworkExtractionTests.Read(name);
        Assert.Equal(pieces, RegionPieces.Count(RegionEnumerator.Enumerate(network, box, Plain).Tree!, box));
    }

    [Fact]
    public void AConstantNetworkIsOnePiece()
    {
        var random = new Random(2);
        var network = new PiecewiseNetwork([
            RandomPiecewise.Layer(random, 2, 7, new NegativeSlopes(new double[7])),
            new PiecewiseLayer(7, new double[7], [1], new Identity())]);
        var box = HingeForms.Cube(2, 5);
        var tree = RegionEnumerator.Enumerate(network, box, Plain).Tree!;
        Assert.True(tree.Regions.Count() > 10);
        Assert.Equal(1, RegionPieces.Count(tree, box));
    }

    [Fact]
    public void RegionsThatDoNotTouchStayApart()
    {
        // max(0, x − 1) + max(0, −x − 1) is 0 between; with the slopes' sum 0, hat(x) is 0 on both sides of a bump.
        var hat = new PiecewiseNetwork([
            new PiecewiseLayer(1, [1, 1, 1], [1, 0, -1], new NegativeSlopes(new double[3])),
            new PiecewiseLayer(3, [1, -2, 1], [0], new Identity())]);
        var box = HingeForms.Cube(1, 3);
        var tree = RegionEnumerator.Enumerate(hat, box, Plain).Tree!;
        Assert.Equal(4, tree.Regions.Count());
        Assert.Equal(4, RegionPieces.Count(tree, box));
        var same = tree.Regions.Count(r => r.Outputs[0].Weights[0] == 0 && r.Outputs[0].Bias == 0);
        Assert.Equal(2, same);
    }

    [Fact]
    public void RegionsThatTouchInAPointOnlyStayApart()
    {
        // sign patterns of (x, y) with max(0, x) and max(0, y) cancelled on two opposite quadrants: |x| + |y| types have 4 maps; x·y-like
        // ones 2 and 2.
        var network = new PiecewiseNetwork([
            new PiecewiseLayer(2, [1, 0, 0, 1, 1, 1], [0, 0, 0], new NegativeSlopes([0, 0, 1])),
            new PiecewiseLayer(3, [0, 0, 1], [0], new Identity())]);
        var box = HingeForms.Cube(2, 1);
        var tree = RegionEnumerator.Enumerate(network, box, Plain).Tree!;
        Assert.Equal(4, tree.Regions.Count());
        Assert.Equal(1, RegionPieces.Count(tree, box));
        var diagonal = WithOutputs(tree, r => new AffineMap([0, 0], r.Pattern[0] == r.Pattern[1] ? 1 : 0));
        Assert.Equal(4, RegionPieces.Count(diagonal, box));
        var halves = WithOutputs(tree, r => new AffineMap([0, 0], r.Pattern[0] ? 1 : 0));
        Assert.Equal(2, RegionPieces.Count(halves, box));
    }

    private static RegionTree WithOutputs(RegionTree tree, Func<Region, AffineMap> output) => tree switch
    {
        RegionSplit split => split with { Negative = WithOutputs(split.Negative, output), Positive = WithOutputs(split.Positive, output) },
        Region region => region with { Outputs = [output(region)] },
        _ => throw new ArgumentException("not a tree", nameof(tree)),
    };
}
