using System;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks.Trees;
using RuleCompiler.Trainer.Training.Trees;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training.Trees;

public class TreeGrowthTests
{
    private static readonly Input[] Inputs =
    [
        new NumberInput("x", null, null, Number.Zero, Number.From(9), null),
        new CategoryInput("c", null, EquatableArray.Of("p", "q", "r", "s", "t"), 0),
    ];

    [Fact]
    public void TheFirstSplitIsTheBestOfAll()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var outputs = random.Next(1, 3);
            var sample = Random(random, random.Next(2, 19), outputs, random.Next(2) == 0);
            var root = new TreeGrowth(sample, 1).Grow(2, CancellationToken.None);
            var best = Enumerable.Range(0, 10).Select(t => (TreeTest)new AtMost(0, t + 0.5))
                // With several outputs not every subset is tried.
                .Concat(outputs > 1
                    ? []
                    : Enumerable.Range(1, 30).Select(
                        s => (TreeTest)new OneOf(1, Enumerable.Range(0, 5).Where(c => (s >> c & 1) == 1).ToArray())))
                .Min(test => ErrorAfter(sample, test));
            var whole = Error(sample, Enumerable.Range(0, sample.Rows).ToArray());
            if (double.IsPositiveInfinity(best) || whole < 1e-12)
                continue;
            Assert.NotNull(root.Test);
            Assert.True(ErrorAfter(sample, root.Test!) <= best + 1e-9, $"seed {seed}: {root.Test}");
            Assert.Equal(root.Error, whole, 1e-9);
            Assert.Equal(root.Found!.Error, ErrorAfter(sample, root.Test!), 1e-9);
        }
    }

    [Fact]
    public void ThreadsDoNotChangeTheTree()
    {
        var sample = Random(new Random(1), 400, 2, false);
        DecisionTree Tree(int threads) =>
            new TreeGrowth(sample, threads).Grow(30, CancellationToken.None).ToTree(n => EquatableArray.Of(n.Means));
        Assert.Equal(30, Tree(1).Leaves);
        Assert.Equal(Text(Tree(1)), Text(Tree(2)));
    }

    [Fact]
    public void ExclusiveOrIsFoundThoughItsFirstSplitGainsNothing()
    {
        Input[] inputs = [Inputs[0], new NumberInput("y", null, null, Number.Zero, Number.From(1), null)];
        double[][] points = [[0, 0], [0, 1], [1, 0], [1, 1]];
        var root = new TreeGrowth(new TreeSample(inputs, points, [0, 1, 1, 0], null), 1).Grow(8, CancellationToken.None);
        var tree = root.ToTree(n => n.Means);
        Assert.Equal(4, tree.Leaves);
        Assert.Equal([0, 1, 1, 0], points.Select(p => tree.Evaluate(p)[0]));
    }

    [Fact]
    public void ThresholdsHaveFewDigits()
    {
        double[][] points = [[1.23], [1.27], [3]];
        var root = new TreeGrowth(new TreeSample([Inputs[0]], points, [0, 1, 1], null), 1).Grow(2, CancellationToken.None);
        // The middle is 1.25, which 1.2 and 1.3 are not between.
        Assert.Equal(new AtMost(0, 1.25), root.Test);
        points = [[1.23], [2.27], [3]];
        root = new TreeGrowth(new TreeSample([Inputs[0]], points, [0, 1, 1], null), 1).Grow(2, CancellationToken.None);
        Assert.Equal(new AtMost(0, 2), root.Test);
    }

    [Fact]
    public void WeightsCountAsRowsDo()
    {
        var random = new Random(5);
        var (points, targets) = (
            Enumerable.Range(0, 40).Select(_ => new double[] { random.Next(10), random.Next(5) }).ToArray(),
            Enumerable.Range(0, 40).Select(_ => (double)random.Next(2)).ToArray());
        var weights = Enumerable.Range(0, 40).Select(i => i % 3 == 0 ? 2f : 1f).ToArray();
        var twice = Enumerable.Range(0, 40).SelectMany(i => Enumerable.Repeat(i, (int)weights[i])).ToArray();
        var weighted = new TreeGrowth(new TreeSample(Inputs, points, targets, weights), 1).Grow(2, CancellationToken.None);
        var repeated = new TreeGrowth(
            new TreeSample(Inputs, twice.Select(i => points[i]).ToArray(), twice.Select(i => targets[i]).ToArray(), null),
            1).Grow(2, CancellationToken.None);
        Assert.Equal(repeated.Error, weighted.Error, 1e-9);
        Assert.Equal(Text(repeated.ToTree(n => [Math.Round(n.Means[0], 9)])), Text(weighted.ToTree(n => [Math.Round(n.Means[0], 9)])));
    }

    [Fact]
    public void PruningTakesTheWeakestLinkUntilALeafIsLeft()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var root = new TreeGrowth(Random(new Random(seed), 60, 1, false), 1).Grow(12, CancellationToken.None);
            var (leaves, price) = (int.MaxValue, 0.0);
            var last = 0.0;
            foreach (var pruned in CostComplexity.Prune(root))
            {
                var (error, now) = (ErrorOf(pruned), LeavesOf(pruned));
                Assert.True(now < leaves);
                if (leaves < int.MaxValue)
                {
                    // What a leaf is worth never falls from cut to cut.
                    var link = (error - last) / (leaves - now);
                    Assert.True(link >= price - 1e-9, $"seed {seed}: {link} after {price}");
                    price = link;
                }

                (leaves, last) = (now, error);
            }

            Assert.Equal(1, leaves);
        }
    }

    private static int LeavesOf(GrownNode node) => node.Test is null ? 1 : LeavesOf(node.Passed!) + LeavesOf(node.Failed!);

    private static double ErrorOf(GrownNode node) => node.Test is null ? node.Error : ErrorOf(node.Passed!) + ErrorOf(node.Failed!);

    private static string Text(DecisionTree tree) => tree is TreeSplit split
        ? $"({(split.Test is OneOf one ? "in " + string.Join(' ', one.Categories) : split.Test)}: {Text(split.Passed)}, "
            + $"{Text(split.Failed)})"
        : string.Join(' ', ((TreeLeaf)tree).Outputs);

    private static TreeSample Random(Random random, int rows, int outputs, bool hasWeights) => new(
        Inputs,
        Enumerable.Range(0, rows).Select(_ => new double[] { random.Next(10), random.Next(5) }).ToArray(),
        Enumerable.Range(0, rows * outputs).Select(_ => (double)random.Next(3)).ToArray(),
        hasWeights ? Enumerable.Range(0, rows).Select(_ => (float)random.Next(1, 4)).ToArray() : null);

    private static double ErrorAfter(TreeSample sample, TreeTest test)
    {
        var sides = Enumerable.Range(0, sample.Rows).ToLookup(r => test.IsPassed(sample.Columns[test.Input][r]));
        return sides[true].Any() && sides[false].Any()
            ? Error(sample, [.. sides[true]]) + Error(sample, [.. sides[false]])
            : double.PositiveInfinity;
    }

    private static double Error(TreeSample sample, int[] rows) => Enumerable.Range(0, sample.Outputs).Sum(k =>
    {
        var weight = rows.Sum(sample.WeightOf);
        var mean = rows.Sum(r => sample.WeightOf(r) * sample.TargetsOf(r)[k]) / weight;
        return rows.Sum(r => sample.WeightOf(r) * Math.Pow(sample.TargetsOf(r)[k] - mean, 2));
    });
}
