using System;
using System.Linq;
using RuleCompiler.Trainer.Training;
using Samples;
using Xunit;

namespace RuleCompiler.Convolution.Tests.Sample;

/// <summary>The noise of the sample, and the order in which its score gives it to pixels.</summary>
public class NoiseTests
{
    private static readonly TrainingSet Images = new(Enumerable.Repeat(0.5f, 4 * 1000).ToArray(), 1000, [1, 0, 0, 1, 1, 0, 0, 1], 2);

    [Fact]
    public void NoiseHasItsDeviationWhereItGoesAndIsNothingElsewhere()
    {
        var noisy = new Noise(0.3, false).AddTo(Images, _ => Enumerable.Range(0, 1000).Select(i => i % 2 == 0).ToArray());
        Assert.Equal(Images.Targets(3).ToArray(), noisy.Targets(3).ToArray());
        var added = Enumerable.Range(0, 4).SelectMany(image => noisy.Features(image).ToArray().Select((v, i) => (Value: v - 0.5, i)))
            .ToLookup(p => p.i % 2 == 0, p => p.Value);
        Assert.All(added[false], v => Assert.Equal(0, v));
        Assert.Equal(0.3, Math.Sqrt(added[true].Average(v => v * v)), 0.015);
        Assert.Equal(0, added[true].Average(), 0.03);
    }

    [Fact]
    public void NoiseOfAPixelIsTheSameWhereverElseItGoes()
    {
        var all = new Noise(1, false).AddTo(Images, _ => Enumerable.Repeat(true, 1000).ToArray());
        var last = new Noise(1, false).AddTo(Images, _ => Enumerable.Range(0, 1000).Select(i => i == 999).ToArray());
        Assert.Equal(all.Features(2)[999], last.Features(2)[999]);
        Assert.NotEqual(all.Features(2)[999], all.Features(3)[999]);
    }

    [Fact]
    public void ClippedNoiseStaysWithinZeroAndOne()
    {
        var all = new Noise(1, false).AddTo(Images, _ => Enumerable.Repeat(true, 1000).ToArray()).Features(0).ToArray();
        var clipped = new Noise(1, true).AddTo(Images, _ => Enumerable.Repeat(true, 1000).ToArray()).Features(0).ToArray();
        Assert.Equal(all.Select(v => Math.Clamp(v, 0, 1)), clipped);
        Assert.Contains(all, v => v > 1);
        Assert.Contains(all, v => v < 0);
    }

    [Fact]
    public void LeastImportantPixelsComeFirstAndEqualOnesInTheGivenOrder() =>
        Assert.Equal([3, 1, 4, 0, 2], ImportanceScore.Order([-2, 0, 3, 0, 1], [4, 3, 2, 1, 0]));

    [Fact]
    public void AreaIsTheMeanOfTheCurve() => Assert.Equal(0.55, new Curve("any", [1, 0.6, 0]).Area, 12);
}
