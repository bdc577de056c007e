using System;
using System.Linq;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

public class PredictionMetricsTests
{
    /// <summary>Metrics have six digits, at most six of them decimals.</summary>
    private const double Digits = 5e-6;

    [Fact]
    public void AreaUnderCurveCountsPairsAndHalvesTies() => RandomCases.Hold(200, random =>
    {
        var rows = random.Next(1, 60);
        var scores = Enumerable.Range(0, rows).Select(_ => random.Next(8) / 8.0).ToArray();
        var targets = scores.Select(_ => (double)random.Next(2)).ToArray();
        var pairs = from p in Enumerable.Range(0, rows)
                    where targets[p] == 1
                    from n in Enumerable.Range(0, rows)
                    where targets[n] == 0
                    select scores[p] > scores[n] ? 1.0 : scores[p] == scores[n] ? 0.5 : 0;
        Assert.Equal(pairs.DefaultIfEmpty(0.5).Average(), PredictionMetrics.AreaUnderCurve(scores, targets), 1e-12);
    });

    [Fact]
    public void ValuesHaveRSquaredAndRootMeanSquaredError()
    {
        // Two targets, 3 rows: residuals 1, 0, 1 of variation 2; and 0, 3, 0 of variation 18.
        double[] targets = [0, 0, 1, 3, 2, 6];
        double[] outputs = [1, 0, 1, 6, 3, 6];
        var metrics = PredictionMetrics.OfValues(outputs, targets, 2);
        Assert.Equal(["r2", "rmse"], metrics.Select(m => m.Name));
        Assert.Equal((0 + 0.5) / 2, metrics[0].Value.Value, Digits);
        Assert.Equal(Math.Sqrt(11 / 6.0), metrics[1].Value.Value, Digits);
    }

    [Fact]
    public void ConstantTargetIsMetOrNot()
    {
        Assert.Equal(1, PredictionMetrics.OfValues([5, 5], [5, 5], 1)[0].Value.Value);
        Assert.Equal(0, PredictionMetrics.OfValues([5, 6], [5, 5], 1)[0].Value.Value);
    }

    [Fact]
    public void BitsHaveAccuracyAreaAndLogLoss()
    {
        var metrics = PredictionMetrics.OfBits([true, false, true], [0.8, 0.4, 0.6], [1, 0, 0], 1);
        Assert.Equal(["accuracy", "auc", "logLoss"], metrics.Select(m => m.Name));
        Assert.Equal(2 / 3.0, metrics[0].Value.Value, Digits);
        Assert.Equal(1, metrics[1].Value.Value);
        Assert.Equal(-(Math.Log(0.8) + Math.Log(0.6) + Math.Log(0.4)) / 3, metrics[2].Value.Value, Digits);
    }

    [Fact]
    public void RowOfSeveralBitsIsRightWhenAllAre()
    {
        var metrics = PredictionMetrics.OfBits([true, true, true, false], [0.9, 0.9, 0.9, 0.1], [1, 1, 1, 1], 2);
        Assert.Equal(["accuracy", "logLoss"], metrics.Select(m => m.Name));
        Assert.Equal(0.5, metrics[0].Value.Value);
        Assert.Equal(-((3 * Math.Log(0.9)) + Math.Log(0.1)) / 4, metrics[1].Value.Value, Digits);
    }

    [Fact]
    public void ClassesHaveAccuracyAndLogLoss()
    {
        var metrics = PredictionMetrics.OfClasses([2, 0], [0.2, 0.3, 0.5, 0.6, 0.3, 0.1], [0, 0, 1, 0, 1, 0], 3);
        Assert.Equal(["accuracy", "logLoss"], metrics.Select(m => m.Name));
        Assert.Equal(0.5, metrics[0].Value.Value);
        Assert.Equal(-(Math.Log(0.5) + Math.Log(0.3)) / 2, metrics[1].Value.Value, Digits);
    }

    [Fact]
    public void OneSureMistakeIsNotInfinite()
    {
        var loss = PredictionMetrics.OfBits([true], [1], [0], 1)[2].Value.Value;
        Assert.Equal(-Math.Log(1e-15), loss, 5e-5);
    }

    [Theory]
    [InlineData(1234567.891, "1234568")]
    [InlineData(123.4567891, "123.457")]
    [InlineData(0.123456789, "0.123457")]
    public void MetricsHaveSixDigits(double error, string expected)
    {
        var metrics = PredictionMetrics.OfValues([error], [0.0], 1);
        Assert.Equal(expected, metrics[1].Value.Text);
    }

    [Theory]
    [InlineData(1e200)]
    [InlineData(1e-200)]
    public void SquaresNeitherOverflowNorVanish(double unit)
    {
        var metrics = PredictionMetrics.OfValues([0, unit, 3 * unit], [0, unit, 2 * unit], 1);
        Assert.Equal(0.5, metrics[0].Value.Value, Digits);
        Assert.True(metrics[1].Value.Value > 0 || unit < 1);
    }
}
