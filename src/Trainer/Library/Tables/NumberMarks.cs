using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Tables;

/// <summary>The marks inside a number.</summary>
/// <param name="Decimal">Before the fraction: a point or a comma.</param>
/// <param name="Thousands">
/// Between thousands: the other of the two, or null. Blanks, <c>'</c> and <c>_</c> are allowed there in any case.
/// </param>
internal readonly record struct NumberMarks(char Decimal, char? Thousands)
{
    /// <summary>The same decimal mark, with the other mark between thousands.</summary>
    public NumberMarks Grouped => this with { Thousands = Opposite };

    /// <summary>How one who writes the other decimal mark reads it.</summary>
    public NumberMarks Other => new(Opposite, Decimal);

    private char Opposite => Decimal == '.' ? ',' : '.';

    /// <summary>The marks that a table is read with, and whether a person gave them.</summary>
    /// <param name="column">The column; null for the marks of no column in particular.</param>
    /// <param name="names">The names of all columns.</param>
    /// <param name="options">The options.</param>
    public static (NumberMarks Marks, bool AreGiven) Of(string? column, IReadOnlyList<string> names, TableOptions options) =>
        (IsPlain(column, options) ? TableOptions.NoThousands : ColumnSetting.For(column, names, options.Thousands)) switch
        {
            "," => (new NumberMarks('.', ','), true),
            "." => (new NumberMarks(',', '.'), true),
            var given => (new NumberMarks(options.DecimalComma && !IsPlain(column, options) ? ',' : '.', null), given is not null),
        };

    private static bool IsPlain(string? column, TableOptions options) =>
        column is not null && options.PlainNumbers.Contains(column, StringComparer.Ordinal);
}
