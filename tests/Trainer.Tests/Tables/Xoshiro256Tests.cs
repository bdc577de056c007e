using System;
using System.Linq;
using RuleCompiler.Trainer.Numerics;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Tables;

public sealed class Xoshiro256Tests
{
    /// <summary>The expected numbers come from the published recurrences, computed apart in arbitrary precision.</summary>
    [Fact]
    public void SequenceIsThatOfTheRecurrence()
    {
        ulong[] expected = [11520, 0, 1509978240, 1215971899390074240, 1216172134540287360];
        Assert.Equal(expected, Sequence(new Xoshiro256([1, 2, 3, 4]), expected.Length));
    }

    [Theory]
    [InlineData(42, 1546998764402558742, 6990951692964543102)]
    [InlineData(0, 11091344671253066420, 13793997310169335082)]
    public void SeedIsSpreadBySplitMix64(ulong seed, ulong first, ulong second) =>
        Assert.Equal([first, second], Sequence(new Xoshiro256(seed), 2));

    [Fact]
    public void StateContinuesTheSequence()
    {
        var random = new Xoshiro256(7);
        Sequence(random, 10);
        var copy = new Xoshiro256(random.State);
        Assert.Equal(Sequence(random, 20), Sequence(copy, 20));
    }

    [Fact]
    public void DoublesLieInTheHalfOpenUnitIntervalAndAverageAHalf()
    {
        var random = new Xoshiro256(1);
        var numbers = Enumerable.Range(0, 100_000).Select(_ => random.NextDouble()).ToArray();
        Assert.All(numbers, x => Assert.InRange(x, 0, 1 - Math.Pow(2, -53)));
        Assert.InRange(numbers.Average(), 0.495, 0.505);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void IntegersBelowABoundAreEquallyLikely(int bound)
    {
        var random = new Xoshiro256(1);
        var counts = new int[bound];
        for (var i = 0; i < 100_000; i++)
            counts[random.NextInt(bound)]++;
        // Five standard deviations of a binomial count.
        var mean = 100_000.0 / bound;
        Assert.All(counts, c => Assert.InRange(c, mean - (5 * Math.Sqrt(mean)), mean + (5 * Math.Sqrt(mean))));
    }

    [Fact]
    public void BoundMustBePositive() => Assert.Throws<ArgumentOutOfRangeException>(() => new Xoshiro256(1).NextInt(0));

    [Fact]
    public void StateOfZerosIsRefused() => Assert.Throws<ArgumentException>(() => new Xoshiro256([0, 0, 0, 0]));

    [Fact]
    public void DerivedSeedsDiffer()
    {
        var seeds = from seed in Enumerable.Range(
            0, 50)
                    from stream in Enumerable.Range(0, 50)
                    select Xoshiro256.Derive((ulong)seed, (ulong)stream);
        Assert.Equal(2500, seeds.Distinct().Count());
    }

    [Fact]
    public void ShuffleKeepsEveryItem()
    {
        var items = Enumerable.Range(0, 1000).ToArray();
        new Xoshiro256(5).Shuffle(items.AsSpan());
        Assert.NotEqual(Enumerable.Range(0, 1000), items);
        Assert.Equal(Enumerable.Range(0, 1000), items.Order());
    }

    private static ulong[] Sequence(Xoshiro256 random, int count) => Enumerable.Range(0, count).Select(_ => random.NextUInt64()).ToArray();
}
