using System;
using RuleCompiler.Evaluation;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Evaluation;

/// <summary>Against the C library's functions, which are within one unit in the last place on every platform of .NET.</summary>
public class ElementaryFunctionsTests
{
    /// <summary>Ours are a dozen roundings of terms that shrink fast, and the library's one.</summary>
    private const int MaxUlps = 4;

    [Fact]
    public void ExpAgreesWithTheLibrary()
    {
        var random = new Random(1);
        for (var i = 0; i < 100_000; i++)
        {
            var x = (random.NextDouble() * 1417.7) - 708;
            AssertClose(Math.Exp(x), Exponential.Of(x), x);
            x = (random.NextDouble() * 2) - 1;
            AssertClose(Math.Exp(x), Exponential.Of(x), x);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-0.0, 1)]
    [InlineData(1, Math.E)]
    [InlineData(5e-324, 1)]
    [InlineData(709.7, 1.6549840276802644e308)]
    [InlineData(709.5, 1.3549863193146328e308)]
    [InlineData(-708, 3.307553003638408e-308)]
    [InlineData(709.8, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(-745.2, 0)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.NaN, double.NaN)]
    public void ExpAtTheEnds(double x, double expected) => AssertClose(expected, Exponential.Of(x), x);

    [Fact]
    public void LogAgreesWithTheLibrary()
    {
        var random = new Random(2);
        for (var i = 0; i < 100_000; i++)
        {
            var x = BitConverter.UInt64BitsToDouble((ulong)random.NextInt64(1, 0x7FF0000000000000));
            AssertClose(Math.Log(x), Logarithm.Of(x), x);
            // Near 1, where the logarithm is small and its relative error could be large.
            x = 1 + ((random.NextDouble() - 0.5) * Math.Pow(10, -random.Next(16)));
            AssertClose(Math.Log(x), Logarithm.Of(x), x);
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(5e-324, -744.4400719213812)]
    [InlineData(2.2250738585072014e-308, -708.3964185322641)]
    [InlineData(double.MaxValue, 709.782712893384)]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(-0.0, double.NegativeInfinity)]
    [InlineData(-1, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    public void LogAtTheEnds(double x, double expected) => AssertClose(expected, Logarithm.Of(x), x);

    [Fact]
    public void OtherBasesAndTheLogisticFunctionAreMadeOfThem()
    {
        Assert.Equal(10, Logarithm.ToBase2(1024), 1e-14);
        Assert.Equal(-2, Logarithm.ToBase10(0.01), 1e-15);
        Assert.Equal(0.5, Exponential.Logistic(0));
        Assert.Equal((0.0, 1.0), (Exponential.Logistic(-1000), Exponential.Logistic(1000)));
        Assert.Equal(1 / (1 + Math.Exp(-3)), Exponential.Logistic(3), 1e-15);
    }

    private static void AssertClose(double expected, double actual, double x)
    {
        if (double.IsFinite(expected) && double.IsFinite(actual))
            Assert.True(
                Math.Abs(expected - actual) <= MaxUlps
                    * Math.Max(Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected), double.Epsilon),
                $"{x:R}: {actual:R} instead of {expected:R}");
        else
            Assert.Equal(expected, actual);
    }
}
