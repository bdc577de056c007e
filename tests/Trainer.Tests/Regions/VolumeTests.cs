using System;
using System.Linq;
using System.Numerics;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Regions;
using RuleCompiler.Trainer.Tests.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Regions;

public class VolumeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void CornerOfACubeIsASimplex(int dimensions)
    {
        // t₁ + … + t_d ≤ 1 has the volume 1/d!.
        var expected = Enumerable.Range(1, dimensions).Aggregate(BigInteger.One, (p, d) => p * d);
        Assert.Equal(Rational.Of(1, expected), Volume(dimensions, (Enumerable.Repeat(1, dimensions).ToArray(), 1)));
    }

    [Fact]
    public void SumsOfUniformNumbersHaveTheIrwinHallDistribution()
    {
        // P(t₁ + t₂ + t₃ ≤ 2) = 5/6, and half of all lies below 3/2.
        Assert.Equal(Rational.Of(5, 6), Volume(3, ([1, 1, 1], 2)));
        Assert.Equal(Rational.Of(1, 2), Volume(3, ([2, 2, 2], 3)));
        Assert.Equal(Rational.Of(1, 2), Volume(4, ([1, 1, 1, 1], 2)));
    }

    [Fact]
    public void OrderedCoordinatesFillOneOfNFactorialOrders() =>
        Assert.Equal(Rational.Of(1, 24), Volume(4, ([1, -1, 0, 0], 0), ([0, 1, -1, 0], 0), ([0, 0, 1, -1], 0)));

    [Fact]
    public void RedundantParallelAndTouchingRowsDoNoHarm()
    {
        var simplex = ((int[])[1, 1, 1], 1);
        Assert.Equal(
            Rational.Of(1, 6),
            Volume(3, simplex, simplex, ([2, 2, 2], 2), ([1, 1, 1], 2), ([1, 1, 0], 1), ([-1, -1, 0], 0), ([1, 0, 0], 1)));
        Assert.Equal(Rational.Zero, Volume(3, simplex, ([-1, -1, -1], -1)));
        Assert.Equal(Rational.Zero, Volume(3, simplex, ([-1, -1, -1], -2)));
        Assert.Equal(Rational.Of(1, 1000), Volume(2, ([1000, 0], 500), ([-1000, 0], -499)));
        Assert.Equal(Rational.One, Volume(0));
        Assert.Equal(Rational.Zero, Volume(2, ([0, 0], -1)));
    }

    [Fact]
    public void OctagonHasItsArea()
    {
        // The unit square without four corners of legs 1/4.
        Assert.Equal(Rational.Of(7, 8), Volume(2, ([4, 4], 7), ([-4, -4], -1), ([4, -4], 3), ([-4, 4], 3)));
    }

    [Fact]
    public void ExactSharesAddUpToOneExactly() => RandomCases.Hold(150, random =>
    {
        var document = Documents.Random(random, random.Next(0, 4), random.Next(0, 3), random.Next(0, 4));
        var evaluator = new RuleEvaluator(document);
        var geometry = new DocumentGeometry(document);
        var shares = RuleCell.AllOf(document).Select(c => VolumeShares.Exact(c, geometry, evaluator, WorkLimit.None)!.Value).ToArray();
        Assert.All(shares, s => Assert.True(s.Numerator.Sign >= 0));
        Assert.Equal(Rational.One, shares.Aggregate(Rational.Zero, (sum, s) => sum + s));
    });

    [Fact]
    public void ExactSharesAreWhatSamplesSay() => RandomCases.Hold(25, random =>
    {
        const int Points = 20_000;
        var document = Documents.Random(random, random.Next(1, 5), random.Next(0, 3), random.Next(1, 4));
        var evaluator = new RuleEvaluator(document);
        var counts = new int[document.Rules.Count];
        for (var i = 0; i < Points; i++)
            counts[evaluator.Evaluate(Documents.Point(random, document)).RuleIndex]++;
        foreach (var region in RegionMeasurement.Measure(document))
        {
            var share = region.Share.Value;
            Assert.True(region.Share.IsExact);
            Assert.InRange((double)counts[region.Rule] / Points, share - Error(share), share + Error(share));
        }

        static double Error(double share) => (6 * Math.Sqrt(share * (1 - share) / Points)) + (3.0 / Points);
    });

    [Fact]
    public void ManyNumbersAreSampledWithTheirError()
    {
        // Five conditions over twelve numbers; and one whose share is known: the sum of twelve numbers is above its middle half the time.
        var inputs = Enumerable.Range(0, 12).Select(i => (Input)Documents.Range($"x{i}", -1, 1)).ToArray();
        var sum = Documents.Sum(inputs, 0, inputs.Select(_ => (double[])[1.0]).ToArray());
        var others = Enumerable.Range(0, 2)
            .Select(k => Documents.Sum(inputs, 0.1 * k, inputs.Select((_, i) => (double[])[((i * (k + 3)) % 5) - 2.0]).ToArray()));
        var document = Documents.Full(inputs, [sum, .. others]);
        var shares = RegionMeasurement.Measure(document).Select(r => r.Share).ToArray();
        Assert.Equal(8, shares.Length);
        Assert.All(shares, s => Assert.True(!s.IsExact && s.StandardError is > 0 and < 0.0017));
        Assert.Equal(1, shares.Sum(s => s.Value), 12);
        Assert.Equal(0.5, shares.Take(4).Sum(s => s.Value), 0.5 * 4 * shares.Max(s => s.StandardError));
        Assert.Equal(shares, RegionMeasurement.Measure(document).Select(r => r.Share));
    }

    [Fact]
    public void WhatExactSharesLeaveIsSampled()
    {
        // The first rule is a simple cut and exact; the others look at all numbers.
        var inputs = Enumerable.Range(0, 12).Select(i => (Input)Documents.Range($"x{i}", 0, 1)).ToArray();
        var cut = Documents.Sum(inputs, -0.25, [1]);
        var rest = Enumerable.Range(0, 2)
            .Select(k => Documents.Sum(inputs, -1, inputs.Select((_, i) => (double[])[((i + k) % 3) - 0.9]).ToArray()));
        var shares = RegionMeasurement.Measure(Documents.Chain(inputs, [cut, .. rest])).Select(r => r.Share).ToArray();
        Assert.Equal(new VolumeShare(0.25, 0, true), shares[0]);
        Assert.All(shares.Skip(1), s => Assert.False(s.IsExact));
        Assert.Equal(0.75, shares.Skip(1).Sum(s => s.Value), 12);
    }

    private static Rational Volume(int dimensions, params (int[] A, int B)[] rows)
    {
        var faces = int.MaxValue;
        return CubeVolume.Compute(
            dimensions,
            rows.Select(r => (r.A.Select(a => Rational.Of(a, 1)).ToArray(), Rational.Of(r.B, 1))).ToArray(),
            ref faces,
            WorkLimit.None)!.Value;
    }
}
