using System;
using System.Globalization;
using System.Numerics;
using System.Text;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Sql;

/// <summary>
/// Doubles for engines that do not read every decimal to the nearest double: whole numbers below 2⁵³, which all of them read exactly, and
/// at most one operation that rounds.
/// </summary>
internal static class SqlQuotient
{
    // The largest power of ten that is a double.
    private const int MostPlaces = 22;

    private const long Largest = 1L << 53;

    /// <summary>An expression whose value is a double.</summary>
    public static string Of(double value)
    {
        var (digits, places) = Digits(Number.From(value).Text);
        // An exact numerator over an exact power of ten is rounded once, which is how a decimal is read.
        if (BigInteger.Abs(digits) <= Largest && places <= MostPlaces)
            return places <= 0 ? Whole(digits * BigInteger.Pow(10, -places)) ?? Binary(value) : OverPower(digits, places) ?? Binary(value);
        return Binary(value);
    }

    private static string? Whole(BigInteger value) => BigInteger.Abs(value) <= Largest ? Literal(value) : null;

    private static string? OverPower(BigInteger digits, int places)
    {
        var power = BigInteger.Pow(10, places);
        return power <= Largest ? $"({Literal(digits)} / {Literal(power)})" : null;
    }

    // A whole number times or over powers of two, each step exact: what is subnormal is reached by the last step alone.
    private static string Binary(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        var exponent = (int)(bits >> 52);
        var mantissa = exponent == 0 ? bits : (bits & (Largest / 2 - 1)) | (Largest / 2);
        var power = Math.Max(exponent, 1) - 1075;
        while (mantissa != 0 && mantissa % 2 == 0)
        {
            mantissa /= 2;
            power++;
        }

        var text = new StringBuilder(value < 0 ? "-" : string.Empty).Append(Literal(mantissa));
        for (var left = Math.Abs(power); left > 0; left -= 52)
            text.Append(power > 0 ? " * " : " / ").Append(Literal(BigInteger.One << Math.Min(left, 52)));
        return $"({text})";
    }

    private static (BigInteger Digits, int Places) Digits(string text)
    {
        var mark = text.IndexOfAny(['e', 'E']);
        var exponent = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? text : text[..mark];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var places = point < 0 ? 0 : mantissa.Length - point - 1;
        var digits = BigInteger.Parse(
            mantissa.Replace(".", string.Empty, StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return (digits, places - exponent);
    }

    private static string Literal(BigInteger value) => value.ToString(CultureInfo.InvariantCulture) + ".0";
}
