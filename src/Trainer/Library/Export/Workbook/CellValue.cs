using System;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>What a cell of a spreadsheet holds.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Number">The number; 1 or 0 for what is true or false.</param>
/// <param name="Text">The text.</param>
internal readonly record struct CellValue(CellKind Kind, double Number, string Text)
{
    /// <summary>Nothing.</summary>
    public static CellValue Empty => new(CellKind.Empty, 0, string.Empty);

    /// <summary>What a spreadsheet has where it cannot calculate.</summary>
    public static CellValue Error => new(CellKind.Error, 0, string.Empty);

    /// <summary>A number; an error where there is none, since no spreadsheet has infinities.</summary>
    public static CellValue Of(double number) => double.IsFinite(number) ? new(CellKind.Number, number, string.Empty) : Error;

    /// <summary>A text.</summary>
    public static CellValue Of(string text) => new(CellKind.Text, 0, text);

    /// <summary>Whether something is true.</summary>
    public static CellValue Of(bool truth) => new(CellKind.Truth, truth ? 1 : 0, string.Empty);

    /// <summary>Whether it is true; a number is where it is not 0.</summary>
    public bool IsTrue => Number != 0;

    /// <summary>Whether it can be calculated with: nothing counts as 0.</summary>
    public bool IsQuantity => Kind is CellKind.Number or CellKind.Truth or CellKind.Empty;

    /// <summary>As a text, where functions of texts take it.</summary>
    public string AsText => Kind switch
    {
        CellKind.Number => Documents.Number.From(Number).Text,
        CellKind.Truth => IsTrue ? "TRUE" : "FALSE",
        _ => Text,
    };

    /// <summary>Whether = holds in a spreadsheet, where capitals do not count.</summary>
    public bool IsSame(CellValue other) => (Kind, other.Kind) switch
    {
        (CellKind.Text, CellKind.Text) => string.Equals(Text, other.Text, StringComparison.OrdinalIgnoreCase),
        (CellKind.Text, CellKind.Empty) or (CellKind.Empty, CellKind.Text) => Text.Length + other.Text.Length == 0,
        (CellKind.Text, _) or (_, CellKind.Text) => false,
        _ => Number == other.Number,
    };
}

/// <summary>The kinds of what a cell holds.</summary>
internal enum CellKind
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>A finite number.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>TRUE or FALSE.</summary>
    Truth,

    /// <summary>An error, such as that of a number that is too large.</summary>
    Error,
}
