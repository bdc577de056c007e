using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Trainer.Reports.Pages;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Reports;

public sealed class TicksTests
{
    [Theory]
    [InlineData(0, 1, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(-7.04, 5.94, "-6 -4 -2 0 2 4")]
    [InlineData(17, 90, "20 40 60 80")]
    [InlineData(0, 99999, "0 20000 40000 60000 80000")]
    [InlineData(0.99, 1.0032, "0.99 0.995 1")]
    [InlineData(5, 5, "5")]
    public void TicksAreRoundNumbersInTheRange(double low, double high, string expected)
    {
        var ticks = Ticks.Between(low, high, 6);
        // −0 is not what an axis begins with.
        Assert.DoesNotContain(ticks, t => t == 0 && double.IsNegative(t));
        Assert.Equal(expected, string.Join(' ', ticks.Select(t => t.ToString("R", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void AnyRangeHasFewTicksInside()
    {
        var random = new Random(12);
        for (var n = 0; n < 2_000; n++)
        {
            var low = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 9));
            var high = low + (Math.Abs(low) * (0.01 + random.NextDouble()));
            var ticks = Ticks.Between(low, high, 6);
            Assert.InRange(ticks.Count, 1, 6);
            Assert.All(ticks, t => Assert.InRange(t, low - (1e-5 * Math.Abs(low)), high + (1e-5 * Math.Abs(high))));
            Assert.Equal(ticks.Distinct().Order(), ticks);
        }
    }
}
