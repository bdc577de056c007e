using System;
using System.Linq;
using RuleCompiler.Trainer.Data;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Data;

public sealed class SplitTests
{
    [Theory]
    [InlineData(50, 2)]
    [InlineData(997, 3)]
    [InlineData(5000, 10)]
    public void PartsAreDisjointCompleteAndStratified(int count, int classes)
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var random = new Xoshiro256(seed + 100);
            var rows = Enumerable.Range(0, count).Select(i => 3 * i).ToArray();
            var labels = rows.Select(_ => (int)(classes * random.NextDouble() * random.NextDouble())).ToArray();
            var split = Split.Of(rows, labels, null, seed);

            Assert.Equal(rows, split.Train.Concat(split.Validation).Concat(split.Test).Order());
            Assert.All(new[] { split.Train, split.Validation, split.Test }, part => Assert.Equal(part.Order(), part));
            Assert.InRange(split.Train.Length, (0.6 * count) - 1, (0.6 * count) + 1);
            Assert.InRange(split.Test.Length, (0.2 * count) - 1, (0.2 * count) + 1);
            for (var c = 0; c < classes; c++)
            {
                var all = labels.Count(l => l == c);
                int In(int[] part) => part.Count(row => labels[row / 3] == c);
                Assert.InRange(In(split.Train), (0.6 * all) - 2, (0.6 * all) + 2);
                Assert.InRange(In(split.Validation), (0.2 * all) - 2, (0.2 * all) + 2);
                Assert.True(all == 0 || In(split.Train) > 0);
            }
        }
    }

    [Fact]
    public void SeedDecides()
    {
        var rows = Enumerable.Range(0, 200).ToArray();
        var classes = rows.Select(r => r % 2).ToArray();
        Assert.Equal(Split.Of(rows, classes, null, 5).Train, Split.Of(rows, classes, null, 5).Train);
        Assert.NotEqual(Split.Of(rows, classes, null, 5).Train, Split.Of(rows, classes, null, 6).Train);
    }

    /// <summary>Figures in documents depend on it. The expected rows were computed apart, from the published algorithms.</summary>
    [Fact]
    public void SplitOfASeedStaysAsItIs()
    {
        var split = Split.Of(Enumerable.Range(0, 50).ToArray(), new int[50], null, 1);
        Assert.Equal([2, 3, 14, 23, 25, 26, 28, 38, 39, 46], split.Test);
    }

    [Fact]
    public void TestTableLeavesTrainingAndValidation()
    {
        var rows = Enumerable.Range(0, 100).ToArray();
        var split = Split.Of(rows, new int[100], [4, 7], 1);
        Assert.Equal((75, 25), (split.Train.Length, split.Validation.Length));
        Assert.Equal([4, 7], split.Test);
        Assert.False(split.IsShared);
    }

    [Fact]
    public void TinyTableServesForEverything()
    {
        var rows = Enumerable.Range(0, Split.MinRows - 1).ToArray();
        var split = Split.Of(rows, new int[rows.Length], null, 1);
        Assert.True(split.IsShared);
        Assert.All(new[] { split.Train, split.Validation, split.Test }, part => Assert.Equal(rows, part));
        Assert.Equal([9], Split.Of(rows, new int[rows.Length], [9], 1).Test);
    }
}
