using System;
using System.Collections.Generic;
using System.Globalization;

namespace RuleCompiler.Trainer.Tables;

/// <summary>
/// A number with what people write around it: a currency or <c>%</c>, a minus sign of any kind, brackets for a negative one.
/// </summary>
internal readonly ref struct DressedNumber
{
    /// <summary>The sign of a percentage. 12 % is read as 12.</summary>
    public const string Percent = "%";

    /// <summary>Longer texts are not numbers that a person has written.</summary>
    private const int MaxLength = 64;

    /// <summary>Currencies that are written with letters, besides every character that Unicode calls a currency symbol.</summary>
    public static readonly IReadOnlyList<string> Currencies =
    [
        "AED", "ARS", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR", "GBP", "HKD", "HUF", "IDR", "ILS",
        "INR",
        "JPY", "KRW", "MXN", "MYR", "NGN", "NOK", "NZD", "PHP", "PKR", "PLN", "RON", "RSD", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD",
        "UAH",
        "USD", "VND", "ZAR", "US$", "A$", "C$", "R$", "kr", "zł", "Kč", "Ft", "Rs",
    ];

    /// <summary>What stands for a minus before a number: hyphen, minus sign, en dash, and the small and full-width hyphens.</summary>
    public static readonly IReadOnlyList<char> Minuses = ['-', '\u2212', '\u2013', '\uFE63', '\uFF0D'];

    private readonly ReadOnlySpan<char> _body;
    private readonly bool _isNegative;

    private DressedNumber(ReadOnlySpan<char> body, bool isNegative, string? unit)
    {
        _body = body;
        _isNegative = isNegative;
        Unit = unit;
    }

    /// <summary>The currency or <see cref="Percent"/>; null where there is none.</summary>
    public string? Unit { get; }

    /// <summary>Takes a text apart.</summary>
    /// <returns>Whether it can be a number: what is left begins and ends as one.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, out DressedNumber number)
    {
        number = default;
        var rest = Blanks.Trim(text);
        if (rest.Length is 0 or > MaxLength)
            return false;
        var isNegative = false;
        var isSigned = false;
        string? unit = null;
        if (rest.Length > 2 && rest[0] == '(' && rest[^1] == ')')
        {
            (isNegative, isSigned) = (true, true);
            rest = Blanks.Trim(rest[1..^1]);
        }

        for (var goesOn = true; goesOn && rest.Length > 0;)
        {
            goesOn = false;
            if (!isSigned && (rest[0] == '+' || IsMinus(rest[0])))
            {
                (isNegative, isSigned, goesOn) = (rest[0] != '+', true, true);
                rest = Blanks.Trim(rest[1..]);
            }
            else if (!isSigned && rest[^1] is '-' or '\u2212')
            {
                (isNegative, isSigned, goesOn) = (true, true, true);
                rest = Blanks.Trim(rest[..^1]);
            }
            else if (unit is null && UnitAt(rest, atStart: true) is { } before)
            {
                (unit, goesOn) = (before, true);
                rest = Blanks.Trim(rest[before.Length..]);
            }
            else if (unit is null && UnitAt(rest, atStart: false) is { } after)
            {
                (unit, goesOn) = (after, true);
                rest = Blanks.Trim(rest[..^after.Length]);
            }
        }

        if (rest.Length == 0 || !char.IsAsciiDigit(rest[^1]) || !(char.IsAsciiDigit(rest[0]) || rest[0] is '.' or ','))
            return false;
        number = new DressedNumber(rest, isNegative, unit);
        return true;
    }

    /// <summary>The number that it is with some marks.</summary>
    /// <param name="marks">The marks.</param>
    /// <param name="mark">The separator between its thousands; <c>\0</c> where nothing does.</param>
    /// <returns>The number; NaN where it is none with these marks.</returns>
    public double Value(NumberMarks marks, out char mark)
    {
        mark = '\0';
        Span<char> digits = stackalloc char[MaxLength];
        var (length, run, isFraction) = (0, 0, false);
        foreach (var c in _body)
        {
            if (char.IsAsciiDigit(c))
            {
                digits[length++] = c;
                run++;
            }
            else if (c == marks.Decimal && !isFraction)
            {
                if (mark != '\0' && run != 3)
                    return double.NaN;
                (isFraction, run) = (true, 0);
                digits[length++] = '.';
            }
            else if (!isFraction && ThousandsMark(c, marks) is { } found)
            {
                // Groups of three after a first one of one to three digits; 0.123 and 0,123 are fractions.
                if (mark == '\0' ? run is < 1 or > 3 || digits[0] == '0' : mark != found || run != 3)
                    return double.NaN;
                (mark, run) = (found, 0);
            }
            else
            {
                return double.NaN;
            }
        }

        if (!isFraction && mark != '\0' && run != 3)
            return double.NaN;
        return double.TryParse(digits[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? _isNegative ? -value : value
            : double.NaN;
    }

    private static bool IsMinus(char c)
    {
        foreach (var minus in Minuses)
        {
            if (c == minus)
                return true;
        }

        return false;
    }

    /// <summary>The mark that a character is between thousands; blanks of every kind are one mark.</summary>
    private static char? ThousandsMark(char c, NumberMarks marks) => c switch
    {
        '\'' or '\u2019' => '\'',
        '_' => '_',
        _ when c == marks.Thousands => c,
        _ when Blanks.IsBlank(c) => ' ',
        _ => null,
    };

    private static string? UnitAt(ReadOnlySpan<char> text, bool atStart)
    {
        foreach (var currency in Currencies)
        {
            // A currency of letters ends where the letters end.
            if (text.Length > currency.Length && (atStart
                ? text.StartsWith(currency, StringComparison.Ordinal) && !char.IsLetter(text[currency.Length])
                : text.EndsWith(currency, StringComparison.Ordinal) && !char.IsLetter(text[^(currency.Length + 1)])))
                return currency;
        }

        var c = atStart ? text[0] : text[^1];
        return c == '%' || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol ? c.ToString() : null;
    }
}
