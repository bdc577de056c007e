using System;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Documents;

public class ArgmaxTests
{
    [Theory]
    [InlineData(0, 5.0)]
    [InlineData(1, -3.0, 2.0, 1.0)]
    [InlineData(0, 2.0, 2.0, 1.0)]
    [InlineData(2, double.NegativeInfinity, -1.0, double.PositiveInfinity)]
    [InlineData(0, 0.0, -0.0)]
    public void TheFirstThatNoneIsLargerThan(int expected, params double[] values) => Assert.Equal(expected, Argmax.Of(values));

    [Fact]
    public void APartIsLookedAtByItself()
    {
        double[] rows = [9, 1, 2, 3, 3, 2, 9];
        Assert.Equal((2, 0, 1), (Of(1, 3), Of(3, 3), Of(5, 2)));

        int Of(int from, int count) => Argmax.Of(new ArraySegment<double>(rows, from, count));
    }
}
