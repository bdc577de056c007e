using MathNet.Numerics.Distributions;
using RuleCompiler.Trainer.Monitoring;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Monitoring;

/// <summary>The χ² distribution is that of MathNet.Numerics.</summary>
public class ChiSquareTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(30)]
    [InlineData(149)]
    [InlineData(1000)]
    public void ProbabilitiesAndQuantilesAreThoseOfMathNet(int freedom)
    {
        var reference = new ChiSquared(freedom);
        foreach (var above in new[] { 0.5, 0.05, 0.01, 0.001 })
        {
            var quantile = reference.InverseCumulativeDistribution(1 - above);
            Assert.Equal(quantile, ChiSquare.Quantile(freedom, above), quantile * 1e-8);
            Assert.Equal(above, ChiSquare.Above(freedom, quantile), 1e-9);
        }

        for (var value = 0.1; value < 3 * freedom; value *= 1.7)
            Assert.Equal(1 - reference.CumulativeDistribution(value), ChiSquare.Above(freedom, value), 1e-12);
    }

    /// <summary>Where 1 − P has no digits left: two degrees of freedom have e^(−x/2).</summary>
    [Fact]
    public void SmallProbabilitiesKeepTheirDigits()
    {
        Assert.Equal(1, ChiSquare.Above(2, 200) / System.Math.Exp(-100), 1e-12);
        Assert.Equal(1, ChiSquare.Above(3, 0));
        Assert.Equal(27.877164871256575, ChiSquare.Quantile(9, 0.001), 1e-9);
    }
}
