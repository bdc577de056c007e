using System;
using System.Globalization;
using System.Numerics;
using RuleCompiler.Exact;
using RuleCompiler.Runtime.Tests.Proofs;
using Xunit;


namespace RuleCompiler.Runtime.Tests.Exact;

public sealed class RationalTests
{
    [Theory]
    [InlineData("0", 0, 1)]
    [InlineData("-0", 0, 1)]
    [InlineData("0e999999999", 0, 1)]
    [InlineData("-0.1421", -1421, 10000)]
    [InlineData("1e-7", 1, 10_000_000)]
    [InlineData("2.50E+2", 250, 1)]
    [InlineData("0.5", 1, 2)]
    [InlineData("12e0", 12, 1)]
    public void DecimalsAreTakenExactly(string text, long numerator, long denominator) =>
        Assert.Equal(Rational.Of(numerator, denominator), Rational.Parse(text));

    [Theory]
    [InlineData("1e1001")]
    [InlineData("1e-1001")]
    [InlineData("x")]
    [InlineData("")]
    public void OtherTextIsRefused(string text) => Assert.Throws<FormatException>(() => Rational.Parse(text));

    [Fact]
    public void DecimalIsNotItsDouble()
    {
        Assert.NotEqual(Rational.Parse("0.1"), Rational.From(0.1));
        Assert.Equal(Rational.Of(3602879701896397, BigInteger.One << 55), Rational.From(0.1));
        Assert.Equal(Rational.Parse("0.375"), Rational.From(0.375));
        Assert.Equal(Rational.Of(1, BigInteger.One << 1074), Rational.From(double.Epsilon));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rational.From(double.NaN));
        Assert.Throws<DivideByZeroException>(() => Rational.One / Rational.Zero);
    }

    [Fact]
    public void DefaultIsZero() =>
        Assert.Equal((BigInteger.Zero, BigInteger.One), (default(Rational).Numerator, default(Rational).Denominator));

    [Fact]
    public void EveryDoubleComesBack() => Seeds.Hold(500, random =>
    {
        var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
        if (double.IsFinite(value))
            Assert.Equal(value, Rational.From(value).ToDouble());
    });

    [Fact]
    public void TextOfADoubleIsNearestToIt() => Seeds.Hold(500, random =>
    {
        var value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 300));
        var read = Rational.Parse(value.ToString("R", CultureInfo.InvariantCulture)).ToDouble();
        Assert.InRange(read, Math.BitDecrement(value), Math.BitIncrement(value));
    });

    [Fact]
    public void FieldLawsHold() => Seeds.Hold(300, random =>
    {
        var (a, b, c) = (Any(random), Any(random), Any(random));
        Assert.Equal(a + b, b + a);
        Assert.Equal((a + b) + c, a + (b + c));
        Assert.Equal((a * b) * c, a * (b * c));
        Assert.Equal(a * (b + c), (a * b) + (a * c));
        Assert.Equal(Rational.Zero, a - a);
        Assert.Equal(a, a + Rational.Zero);
        Assert.Equal(a.GetHashCode(), (a + b - b).GetHashCode());
        if (b.Sign != 0)
            Assert.Equal(a, a / b * b);
        Assert.Equal(a.CompareTo(b), (a - b).Sign);
        Assert.Equal(a.CompareTo(b), -b.CompareTo(a));
        Assert.Equal(a < b, -b < -a);
        Assert.True(a.Denominator.Sign > 0);
    });

    // Small and huge, decimal and binary, with common factors, so that both ways through each operation are taken.
    private static Rational Any(Random random) => random.Next(4) switch
    {
        0 => random.Next(-3, 4),
        1 => Rational.Of(random.Next(-1000, 1000), random.Next(1, 1000) * (random.Next(2) == 0 ? -1 : 1)),
        2 => Rational.From((random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-300, 300))),
        _ => Rational.Of(random.Next(-1000, 1000) * BigInteger.Pow(10, random.Next(100)), BigInteger.Pow(6, random.Next(1, 200))),
    };
}
