using System;
using System.Globalization;
using System.Numerics;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Geometry;

/// <summary>An exact rational number in lowest terms.</summary>
internal readonly record struct Fraction
{
    private Fraction(BigInteger numerator, BigInteger denominator) => (Numerator, Denominator) = (numerator, denominator);

    public static Fraction Zero { get; } = new(0, 1);

    public static Fraction One { get; } = new(1, 1);

    /// <summary>The numerator, which has the sign.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator, above 0.</summary>
    public BigInteger Denominator { get; }

    /// <summary>Makes a fraction.</summary>
    /// <param name="numerator">The numerator.</param>
    /// <param name="denominator">The denominator, not 0.</param>
    public static Fraction Of(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        return new Fraction(numerator / divisor, denominator / divisor);
    }

    /// <summary>The decimal number that the digits of a document say, which is not quite the double nearest to it.</summary>
    public static Fraction Of(Number number)
    {
        // Zero may be written with any exponent; every other number is within the range of a double.
        if (number.Value == 0)
            return Zero;
        var text = number.Text;
        var mark = text.AsSpan().IndexOfAny('e', 'E');
        var exponent = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var digits = mark < 0 ? text : text[..mark];
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            exponent -= digits.Length - point - 1;
            digits = digits.Remove(point, 1);
        }

        var value = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        return exponent >= 0 ? new Fraction(value * BigInteger.Pow(10, exponent), 1) : Of(value, BigInteger.Pow(10, -exponent));
    }

    /// <summary>The nearest double, unless that is below the normal ones.</summary>
    public double ToDouble()
    {
        if (Numerator.IsZero)
            return 0;

        // 63 or 64 bits, the last one telling whether anything is left, round as the whole would.
        var size = BigInteger.Abs(Numerator);
        var shift = (int)(Denominator.GetBitLength() - size.GetBitLength()) + 63;
        var quotient = BigInteger.DivRem(shift >= 0 ? size << shift : size, shift >= 0 ? Denominator : Denominator << -shift, out var rest);
        return Numerator.Sign * Math.ScaleB((double)((ulong)quotient | (rest.IsZero ? 0UL : 1UL)), -shift);
    }

    public static Fraction operator +(Fraction a, Fraction b) =>
        Of((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Fraction operator -(Fraction a, Fraction b) => a + new Fraction(-b.Numerator, b.Denominator);

    public static Fraction operator *(Fraction a, Fraction b) => Of(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Fraction operator /(Fraction a, Fraction b) => Of(a.Numerator * b.Denominator, a.Denominator * b.Numerator);
}
