using System;
using System.Linq;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

public class RowStreamTests
{
    [Theory]
    [InlineData(320, 32)]
    [InlineData(100, 16)]
    [InlineData(65, 64)]
    public void NoRowComesTwiceInAnEpochAndEachEpochHasItsOwnOrder(int rows, int batchRows)
    {
        var stream = new RowStream(rows, batchRows, new Xoshiro256(1));
        Assert.Equal(batchRows, stream.BatchRows);
        int[] Epoch() => Enumerable.Range(0, rows / batchRows).SelectMany(_ => stream.Next().ToArray()).ToArray();
        var (first, second) = (Epoch(), Epoch());
        foreach (var epoch in new[] { first, second })
        {
            Assert.Equal(rows / batchRows * batchRows, epoch.Distinct().Count());
            Assert.All(epoch, r => Assert.InRange(r, 0, rows - 1));
        }

        Assert.NotEqual(first, second);
    }

    [Fact]
    public void RowsThatAnEpochLeavesOutComeInOthers()
    {
        var stream = new RowStream(65, 64, new Xoshiro256(2));
        Assert.Equal(65, Enumerable.Range(0, 20).SelectMany(_ => stream.Next().ToArray()).Distinct().Count());
    }

    [Theory]
    [InlineData(16, 64, 64)]
    [InlineData(10, 64, 60)]
    [InlineData(64, 64, 64)]
    [InlineData(40, 64, 40)]
    [InlineData(1, 64, 64)]
    public void SmallTablesAreRepeatedAsOftenAsTheyFit(int rows, int batchRows, int expected)
    {
        var stream = new RowStream(rows, batchRows, new Xoshiro256(1));
        Assert.Equal(expected, stream.BatchRows);
        for (var i = 0; i < 3; i++)
            Assert.Equal(Enumerable.Range(0, expected).Select(r => r % rows), stream.Next().ToArray());
    }

    [Fact]
    public void OrderComesFromTheSeed()
    {
        var streams = new ulong[] { 7, 7, 8 }.Select(seed => new RowStream(100, 32, new Xoshiro256(seed))).ToArray();
        var batches = streams.Select(s => Enumerable.Range(0, 5).SelectMany(_ => s.Next().ToArray()).ToArray()).ToArray();
        Assert.Equal(batches[0], batches[1]);
        Assert.NotEqual(batches[0], batches[2]);
    }

    [Fact]
    public void NoiseIsStandardNormal()
    {
        const int Count = 200_000;
        var noise = new GaussianNoise(new Xoshiro256(5));
        var x = Enumerable.Range(0, Count).Select(_ => noise.Next()).ToArray();
        // Five standard errors of each: 1/√n, √(2/n), √(15/n), √(96/n).
        var error = 5 / Math.Sqrt(Count);
        Assert.Equal(0, x.Average(), error);
        Assert.Equal(1, x.Average(v => v * v), error * Math.Sqrt(2));
        Assert.Equal(0, x.Average(v => v * v * v), error * Math.Sqrt(15));
        Assert.Equal(3, x.Average(v => v * v * v * v), error * Math.Sqrt(96));
        Assert.Equal(0.6826894921, x.Count(v => Math.Abs(v) < 1) / (double)Count, error * 0.5);
        Assert.Equal(0.0026997961, x.Count(v => Math.Abs(v) > 3) / (double)Count, error * 0.06);
        // Neither neighbours nor the two of a pair go together.
        Assert.Equal(0, x.Zip(x.Skip(1), (a, b) => a * b).Average(), error);
        Assert.Equal(0, x.Zip(x.Skip(1), (a, b) => (a * a - 1) * (b * b - 1)).Average(), error * 2);
    }

    [Fact]
    public void NoiseIsAddedToEveryFeatureOfEveryRowAfresh()
    {
        var set = Sets.TwoHinges(1, 20);
        var batch = new Batch(20, 2, 1);
        var noise = new GaussianNoise(new Xoshiro256(6));
        var seen = Enumerable.Range(0, 200).SelectMany(_ =>
        {
            batch.Gather(set, Enumerable.Range(0, 20).ToArray());
            batch.AddNoise(noise, 0.5);
            return Enumerable.Range(0, 40)
                .Select(i => (double)(batch.Features.Span[(i / 2 * batch.FeatureStride) + (i % 2)] - set.Features(i / 2)[i % 2]));
        }).ToArray();
        Assert.Equal(seen.Length, seen.Distinct().Count(), seen.Length / 100.0);
        Assert.Equal(0, seen.Average(), 0.03);
        Assert.Equal(0.25, seen.Average(v => v * v), 0.03);
        Assert.All(Enumerable.Range(0, 20), r => Assert.Equal(set.Targets(r)[0], batch.Targets[r]));
    }
}
