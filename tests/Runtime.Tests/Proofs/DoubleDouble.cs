using System;
using RuleCompiler.Exact;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>
/// A number as the sum of two doubles, some 31 digits: what is exact to far below any error of a double, and fast enough to be asked
/// millions of times (Dekker 1971; Knuth, The Art of Computer Programming 2, §4.2.2).
/// </summary>
internal readonly record struct DoubleDouble(double High, double Low)
{
    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble From(Rational value)
    {
        var high = value.ToDouble();
        return new DoubleDouble(high, (value - Rational.From(high)).ToDouble());
    }

    public static DoubleDouble operator +(DoubleDouble left, DoubleDouble right)
    {
        var sum = Sum(left.High, right.High);
        var low = Sum(left.Low, right.Low);
        sum = Normal(sum.High, sum.Low + low.High);
        return Normal(sum.High, sum.Low + low.Low);
    }

    public static DoubleDouble operator -(DoubleDouble value) => new(-value.High, -value.Low);

    public static DoubleDouble operator -(DoubleDouble left, DoubleDouble right) => left + -right;

    public static DoubleDouble operator *(DoubleDouble left, DoubleDouble right)
    {
        var product = left.High * right.High;
        var error = Math.FusedMultiplyAdd(left.High, right.High, -product);
        return Normal(product, error + (left.High * right.Low) + (left.Low * right.High));
    }

    private static DoubleDouble Sum(double left, double right)
    {
        var sum = left + right;
        var part = sum - left;
        return new DoubleDouble(sum, (left - (sum - part)) + (right - part));
    }

    private static DoubleDouble Normal(double high, double low)
    {
        var sum = high + low;
        return new DoubleDouble(sum, low - (sum - high));
    }
}
