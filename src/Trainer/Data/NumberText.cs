using System;
using System.Globalization;
using System.Text;

namespace RuleCompiler.Trainer.Data;

/// <summary>Reads numbers as they stand in a table, under any culture of the machine.</summary>
internal sealed class NumberText
{
    private static readonly NumberText Point = new(".");
    private static readonly NumberText Comma = new(",");

    private readonly NumberFormatInfo _format;

    private NumberText(string separator) =>
        _format = NumberFormatInfo.ReadOnly(new NumberFormatInfo { NumberDecimalSeparator = separator, NumberGroupSeparator = "\u00A0" });

    public static NumberText Of(TableOptions options) => options.DecimalComma ? Comma : Point;

    /// <summary>The number that a cell is: NaN where it is none, infinite where it is too large for a double or says so.</summary>
    public double Parse(ReadOnlySpan<byte> cell) => double.TryParse(cell, NumberStyles.Float, _format, out var value) ? value : double.NaN;

    /// <summary>The number that a text is, as for a cell.</summary>
    public double Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    /// <summary>Whether a cell says that it is infinite or not a number, as programs write it.</summary>
    public static bool SaysNotFinite(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > 0 && cell[0] is (byte)'+' or (byte)'-')
            cell = cell[1..];
        return Ascii.EqualsIgnoreCase(cell, "nan"u8) || Ascii.EqualsIgnoreCase(cell, "inf"u8) || Ascii.EqualsIgnoreCase(cell, "infinity"u8);
    }
}
