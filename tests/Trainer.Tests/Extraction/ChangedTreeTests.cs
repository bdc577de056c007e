using System;
using System.Linq;
using System.Threading;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Extraction;

/// <summary>A tree whose conditions have changed a little is searched again: what has become empty goes.</summary>
public class ChangedTreeTests
{
    [Fact]
    public void ATreeWithoutEmptyBranchesStaysAsItIs() => RandomCases.Hold(100, random =>
    {
        var (form, box) = RandomCases.Mixed(random);
        var tree = RegionEnumerator.Enumerate(form, box).Tree!;
        var again = Prune(tree, box).Tree!;
        Assert.Equal(tree.Regions.Select(r => r.Pattern), again.Regions.Select(r => r.Pattern));
        Assert.Equal(tree.Regions.Select(r => r.Witness), again.Regions.Select(r => r.Witness));
        Assert.Equal(tree.Regions.SelectMany(r => r.Path), again.Regions.SelectMany(r => r.Path));
    });

    [Fact]
    public void BranchesThatBecameEmptyGo()
    {
        // x < 1, then x < 2 on both sides: on the negative one it says nothing, on the positive one it splits.
        var (low, high) = (new AffineMap([1], -1), new AffineMap([1], -2));
        RegionTree tree = new RegionSplit(0, low, new RegionSplit(1, high, Leaf(0), Leaf(1)), new RegionSplit(1, high, Leaf(2), Leaf(3)));
        var pruned = Assert.IsType<RegionSplit>(Prune(tree, new InputBox([0], [4])).Tree);
        Assert.Equal(0, Leaf(pruned.Negative));
        var split = Assert.IsType<RegionSplit>(pruned.Positive);
        Assert.Equal(2, Leaf(split.Negative));
        Assert.Equal(3, Leaf(split.Positive));

        // x ≥ 2 contains x ≥ 1.
        Assert.Equal([true, false], ((Region)split.Positive).Path.Select(c => c.Implied));
        Assert.Equal([false, false], ((Region)split.Negative).Path.Select(c => c.Implied));
        Assert.Equal(0, Leaf(Prune(tree, new InputBox([-3], [0.5])).Tree!));
    }

    [Fact]
    public void AfterRoundingPointsKeepTheirRule() => RandomCases.Hold(150, random =>
    {
        var (form, box) = RandomCases.Mixed(random);
        var rounded = Round(RegionEnumerator.Enumerate(form, box).Tree!);
        var pruned = Prune(rounded, box).Tree!;
        Assert.All(pruned.Regions, r => Assert.Same(r, pruned.Find(r.Witness)));
        Assert.All(pruned.Regions, r => Assert.Equal(r.Pattern, rounded.Find(r.Witness).Pattern));
        for (var sample = 0; sample < 300; sample++)
        {
            // Random points lie on no boundary.
            var x = RandomCases.Point(random, box);
            Assert.Equal(rounded.Find(x).Pattern, pruned.Find(x).Pattern);
        }
    });

    [Fact]
    public void ACancelledSearchStops()
    {
        var form = HingeForms.Uncoupled(new Random(1), 3, 10);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var tree = RegionEnumerator.Enumerate(form, HingeForms.Cube(3, 9)).Tree!;
        Assert.ThrowsAny<OperationCanceledException>(() => Prune(tree, HingeForms.Cube(3, 9), cancelled.Token));
        Assert.ThrowsAny<OperationCanceledException>(
            () => RegionEnumerator.Enumerate(form, HingeForms.Cube(3, 9), limit: cancelled.Token));
    }

    [Theory]
    [InlineData(92, false)]
    [InlineData(93, true)]
    public void TheLimitOfRegionsIsInclusive(long limit, bool complete)
    {
        var form = HingeForms.Uncoupled(new Random(1011), 3, 8);
        var extraction = RegionEnumerator.Enumerate(form, HingeForms.Cube(3, 1e6), new ExtractionOptions(limit, FindImplied: false));
        Assert.Equal(complete, extraction.IsComplete);
        Assert.Equal(93, extraction.Regions);
    }

    [Fact]
    public void ConditionsOfOtherFeaturesAreRefused()
    {
        var form = HingeForms.Uncoupled(new Random(1), 3, 2);
        Assert.Throws<ArgumentException>(() => RegionEnumerator.Enumerate(form, HingeForms.Cube(2, 1)));
        var tree = RegionEnumerator.Enumerate(form, HingeForms.Cube(3, 9)).Tree!;
        Assert.Throws<ArgumentException>(() => Prune(tree, HingeForms.Cube(2, 9)));
        Assert.Throws<ArgumentException>(() => Prune(tree, HingeForms.Cube(4, 9)));
    }

    private static RegionExtraction Prune(RegionTree tree, InputBox box, WorkLimit? limit = null) =>
        RegionEnumerator.Enumerate(tree, box, ExtractionOptions.Default with { Exact = false }, limit);

    private static RegionTree Round(RegionTree tree) => tree is RegionSplit split
        ? split with
        {
            Condition = new AffineMap(
                split.Condition.Weights.Select(w => Math.Round(2 * w) / 2).ToArray(), Math.Round(10 * split.Condition.Bias) / 10),
            Negative = Round(split.Negative),
            Positive = Round(split.Positive),
        }
        : tree;

    private static Region Leaf(int number) => new([number % 2 == 1, number > 1], [], [], []);

    private static int Leaf(RegionTree tree) => ((Region)tree).Pattern is var p ? (p[0] ? 1 : 0) + (p[1] ? 2 : 0) : -1;
}
