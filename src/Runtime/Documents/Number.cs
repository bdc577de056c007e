using System;
using System.Globalization;

namespace RuleCompiler.Documents;

/// <summary>A finite number together with the digits it was written with.</summary>
/// <remarks>
/// The digits travel unchanged from the document into comments and code, so that what is reviewed is what runs.
/// Two numbers are equal when their digits are: <c>0.5</c> and <c>0.50</c> have the same value but are not equal.
/// </remarks>
public readonly struct Number : IEquatable<Number>
{
    /// <summary>The longest text that is accepted; every double can be written to its last bit in 24 characters.</summary>
    public const int MaxLength = 64;

    private static readonly char[] DoubleMarks = { '.', 'e', 'E' };
    private static readonly char[] ZeroMarks = { '-', '0', '.' };

    private readonly string? _text;

    private Number(string text, double value)
    {
        _text = text;
        Value = value;
    }

    /// <summary>Zero, written <c>0</c>.</summary>
    public static Number Zero => default;

    /// <summary>The digits, in JSON's grammar for numbers.</summary>
    public string Text => _text ?? "0";

    /// <summary>The double nearest to the digits.</summary>
    public double Value { get; }

    /// <summary>
    /// The digits as a C# literal of type <c>double</c>: <see cref="Text"/>, with <c>.0</c> where it would be an integer.
    /// </summary>
    public string Literal => Text.IndexOfAny(DoubleMarks) >= 0 ? Text : Text + ".0";

    /// <summary>The fewest digits that read back to the same double.</summary>
    internal string ShortestDigits
    {
        get
        {
            const double SmallestNormal = 2.2250738585072014e-308;
            if (Value == 0 || Math.Abs(Value) >= SmallestNormal)
                return From(Value).Text;
            // Below the normal doubles fewer digits are enough than 15.
            for (var digits = 1; ; digits++)
            {
                var text = Value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
                if (ReadsBackTo(Value, text))
                    return text;
            }
        }
    }

    /// <summary>Writes a double with the fewest of 15, 16 or 17 digits that read back to the same bits.</summary>
    /// <param name="value">A finite value.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public static Number From(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
            throw new ArgumentOutOfRangeException(nameof(value), "A number in a rule document is finite.");
        var text = value.ToString("G15", CultureInfo.InvariantCulture);
        if (!ReadsBackTo(value, text))
            text = value.ToString("G16", CultureInfo.InvariantCulture);
        if (!ReadsBackTo(value, text))
            text = value.ToString("G17", CultureInfo.InvariantCulture);
        return new Number(text, value);
    }

    // By bits, so that −0 keeps its sign; and the largest double in 15 digits overflows, which .NET Framework reports by failing.
    private static bool ReadsBackTo(double value, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read)
        && BitConverter.DoubleToInt64Bits(read) == BitConverter.DoubleToInt64Bits(value);

    /// <summary>
    /// Reads digits in JSON's grammar for numbers: no blank, no plus sign, no leading zero, no NaN, nothing that overflows, and nothing
    /// that underflows: the reader of <c>1e-400</c> sees a number that is not zero, but zero is what would run.
    /// </summary>
    /// <param name="text">The digits.</param>
    /// <param name="number">The number, or zero.</param>
    /// <returns>Whether the text is a number within the range of a double, of at most <see cref="MaxLength"/> characters.</returns>
    public static bool TryParse(string text, out Number number)
    {
        number = default;
        if (text.Length > MaxLength || !HasNumberGrammar(text))
            return false;
        // .NET Framework reports overflow by its return value, .NET by infinity.
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || double.IsInfinity(value))
            return false;
        if (value == 0 && text.TrimStart(ZeroMarks) is { Length: > 0 } rest && rest[0] is not ('e' or 'E'))
            return false;
        number = new Number(text, value);
        return true;
    }

    private static bool HasNumberGrammar(string text)
    {
        var i = 0;
        if (i < text.Length && text[i] == '-')
            i++;
        var integer = Digits(text, i);
        if (integer == 0 || (integer > 1 && text[i] == '0'))
            return false;
        i += integer;
        if (i < text.Length && text[i] == '.')
        {
            var fraction = Digits(text, i + 1);
            if (fraction == 0)
                return false;
            i += 1 + fraction;
        }

        if (i < text.Length && (text[i] == 'e' || text[i] == 'E'))
        {
            i++;
            if (i < text.Length && (text[i] == '+' || text[i] == '-'))
                i++;
            var exponent = Digits(text, i);
            if (exponent == 0)
                return false;
            i += exponent;
        }

        return i == text.Length;
    }

    private static int Digits(string text, int start)
    {
        var i = start;
        while (i < text.Length && text[i] >= '0' && text[i] <= '9')
            i++;
        return i - start;
    }

    /// <inheritdoc/>
    public bool Equals(Number other) => string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Number other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    /// <summary>The number with the digits of the document.</summary>
    /// <returns><see cref="Text"/>.</returns>
    public override string ToString() => Text;

    /// <summary>Whether the digits are the same.</summary>
    /// <param name="left">One number.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Number left, Number right) => left.Equals(right);

    /// <summary>Whether the digits differ.</summary>
    /// <param name="left">One number.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Number left, Number right) => !left.Equals(right);
}
