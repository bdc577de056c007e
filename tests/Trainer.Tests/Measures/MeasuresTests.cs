using System;
using System.Linq;
using RuleCompiler.Trainer.Measures;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Measures;

/// <summary>Figures on rows whose truth is known, against ones that are calculated by hand.</summary>
public sealed class MeasuresTests
{
    [Fact]
    public void ProbabilitiesAreInTenthsWithTheShareThatHappened()
    {
        var calibration = Calibration.Measure(
            [0, 0.05, 0.1, 0.19, 0.3, 0.99, 1, double.NaN], [false, true, false, true, true, true, false, true]);
        Assert.Equal([0, 0.1, 0.3, 0.9], calibration.Bins.Select(b => b.From));
        Assert.Equal([0.1, 0.2, 0.4, 1], calibration.Bins.Select(b => b.To));
        Assert.Equal(
            [new CountedShare(1, 2), new CountedShare(1, 2), new CountedShare(1, 1), new CountedShare(1, 2)],
            calibration.Bins.Select(b => b.Happened));
        Assert.Equal([0.025, 0.145, 0.3, 0.995], calibration.Bins.Select(b => Math.Round(b.MeanProbability, 12)));
        Assert.Equal(7, calibration.Rows);
        Assert.Equal(((2 * 0.475) + (2 * 0.355) + 0.7 + (2 * 0.495)) / 7, calibration.MeanGap, 1e-12);
        Assert.Empty(Calibration.Measure([], []).Bins);
    }

    [Fact]
    public void ProbabilitiesThatAreRightHaveNoGap()
    {
        var random = new Random(5);
        var probabilities = Enumerable.Range(0, 20_000).Select(_ => random.NextDouble()).ToArray();
        var calibration = Calibration.Measure(probabilities, probabilities.Select(p => random.NextDouble() < p).ToArray());
        Assert.Equal(Calibration.MaxBins, calibration.Bins.Count);
        Assert.True(calibration.MeanGap < 0.02);
        // Ten intervals of 95 % may miss once or twice.
        var missed = calibration.Bins.Count(
            b => b.Happened.Interval.Low > b.MeanProbability || b.Happened.Interval.High < b.MeanProbability);
        Assert.True(missed <= 2, $"{missed} of the intervals miss.");
    }

    [Theory]
    [InlineData(0, 10, 0, 0.27753279)]
    [InlineData(5, 10, 0.23659309, 0.76340691)]
    [InlineData(10, 10, 0.72246720, 1)]
    [InlineData(0, 0, 0, 1)]
    public void IntervalIsWilsons(int count, int of, double low, double high)
    {
        var interval = new CountedShare(count, of).Interval;
        Assert.Equal(low, interval.Low, 1e-7);
        Assert.Equal(high, interval.High, 1e-7);
    }

    [Fact]
    public void ConfusionCountsTruthByAnswer()
    {
        var matrix = ConfusionMatrix.Count(3, [0, 0, 0, 1, 1, -1, 2], [0, 0, 1, 1, 0, 2, 0]);
        Assert.Equal([2, 1, 0, 1, 1, 0, 1, 0, 0], Enumerable.Range(0, 9).Select(i => matrix[i / 3, i % 3]));
        Assert.Equal(new CountedShare(3, 6), matrix.Right);
        Assert.Equal(new CountedShare(2, 3), matrix.OfTruth(0, 0));
        Assert.Equal(new CountedShare(2, 4), matrix.RightOf(0));
        Assert.Equal(new CountedShare(0, 0), matrix.RightOf(2));
        Assert.True(double.IsNaN(matrix.RightOf(2).Value));
    }

    [Fact]
    public void GroupsLeaveOutWhatIsNotKnown()
    {
        int[] groups = [0, 1, 0, 1, 2];
        Assert.Equal(
            [new CountedShare(1, 2), new CountedShare(0, 1), new CountedShare(0, 0)],
            ByGroup.Shares(3, groups, [true, false, false, null, null]));
        Assert.Equal([2, 5, double.NaN], ByGroup.Means(3, groups, [1, 5, 3, double.NaN, double.NaN]));
    }

    [Fact]
    public void ResidualsAreByTenthsOfTheAnswer()
    {
        // The answer of row i is i, what is true 2·i: the residual is i.
        var rows = Enumerable.Range(0, 40).Reverse().Select(i => (double)i).ToArray();
        var tenths = ResidualTenth.Of(rows, rows.Select(r => 2 * r).ToArray());
        Assert.Equal(10, tenths.Count);
        Assert.All(tenths, t => Assert.Equal(4, t.Rows));
        Assert.Equal(
            new ResidualTenth(4, 4, 7, 5.5, 11, 4, 5, 6), tenths[1]);
        Assert.Equal(5.5, tenths[1].MeanResidual);
    }

    [Fact]
    public void RowsWithOneAnswerStayTogether()
    {
        var tenths = ResidualTenth.Of([1, 1, 1, 1, 1, 1, 1, 2, 2, 3], [0, 0, 0, 0, 0, 0, 7, 2, 2, 3]);
        Assert.Equal([7, 2, 1], tenths.Select(t => t.Rows));
        Assert.Equal((1.0, 1.0, 0.0), (tenths[0].Least, tenths[0].Largest, tenths[0].MeanResidual));
        Assert.Empty(ResidualTenth.Of([], []));
    }
}
