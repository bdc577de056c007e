using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Monitoring;
using RuleCompiler.Trainer.Numerics;
using Xunit;
using Reference = MathNet.Numerics.Distributions.Hypergeometric;

namespace RuleCompiler.Trainer.Tests.Monitoring;

/// <summary>Counts of rows that are drawn without putting them back.</summary>
public class HypergeometricTests
{
    public static TheoryData<int, int, int> Cases => new()
    {
        { 10, 20, 12 }, { 1, 500, 200 }, { 500, 1, 200 }, { 3, 4, 7 }, { 0, 5, 3 }, { 5, 0, 3 }, { 400, 600, 300 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void ProbabilitiesAreThoseOfMathNet(int marked, int others, int drawn)
    {
        var own = new Hypergeometric(marked, others, drawn);
        var reference = new Reference(marked + others, marked, drawn);
        Assert.Equal((reference.Minimum, reference.Maximum), ((int)own.Least, (int)own.Most));
        Assert.Equal(reference.Mean, own.Mean, 1e-9);
        for (var count = own.Least; count <= Math.Min(own.Most, own.Least + 2_000); count++)
            Assert.Equal(reference.Probability((int)count), Math.Exp(own.LogProbability(count)), 1e-9);
    }

    /// <summary>However many rows there are: the sum of all probabilities would show what is lost.</summary>
    [Theory]
    [InlineData(20, 1L << 52, 1L << 50)]
    [InlineData(1_000_000, 1L << 52, 1L << 40)]
    [InlineData(30, 60, 45)]
    public void ProbabilitiesAddUpToOne(long marked, long others, long drawn)
    {
        var own = new Hypergeometric(marked, others, drawn);
        var (from, to) = (Math.Max(own.Least, own.Mode - 50_000), Math.Min(own.Most, own.Mode + 50_000));
        var sum = 0.0;
        for (var count = from; count <= to; count++)
            sum += Math.Exp(own.LogProbability(count));
        Assert.Equal(1, sum, 1e-9);
    }

    /// <summary>Both ways of drawing, held against the probabilities of all counts by a χ² test.</summary>
    [Theory]
    [InlineData(10, 20, 12)]
    [InlineData(3, 5_000, 900)]
    [InlineData(2_000, 2_000, 1_500)]
    [InlineData(900_000, 100_000, 4_000)]
    [InlineData(5_000, 1L << 50, 1L << 49)]
    public void DrawsHaveTheirProbabilities(long marked, long others, long drawn)
    {
        const int Draws = 40_000;
        var own = new Hypergeometric(marked, others, drawn);
        var random = new Xoshiro256(3);
        var counts = Enumerable.Range(0, Draws).Select(_ => own.Draw(random)).ToArray();
        Assert.All(counts, c => Assert.InRange(c, own.Least, own.Most));
        Assert.Equal(own.Mean, counts.Average(), 5 * own.Deviation / Math.Sqrt(Draws));
        // Counts of few expected draws are taken together with those below them.
        var (statistic, cells, expected, found) = (0.0, 0, 0.0, 0);
        var byCount = counts.CountBy(c => c).ToDictionary(c => c.Key, c => c.Value);
        var reach = (long)(8 * own.Deviation) + 10;
        for (var count = Math.Max(own.Least, own.Mode - reach); count <= Math.Min(own.Most, own.Mode + reach); count++)
        {
            expected += Draws * Math.Exp(own.LogProbability(count));
            found += byCount.GetValueOrDefault(count);
            if (expected < 20)
                continue;
            statistic += (found - expected) * (found - expected) / expected;
            (cells, expected, found) = (cells + 1, 0, 0);
        }

        Assert.True(cells > 1, "There is one cell only.");
        Assert.InRange(ChiSquare.Above(cells - 1, statistic), 1e-4, 1);
    }
}
