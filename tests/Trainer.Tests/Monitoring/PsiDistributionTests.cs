using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Monitoring;
using RuleCompiler.Trainer.Numerics;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Monitoring;

/// <summary>Which stability indices come about by chance.</summary>
public class PsiDistributionTests
{
    [Fact]
    public void TheIndexIsTheUsualOneWhereNoCellIsEmpty()
    {
        double[] p = [0.5, 0.3, 0.2], q = [0.4, 0.3, 0.3];
        Assert.Equal(p.Zip(q, (a, b) => (b - a) * Math.Log(b / a)).Sum(), Psi.Of([50, 30, 20], [400, 300, 300]), 1e-14);
        Assert.Equal(0, Psi.Of([1, 2, 0], [10, 20, 0]));
        // An empty cell counts as half a row.
        Assert.Equal((0.1 * Math.Log(0.1 / 0.005)) + (-0.1 * Math.Log(0.9)), Psi.Of([0, 100], [10, 90]), 1e-14);
    }

    /// <summary>Every way of dividing the rows, gone through by brute force.</summary>
    [Theory]
    [InlineData(new long[] { 5, 9 }, new long[] { 6, 2 })]
    [InlineData(new long[] { 0, 40 }, new long[] { 3, 20 })]
    [InlineData(new long[] { 5, 9, 3 }, new long[] { 6, 2, 4 })]
    [InlineData(new long[] { 12, 0, 7, 1 }, new long[] { 4, 3, 5, 0 })]
    public void ProbabilitiesAreThoseOfAllDivisions(long[] training, long[] now)
    {
        var totals = training.Zip(now, (a, b) => a + b).ToArray();
        var observed = Psi.Of(training, now);
        var all = Divisions(totals, now.Sum()).Select(d => (
            Psi: Psi.Of(totals.Zip(d, (t, c) => t - c).ToArray(), d),
            Ways: totals.Zip(d, Choices).Aggregate(1.0, (a, b) => a * b))).ToArray();
        var expected = all.Where(d => d.Psi >= observed * (1 - 1e-9)).Sum(d => d.Ways) / all.Sum(d => d.Ways);
        var found = PsiDistribution.Of(training, now)!.AtLeast(observed);
        Assert.Equal(expected, found, training.Length == 2 ? 1e-12 : 0.006);
    }

    [Theory]
    [InlineData(new long[] { 400, 424 }, new long[] { 90, 110 })]
    [InlineData(new long[] { 400, 300, 124 }, new long[] { 90, 60, 50 })]
    [InlineData(new long[] { 40_000, 30_000, 12_400 }, new long[] { 9_000, 6_000, 5_000 })]
    public void WhatIsAboveTheLimitIsAsRareAsWasAskedFor(long[] training, long[] now)
    {
        var chance = PsiDistribution.Of(training, now)!;
        foreach (var level in new[] { 0.2, 0.05, 0.001 })
        {
            var limit = chance.Limit(level);
            Assert.InRange(chance.AtLeast(limit * (1 + 1e-6)), 0, level);
            Assert.True(chance.AtLeast(limit * (1 - 1e-6)) > level, $"A smaller limit would do at {level}.");
        }
    }

    /// <summary>Where χ² takes over, it is what drawing finds.</summary>
    [Fact]
    public void ManyRowsHaveTheLimitThatDrawingFinds()
    {
        long[] training = [4000, 1500, 300, 200, 150], now = [2000, 750, 150, 100, 75];
        var (totals, one, other) = (training.Zip(now, (a, b) => a + b).ToArray(), training.Sum(), now.Sum());
        var (byFormula, drawn) = (new ChiSquarePsi(totals, one, other), DiscretePsi.Drawn(totals, one, other, 40_000, 5));
        foreach (var level in new[] { 0.5, 0.2, 0.05, 0.01 })
            Assert.Equal(level, byFormula.AtLeast(drawn.Limit(level)), 5 * Math.Sqrt(level / 40_000));
    }

    [Fact]
    public void CountsOfAnySizeHaveAnAnswer()
    {
        var many = 1L << 52;
        Assert.InRange(PsiDistribution.Of([many, 7, 3], [many, 4, 9], 2_000)!.AtLeast(Psi.Of([many, 7, 3], [many, 4, 9])), 0.05, 1);
        Assert.Equal(1, PsiDistribution.Of([many, many / 2], [many, many / 2])!.AtLeast(0), 1e-9);
        Assert.InRange(PsiDistribution.Of([many, 0], [many, 40])!.AtLeast(Psi.Of([many, 0], [many, 40])), 0, 1e-9);
        Assert.Null(PsiDistribution.Of([many, 0], [3, 0]));
        Assert.Null(PsiDistribution.Of([1, 1], [0, 0]));
    }

    [Fact]
    public void TheSameCountsGiveTheSameAnswer()
    {
        long[] training = [30, 20, 9, 4, 1], now = [9, 8, 8, 4, 3];
        Assert.Equal(PsiDistribution.Of(training, now)!.AtLeast(0.1), PsiDistribution.Of(training, now)!.AtLeast(0.1));
    }

    /// <summary>A smaller version of <c>tests/Benchmarks -- alarms</c>: where nothing has moved, 5 % say so, and not more.</summary>
    [Theory]
    [InlineData(new[] { 0.9, 0.1 }, 200, 2.5)]
    [InlineData(new[] { 0.7, 0.25, 0.05 }, 200, 3.3)]
    [InlineData(new[] { 0.55, 0.25, 0.1, 0.05, 0.025, 0.015, 0.007, 0.003 }, 500, 3.3)]
    [InlineData(new[] { 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1 }, 1_000_000, 3.3)]
    [InlineData(new[] { 0.2, 0.2, 0.2, 0.2, 0.2 }, 1_000, 3.3)]
    public void FalseAlarmsAreAsRareAsTheLevel(double[] shares, long later, double least)
    {
        const int Resamples = 2_000;
        var random = new Xoshiro256(11);
        var alarms = Enumerable.Range(0, Resamples).Count(_ =>
        {
            var (training, now) = (Drawn(824, shares, random), Drawn(later, shares, random));
            return PsiDistribution.Of(training, now, 99, random.NextUInt64())!.AtLeast(Psi.Of(training, now)) <= 0.05;
        });
        // Within 3½ standard deviations of such a count.
        Assert.InRange(100.0 * alarms / Resamples, least, 6.7);
    }

    private static long[] Drawn(long rows, double[] shares, Xoshiro256 random)
    {
        var counts = new long[shares.Length];
        var left = 1L << 50;
        for (var i = 0; i < shares.Length; i++)
        {
            var marked = i == shares.Length - 1 ? left : (long)(shares[i] * (1L << 50));
            left -= marked;
            counts[i] = left == 0 ? rows : new Hypergeometric(marked, left, rows).Draw(random);
            rows -= counts[i];
        }

        return counts;
    }

    private static IEnumerable<long[]> Divisions(long[] totals, long drawn)
    {
        if (totals.Length == 1)
            return drawn <= totals[0] ? [[drawn]] : [];
        return Enumerable.Range(0, (int)Math.Min(totals[0], drawn) + 1)
            .SelectMany(first => Divisions(totals[1..], drawn - first).Select(rest => (long[])[first, .. rest]));
    }

    private static double Choices(long n, long k) => Enumerable.Range(1, (int)k).Aggregate(1.0, (all, i) => all * (n - k + i) / i);
}
