using System;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests;

public class NumberTests
{
    [Theory]
    [InlineData("0", 0.0, "0.0")]
    [InlineData("-12", -12.0, "-12.0")]
    [InlineData("0.50", 0.5, "0.50")]
    [InlineData("1e5", 1e5, "1e5")]
    [InlineData("1E+05", 1e5, "1E+05")]
    [InlineData("-2.5e-3", -2.5e-3, "-2.5e-3")]
    [InlineData("0e999", 0.0, "0e999")]
    [InlineData("5e-324", double.Epsilon, "5e-324")]
    [InlineData("1.7976931348623157E+308", double.MaxValue, "1.7976931348623157E+308")]
    public void DigitsAreKeptAndMeanTheNearestDouble(string text, double value, string literal)
    {
        Assert.True(Number.TryParse(text, out var number));
        Assert.Equal((text, value, literal), (number.Text, number.Value, number.Literal));
        Assert.Equal(text, number.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("01")]
    [InlineData("-01")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1,5")]
    [InlineData("1 ")]
    [InlineData(" 1")]
    [InlineData("0x1")]
    [InlineData("1_000")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("−1")]
    [InlineData("١")]
    [InlineData("1e309")]
    [InlineData("-1e400")]
    [InlineData("1e-400")]
    [InlineData("-0.000001e-330")]
    public void WhatIsNoJsonNumberInTheRangeOfADoubleIsRefused(string text)
    {
        Assert.False(Number.TryParse(text, out var number));
        Assert.Equal(Number.Zero, number);
    }

    [Fact]
    public void LengthIsBounded()
    {
        Assert.True(Number.TryParse("0." + new string('1', Number.MaxLength - 2), out _));
        Assert.False(Number.TryParse("0." + new string('1', Number.MaxLength - 1), out _));
    }

    [Fact]
    public void EqualityIsThatOfTheDigits()
    {
        var half = Digits.Of("0.5");
        Assert.True(half == Number.From(0.5));
        Assert.Equal(half.GetHashCode(), Number.From(0.5).GetHashCode());
        Assert.True(half != Digits.Of("0.50"));
        Assert.False(half.Equals((object)0.5));
        Assert.Equal(Digits.Of("0"), Number.Zero);
    }

    [Fact]
    public void NegativeZeroKeepsItsSign()
    {
        var number = Number.From(-0.0);
        Assert.Equal(("-0", "-0.0"), (number.Text, number.Literal));
        Assert.True(Number.TryParse("-0", out var read));
        Assert.True(double.IsNegative(read.Value));
    }

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(1e22, "1E+22")]
    [InlineData(double.MaxValue, "1.7976931348623157E+308")]
    [InlineData(100.0, "100")]
    public void TheFewestOfFifteenSixteenOrSeventeenDigitsAreWritten(double value, string text) =>
        Assert.Equal(text, Number.From(value).Text);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void OnlyFiniteNumbersAreWritten(double value) => Assert.Throws<ArgumentOutOfRangeException>(() => Number.From(value));

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    public void EveryDoubleReadsBackToItsBits(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Prop.ForAll(Bits().ToArbitrary(), ReadsBack).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000).WithReplay(42, 1));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static bool ReadsBack(long bits)
    {
        var value = BitConverter.Int64BitsToDouble(bits);
        if (!double.IsFinite(value))
            return true;
        var written = Number.From(value);
        return Number.TryParse(written.Text, out var read)
            && BitConverter.DoubleToInt64Bits(read.Value) == bits
            && BitConverter.DoubleToInt64Bits(double.Parse(written.Literal, CultureInfo.InvariantCulture)) == bits
            && read == written
            && written.Text.Length <= 24;
    }

    /// <summary>Bits of doubles of every size: uniform bits, denormals, and small decimal fractions.</summary>
    private static Gen<long> Bits()
    {
        var word = Gen.Choose(int.MinValue, int.MaxValue);
        var any = from high in word from low in word select ((long)high << 32) | (uint)low;
        var denormal = any.Select(bits => bits & unchecked((long)0x800F_FFFF_FFFF_FFFF));
        var @decimal = from digits in word
                       from scale in Gen.Choose(0, 12)
                       select BitConverter.DoubleToInt64Bits(
            digits / Math.Pow(10, scale));
        return Gen.OneOf(any, denormal, @decimal);
    }
}
