using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Reads numbers as they are written in a table, under any culture of the machine.</summary>
/// <remarks>
/// A number may have blanks, <c>'</c> or <c>_</c> between its thousands, a minus sign of any kind, before or after it, or brackets for a
/// negative one: none of these has a second reading. A point or comma between thousands, and a unit, are read where options say so.
/// </remarks>
internal sealed class NumberText
{
    /// <summary>Any whole number of so many digits is a double.</summary>
    private const int MostDigits = 15;

    private static readonly double[] PowersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    private readonly NumberFormatInfo _format;
    private readonly NumberMarks _marks;
    private readonly string[] _units;

    private NumberText(NumberMarks marks, string[] units)
    {
        _marks = marks;
        _units = units;
        _format = NumberFormatInfo.ReadOnly(
            new NumberFormatInfo { NumberDecimalSeparator = marks.Decimal.ToString(), NumberGroupSeparator = "\u00A0" });
    }

    /// <summary>The reader of numbers in no column in particular.</summary>
    public static NumberText Of(TableOptions options) => Of(null, [], options);

    /// <summary>The reader of a column's numbers.</summary>
    public static NumberText Of(string? column, IReadOnlyList<string> names, TableOptions options) => new(
        NumberMarks.Of(column, names, options).Marks,
        options.Units.Select(u => ColumnSetting.Split(u, names))
            .Where(u => u.Column is null || string.Equals(u.Column, column, StringComparison.Ordinal))
            .Select(u => u.Value).ToArray());

    /// <summary>The number that a cell is: NaN where it is none, infinite where it is too large for a double or says so.</summary>
    public double Parse(ReadOnlySpan<byte> cell)
    {
        var plain = ParsePlain(cell);
        if (!double.IsNaN(plain) || !MayBeDressed(cell))
            return plain;
        Span<char> text = stackalloc char[cell.Length];
        return DressedNumber.TryRead(text[..Encoding.UTF8.GetChars(cell, text)], out var number)
            && (number.Unit is null || _units.Contains(number.Unit))
            ? number.Value(_marks, out _)
            : double.NaN;
    }

    /// <summary>The number that a text is, as for a cell.</summary>
    public double Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    /// <summary>The number that a cell is without anything around it and between its digits, NaN where it is none.</summary>
    public double ParsePlain(ReadOnlySpan<byte> cell) => TryParseShort(cell, out var value)
        || double.TryParse(cell, NumberStyles.Float, _format, out value) ? value : double.NaN;

    /// <summary>
    /// Reads digits with at most a minus and a decimal mark, which most cells are, in a fraction of the time: a whole number below 10¹⁵ and
    /// a power of ten up to 10²² are doubles, so that their quotient is rounded once, as it has to be (Clinger, 1990).
    /// </summary>
    private bool TryParseShort(ReadOnlySpan<byte> cell, out double value)
    {
        value = double.NaN;
        var isNegative = cell.Length > 0 && cell[0] == (byte)'-';
        var text = isNegative ? cell[1..] : cell;
        if (text.Length is 0 or > MostDigits + 1)
            return false;
        var (digits, fraction, mark) = (0L, 0, -1);
        for (var i = 0; i < text.Length; i++)
        {
            var digit = text[i] - (byte)'0';
            if ((uint)digit <= 9)
                digits = (digits * 10) + digit;
            else if (mark < 0 && text[i] == _marks.Decimal && i > 0 && i < text.Length - 1)
                (mark, fraction) = (i, text.Length - 1 - i);
            else
                return false;
        }

        if (mark < 0 && text.Length > MostDigits)
            return false;
        value = digits / PowersOfTen[fraction];
        if (isNegative)
            value = -value;
        return true;
    }

    /// <summary>Why a cell is not a number, without what to do about it.</summary>
    public string Problem(ReadOnlySpan<byte> cell, string column)
    {
        var text = Encoding.UTF8.GetString(cell);
        var place = $"'{VisibleText.Of(text)}' in column '{VisibleText.Of(column)}'";
        return MayBeDressed(cell) && DressedNumber.TryRead(text, out var number) && number.Unit is { } unit && !_units.Contains(unit)
            && !double.IsNaN(number.Value(_marks, out _))
            ? $"{place} has a {VisibleText.Of(unit)}, and the numbers that were learned from have none"
            : $"{place} is not a finite number";
    }

    /// <summary>Whether it is worth looking for a number with marks and units in a cell.</summary>
    public static bool MayBeDressed(ReadOnlySpan<byte> cell) =>
        cell.Length is > 1 and <= 128 && cell.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;

    /// <summary>Whether a cell says that it is infinite or not a number, as programs write it.</summary>
    public static bool SaysNotFinite(ReadOnlySpan<byte> cell)
    {
        cell = WithoutSign(cell);
        return Ascii.EqualsIgnoreCase(cell, "nan"u8) || Ascii.EqualsIgnoreCase(cell, "inf"u8) || Ascii.EqualsIgnoreCase(cell, "infinity"u8);
    }

    /// <summary>Whether a cell says that it is not a number.</summary>
    public static bool SaysNaN(ReadOnlySpan<byte> cell) => Ascii.EqualsIgnoreCase(WithoutSign(cell), "nan"u8);

    private static ReadOnlySpan<byte> WithoutSign(ReadOnlySpan<byte> cell) =>
        cell.Length > 0 && cell[0] is ((byte)'+' or (byte)'-') ? cell[1..] : cell;
}
