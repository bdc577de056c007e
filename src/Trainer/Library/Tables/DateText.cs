using System;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Tells dates, with or without a time, from other texts.</summary>
internal static partial class DateText
{
    private const int MinLength = 6;
    private const int MaxLength = 40;

    /// <summary>More than texts of such a length can take.</summary>
    private const int MostMilliseconds = 60_000;
    private const RegexOptions Form = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const string Time =
        @"([T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?( ?[AaPp]\.?[Mm]\.?)?( ?(Z|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?))?)?";
    private const string Months = "(jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-z]*";

    /// <summary>Whether a cell is a date.</summary>
    public static bool Is(ReadOnlySpan<byte> cell)
    {
        if (cell.Length is < MinLength or > MaxLength
            || !(char.IsAsciiDigit((char)cell[^1]) || char.IsAsciiLetter((char)cell[^1]) || cell[^1] == (byte)'.'))
            return false;
        Span<char> text = stackalloc char[MaxLength];
        text = text[..Encoding.UTF8.GetChars(cell, text)];
        return char.IsAsciiDigit(text[0]) ? BeginsWithDigits(text.ToString()) : MonthFirst().IsMatch(text);
    }

    private static bool BeginsWithDigits(string text)
    {
        if (YearFirst().Match(text) is { Success: true } iso)
            return IsMonth(Part(iso, "m")) && IsDay(Part(iso, "d"));
        if (YearLast().Match(text) is { Success: true } local)
        {
            var (a, b) = (Part(local, "a"), Part(local, "b"));
            return IsDay(a) && IsDay(b) && (IsMonth(a) || IsMonth(b));
        }

        return MonthBetween().IsMatch(text);
    }

    private static int Part(Match match, string name) =>
        int.Parse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsMonth(int n) => n is >= 1 and <= 12;

    private static bool IsDay(int n) => n is >= 1 and <= 31;

    /// <summary>2024-01-05, 2024/1/5 or 2024.01.05.</summary>
    [GeneratedRegex(@"^[12][0-9]{3}(?<s>[-/.])(?<m>[0-9]{1,2})\k<s>(?<d>[0-9]{1,2})" + Time + "$", Form, MostMilliseconds)]
    private static partial Regex YearFirst();

    /// <summary>
    /// 5.1.2024, 01/05/2024, 05-01-2024, and with a year of two digits where day and month have two as well: 1.2.10 is a version.
    /// </summary>
    [GeneratedRegex(
        @"^((?<a>[0-9]{1,2})(?<s>[-/.])(?<b>[0-9]{1,2})\k<s>[12][0-9]{3}"
            + @"|(?<a>[0-9]{2})(?<s>[-/.])(?<b>[0-9]{2})\k<s>[0-9]{2}"
            + @"|(?<a>[0-9]{1,2})(?<s>/)(?<b>[0-9]{1,2})\k<s>[0-9]{2})" + Time + "$",
        Form,
        MostMilliseconds)]
    private static partial Regex YearLast();

    /// <summary>5 January 2024, 05-Jan-24.</summary>
    [GeneratedRegex(
        @"^[0-9]{1,2}[-. /]{1,2}" + Months + @"[-., /]{1,2}([0-9]{2}|[12][0-9]{3})" + Time + "$",
        Form | RegexOptions.IgnoreCase,
        MostMilliseconds)]
    private static partial Regex MonthBetween();

    /// <summary>Jan 5, 2024.</summary>
    [GeneratedRegex("^" + Months + @"[. ]{1,2}[0-9]{1,2},? [12][0-9]{3}" + Time + "$", Form | RegexOptions.IgnoreCase, MostMilliseconds)]
    private static partial Regex MonthFirst();
}
