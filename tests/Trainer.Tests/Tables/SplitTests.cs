using System;
using System.Linq;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Tables;

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
            var split = Split.Draw(rows, labels, null, seed);

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

    [Theory]
    [InlineData(100, 60)]
    [InlineData(1000, 400)]
    [InlineData(5000, 5000)]
    public void ManyClassesOfOneRowStandOnAllSides(int count, int singles)
    {
        for (var seed = 0UL; seed < 5; seed++)
        {
            var classes = Enumerable.Range(0, count).Select(i => i < singles ? 10 + i : i % 2).ToArray();
            var split = Split.Draw(Enumerable.Range(0, count).ToArray(), classes, null, seed);
            Assert.Equal(Enumerable.Range(0, count), split.Train.Concat(split.Validation).Concat(split.Test).Order());
            Assert.InRange(split.Test.Count(r => r < singles), (0.2 * singles) - 2, (0.2 * singles) + 2);
            Assert.InRange(split.Train.Count(r => r < singles), (0.6 * singles) - 2, (0.6 * singles) + 2);
        }
    }

    [Theory]
    [InlineData(200, 3)]
    [InlineData(1000, 12)]
    [InlineData(50, 1)]
    public void FewClassesOfOneRowAreTrainedOn(int count, int singles)
    {
        var classes = Enumerable.Range(0, count).Select(i => i < singles ? 10 + i : i % 2).ToArray();
        Assert.Equal(singles, Split.Draw(Enumerable.Range(0, count).ToArray(), classes, null, 7).Train.Count(r => r < singles));
    }

    [Theory]
    [InlineData(60, 3, 1)]
    [InlineData(997, 4, 3)]
    [InlineData(4000, 2, 5)]
    public void EqualRowsStandOnOneSideAndPartsKeepTheirShares(int count, int times, int classes)
    {
        for (var seed = 0UL; seed < 5; seed++)
        {
            // Row i is equal to every row that is i modulo the number of different ones.
            var different = count / times;
            var first = Enumerable.Range(0, count).Select(i => i % different).ToArray();
            var labels = first.Select(f => f % classes).ToArray();
            var split = Split.Draw(Enumerable.Range(0, count).ToArray(), labels, null, seed, first);
            var parts = new[] { split.Train, split.Validation, split.Test };
            Assert.Equal(Enumerable.Range(0, count), parts.SelectMany(p => p).Order());
            Assert.Equal(different, parts.Sum(p => p.Select(r => r % different).Distinct().Count()));
            for (var p = 0; p < parts.Length; p++)
            {
                var share = p == 0 ? 0.6 : 0.2;
                Assert.InRange(parts[p].Length, (share * count) - times - 1, (share * count) + times + 1);
                for (var c = 0; c < classes; c++)
                    Assert.InRange(
                        parts[p].Count(r => labels[r] == c),
                        (share * labels.Count(l => l == c)) - (2 * times) - 1,
                        (share * labels.Count(l => l == c)) + (2 * times) + 1);
            }
        }
    }

    [Theory]
    [InlineData(50, 2)]
    [InlineData(333, 7)]
    [InlineData(2000, 1)]
    public void WhereNoRowsAreEqualTheSplitIsThatOfARowByItself(int count, int classes)
    {
        var rows = Enumerable.Range(0, count).Select(i => 2 * i).ToArray();
        var labels = Enumerable.Range(0, count).Select(i => i * i % classes).ToArray();
        var (split, other) = (Split.Draw(rows, labels, null, 3), Split.Draw(rows, labels, null, 3, Enumerable.Range(0, count).ToArray()));
        Assert.Equal(split.Train, other.Train);
        Assert.Equal(split.Validation, other.Validation);
        Assert.Equal(split.Test, other.Test);
    }

    [Fact]
    public void SeedDecides()
    {
        var rows = Enumerable.Range(0, 200).ToArray();
        var classes = rows.Select(r => r % 2).ToArray();
        Assert.Equal(Split.Draw(rows, classes, null, 5).Train, Split.Draw(rows, classes, null, 5).Train);
        Assert.NotEqual(Split.Draw(rows, classes, null, 5).Train, Split.Draw(rows, classes, null, 6).Train);
    }

    /// <summary>Figures in documents depend on it. The expected rows were computed apart, from the published algorithms.</summary>
    [Fact]
    public void SplitOfASeedStaysAsItIs()
    {
        var split = Split.Draw(Enumerable.Range(0, 50).ToArray(), new int[50], null, 1);
        Assert.Equal([2, 3, 14, 23, 25, 26, 28, 38, 39, 46], split.Test);
    }

    [Fact]
    public void TestTableLeavesTrainingAndValidation()
    {
        var rows = Enumerable.Range(0, 100).ToArray();
        var split = Split.Draw(rows, new int[100], [4, 7], 1);
        Assert.Equal((75, 25), (split.Train.Length, split.Validation.Length));
        Assert.Equal([4, 7], split.Test);
        Assert.False(split.IsShared);
    }

    [Fact]
    public void TinyTableServesForEverything()
    {
        var rows = Enumerable.Range(0, Split.MinRows - 1).ToArray();
        var split = Split.Draw(rows, new int[rows.Length], null, 1);
        Assert.True(split.IsShared);
        Assert.All(new[] { split.Train, split.Validation, split.Test }, part => Assert.Equal(rows, part));
        Assert.Equal([9], Split.Draw(rows, new int[rows.Length], [9], 1).Test);
    }
}
