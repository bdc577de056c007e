using System.Linq;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training.Curves;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

/// <summary>How much a curve moves up and down over values.</summary>
public class CurveVariationTests
{
    /// <summary>Pieces 0 to 10, 10 to 20 and 20 to 30 in units of 10; features 2 to 4 are slopes, 5 and 6 jumps.</summary>
    private static readonly CurveInput Input = new(0, 2, 2, 0, 30, 10, 15, [10, 20], []);

    [Theory]
    [InlineData("0 5 10 20 30", "9 9 1 2 3 0 0", 6, 0)]
    [InlineData("0 5 10 20 30", "9 9 1 -2 3 0 0", 4, 2)]
    [InlineData("0 9.999 10 30", "9 9 0 0 0 -1 0.25", 0.25, 1)]
    // What lies between values is not seen: from 5 it rises to 10 by 0.5, and falls by 2.
    [InlineData("5 25", "9 9 1 0 0 0 -2", 0, 1.5)]
    [InlineData("5", "9 9 1 1 1 1 1", 0, 0)]
    public void RisesAndFallsFromValueToValueAreSummed(string values, string weights, double up, double down)
    {
        var variation = CurveVariation.Of(Input, Numbers(weights), Numbers(values));
        Assert.Equal(
            (up, down),
            (variation.Up, variation.Down),
            (a, b) => System.Math.Abs(a.Item1 - b.Item1) + System.Math.Abs(a.Item2 - b.Item2) < 1e-9);
    }

    [Fact]
    public void TheMainDirectionHasAShare()
    {
        Assert.Equal((1, 0.75), (new CurveVariation(3, 1).Direction, new CurveVariation(3, 1).Share));
        Assert.Equal((-1, 1.0), (new CurveVariation(0, 2).Direction, new CurveVariation(0, 2).Share));
        Assert.Equal((0, 0.0), (new CurveVariation(0, 0).Direction, new CurveVariation(0, 0).Share));
    }

    private static double[] Numbers(string text) =>
        text.Split(' ').Select(t => double.Parse(t, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
}
