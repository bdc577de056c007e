using System;
using System.Globalization;
using System.Numerics;

namespace RuleCompiler.Exact;

/// <summary>An exact fraction of two integers of any size.</summary>
/// <remarks>
/// A fraction need not be in lowest terms: a greatest common divisor costs more than it saves until the integers are long, so terms are
/// cancelled only then. Sums are over the least common denominator, which keeps sums of decimals as short as their longest one.
/// </remarks>
internal readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    // Bits of a denominator from which on cancelling pays.
    private const long LongDenominator = 192;

    private static readonly char[] ExponentMarks = ['e', 'E'];

    // Of an instance made by default 0, which stands for 1.
    private readonly BigInteger _denominator;

    private Rational(BigInteger numerator, BigInteger denominator)
    {
        Numerator = numerator;
        _denominator = denominator;
    }

    /// <summary>0.</summary>
    public static Rational Zero => default;

    /// <summary>1.</summary>
    public static Rational One => new(BigInteger.One, BigInteger.One);

    /// <summary>The numerator; its sign is the number's.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator, positive.</summary>
    public BigInteger Denominator => _denominator.IsZero ? BigInteger.One : _denominator;

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>An integer.</summary>
    public static implicit operator Rational(BigInteger value) => new(value, BigInteger.One);

    /// <summary>An integer.</summary>
    public static implicit operator Rational(int value) => new(value, BigInteger.One);

    /// <summary>A quotient of integers.</summary>
    /// <param name="numerator">Any integer.</param>
    /// <param name="denominator">Any integer but 0.</param>
    /// <returns>The quotient.</returns>
    public static Rational Of(BigInteger numerator, BigInteger denominator) => denominator.Sign switch
    {
        0 => throw new DivideByZeroException(),
        < 0 => Shortened(-numerator, -denominator),
        _ => Shortened(numerator, denominator),
    };

    /// <summary>The number that a double is, exactly.</summary>
    /// <param name="value">A finite double.</param>
    /// <returns>An integer times a power of two.</returns>
    public static Rational From(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), "Only finite numbers are fractions.");
        const int FractionBits = 52;
        var bits = BitConverter.DoubleToInt64Bits(value);
        var fraction = bits & ((1L << FractionBits) - 1);
        var exponent = (int)((bits >> FractionBits) & 0x7FF);
        var significand = exponent == 0 ? fraction : fraction | (1L << FractionBits);
        if (significand == 0)
            return Zero;
        var shift = Math.Max(exponent, 1) - 1075;
        var zeros = BitOperations.TrailingZeroCount(significand);
        (significand, shift) = (significand >> zeros, shift + zeros);
        BigInteger signed = bits < 0 ? -significand : significand;
        return shift >= 0 ? new Rational(signed << shift, BigInteger.One) : new Rational(signed, BigInteger.One << -shift);
    }

    /// <summary>The number that decimal digits say, exactly.</summary>
    /// <param name="text">Digits in JSON's grammar for numbers, with an exponent that a double can have.</param>
    /// <returns>An integer times a power of ten.</returns>
    /// <exception cref="FormatException">The text is not of this form.</exception>
    public static Rational Parse(string text)
    {
        var mark = text.IndexOfAny(ExponentMarks);
        var digits = mark < 0 ? text : text.Substring(0, mark);
        var point = digits.IndexOf('.');
        var decimals = point < 0 ? 0 : digits.Length - point - 1;
        const NumberStyles Integer = NumberStyles.AllowLeadingSign;
        var numerator = BigInteger.Parse(point < 0 ? digits : digits.Remove(point, 1), Integer, CultureInfo.InvariantCulture);
        // Before the exponent is looked at: 0e999999999 is 0.
        if (numerator.IsZero)
            return Zero;
        var exponent = mark < 0 ? 0 : int.Parse(text.Substring(mark + 1), Integer, CultureInfo.InvariantCulture);
        const int LargestExponent = 1000;
        if (Math.Abs((long)exponent) > LargestExponent)
            throw new FormatException($"The exponent of {text} is beyond every double's.");
        var power = exponent - decimals;
        return power >= 0
            ? new Rational(numerator * BigInteger.Pow(10, power), BigInteger.One)
            : Of(numerator, BigInteger.Pow(10, -power));
    }

    /// <summary>The nearest double; of two that are as near the even one.</summary>
    /// <returns>The double; infinite beyond the largest, 0 where that is nearest.</returns>
    public double ToDouble()
    {
        if (Sign == 0)
            return 0;
        // As many bits before the point as a double keeps there, or fewer where it is subnormal.
        const int Bits = 53;
        const int SmallestExponent = -1074;
        var numerator = BigInteger.Abs(Numerator);
        var shift = (int)(numerator.GetBitLength() - Denominator.GetBitLength()) - Bits;
        // The quotient has Bits or Bits + 1 bits: where it would have one too many it is taken again.
        if (Scaled(numerator, shift, out _) >> Bits != BigInteger.Zero)
            shift++;
        shift = Math.Max(shift, SmallestExponent);
        var quotient = Scaled(numerator, shift, out var half);
        if (half > 0 || (half == 0 && !quotient.IsEven))
            quotient++;
        // At most 2⁵³, so that both the conversion and the scaling are exact.
        var value = Math.ScaleB((double)(long)quotient, shift);
        return Sign < 0 ? -value : value;
    }

    /// <summary>The whole part of numerator / (denominator · 2^shift), and how what is left of it compares with one half.</summary>
    private BigInteger Scaled(BigInteger numerator, int shift, out int half)
    {
        var divisor = shift >= 0 ? Denominator << shift : Denominator;
        var quotient = BigInteger.DivRem(shift >= 0 ? numerator : numerator << -shift, divisor, out var rest);
        half = (rest << 1).CompareTo(divisor);
        return quotient;
    }

    /// <summary>The number as decimal digits, where it is a decimal of few.</summary>
    /// <param name="most">The most digits, leading and trailing zeros not counted.</param>
    /// <param name="digits">The digits in JSON's grammar for numbers, with an exponent where there would be many zeros.</param>
    /// <returns>Whether it is one.</returns>
    public bool TryDecimal(int most, out string digits)
    {
        digits = "0";
        if (Sign == 0)
            return true;
        var (numerator, denominator) = Lowest();
        var (twos, fives) = (0, 0);
        for (; (denominator & 1).IsZero; twos++)
            denominator >>= 1;
        for (; denominator % 5 == 0; fives++)
            denominator /= 5;
        if (!denominator.IsOne)
            return false;
        var decimals = Math.Max(twos, fives);
        var whole = numerator * BigInteger.Pow(2, decimals - twos) * BigInteger.Pow(5, decimals - fives);
        var text = BigInteger.Abs(whole).ToString(CultureInfo.InvariantCulture);
        var significant = text.TrimEnd('0');
        if (significant.Length > most)
            return false;
        var sign = Sign < 0 ? "-" : string.Empty;
        var exponent = text.Length - 1 - decimals;
        const int LongestZeros = 16;
        if (exponent is < -5 or > LongestZeros)
            digits = $"{sign}{(significant.Length > 1 ? significant.Insert(1, ".") : significant)}e{exponent.ToString(CultureInfo.InvariantCulture)}";
        else if (exponent < 0)
            digits = sign + "0." + new string('0', -exponent - 1) + significant;
        else if (significant.Length <= exponent + 1)
            digits = sign + significant.PadRight(exponent + 1, '0');
        else
            digits = sign + significant.Insert(exponent + 1, ".");
        return true;
    }

    /// <summary>Numerator and denominator without a common divisor, the denominator positive.</summary>
    public (BigInteger Numerator, BigInteger Denominator) Lowest()
    {
        var divisor = BigInteger.GreatestCommonDivisor(Numerator, Denominator);
        return (Numerator / divisor, Denominator / divisor);
    }

    /// <summary>The sum.</summary>
    public static Rational operator +(Rational left, Rational right) => Sum(left, right, right.Numerator);

    /// <summary>The difference.</summary>
    public static Rational operator -(Rational left, Rational right) => Sum(left, right, -right.Numerator);

    /// <summary>The number with the other sign.</summary>
    public static Rational operator -(Rational value) => new(-value.Numerator, value.Denominator);

    /// <summary>The product.</summary>
    public static Rational operator *(Rational left, Rational right) =>
        left.Numerator.IsZero || right.Numerator.IsZero
            ? Zero
            : Shortened(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <summary>The quotient.</summary>
    public static Rational operator /(Rational left, Rational right) =>
        Of(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    /// <summary>Whether the left number is smaller.</summary>
    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left number is larger.</summary>
    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left number is smaller or the same.</summary>
    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left number is larger or the same.</summary>
    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    /// <summary>Whether both are the same number.</summary>
    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    /// <summary>Whether they are different numbers.</summary>
    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    /// <inheritdoc/>
    public int CompareTo(Rational other) => Sign != other.Sign
        ? Sign.CompareTo(other.Sign)
        : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <inheritdoc/>
    public bool Equals(Rational other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        return Lowest().GetHashCode();
    }

    /// <summary>The number exactly.</summary>
    /// <returns>An integer, or a fraction in lowest terms such as <c>-7/3</c>.</returns>
    public string ToFraction()
    {
        var (numerator, denominator) = Lowest();
        var digits = numerator.ToString(CultureInfo.InvariantCulture);
        return denominator.IsOne ? digits : digits + "/" + denominator.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The largest integer that is not above the number.</summary>
    /// <returns>The integer.</returns>
    public BigInteger Floor() => BigInteger.Divide(Numerator - (Sign < 0 ? Denominator - 1 : 0), Denominator);

    /// <summary>The number to 6 digits, for people.</summary>
    /// <returns>Decimal digits.</returns>
    public override string ToString() => ToString(6);

    /// <summary>The number in a few digits, rounded; also where it is beyond all doubles.</summary>
    /// <param name="digits">How many.</param>
    public string ToString(int digits)
    {
        var (value, exponent) = (ToDouble(), string.Empty);
        if (double.IsInfinity(value))
        {
            var power = (int)BigInteger.Log10(BigInteger.Abs(Numerator) / Denominator);
            value = (this / BigInteger.Pow(10, power)).ToDouble();
            exponent = "E+" + power.ToString(CultureInfo.InvariantCulture);
        }

        return value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + exponent;
    }

    private static Rational Sum(Rational left, Rational right, BigInteger rightNumerator)
    {
        if (left.Numerator.IsZero)
            return new Rational(rightNumerator, right.Denominator);
        if (rightNumerator.IsZero)
            return left;
        if (left.Denominator == right.Denominator)
            return Shortened(left.Numerator + rightNumerator, left.Denominator);
        var divisor = BigInteger.GreatestCommonDivisor(left.Denominator, right.Denominator);
        var factor = right.Denominator / divisor;
        return Shortened((left.Numerator * factor) + (rightNumerator * (left.Denominator / divisor)), left.Denominator * factor);
    }

    private static Rational Shortened(BigInteger numerator, BigInteger denominator)
    {
        if (numerator.IsZero)
            return Zero;
        if (denominator.GetBitLength() < LongDenominator)
            return new Rational(numerator, denominator);
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        return new Rational(numerator / divisor, denominator / divisor);
    }
}
