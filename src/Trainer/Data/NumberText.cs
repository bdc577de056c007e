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
    public double Parse(ReadOnlySpan<byte> cell) =>
        // What letters can mean to the parser (NaN, Infinity) is left to it; most texts end here.
        double.TryParse(cell, NumberStyles.Float, _format, out var value) ? value : double.NaN;

    public double Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));
}
