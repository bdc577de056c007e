using System;

namespace RuleCompiler.Evaluation;

/// <summary>
/// A value that a row has under the name of an input: a number, a text or nothing. Numbers and texts convert to it by themselves.
/// </summary>
public readonly record struct RowValue
{
    private RowValue(double? number, string? text) => (Number, Text) = (number, text);

    /// <summary>The value that is missing; a NaN and a null are too.</summary>
    public static RowValue Missing => default;

    /// <summary>The number; null for a text and for what is missing.</summary>
    public double? Number { get; }

    /// <summary>The text, as data have it; null for a number and for what is missing.</summary>
    public string? Text { get; }

    /// <summary>A number as a value.</summary>
    /// <param name="number">The number; NaN where it is missing.</param>
    public static implicit operator RowValue(double number) => FromDouble(number);

    /// <summary>A text as a value.</summary>
    /// <param name="text">The text; null where it is missing.</param>
    public static implicit operator RowValue(string? text) => FromString(text);

    /// <summary>A number as a value.</summary>
    /// <param name="number">The number; NaN where it is missing.</param>
    /// <returns>The value.</returns>
    public static RowValue FromDouble(double number) => double.IsNaN(number) ? Missing : new(number, null);

    /// <summary>A text as a value.</summary>
    /// <param name="text">The text; null where it is missing.</param>
    /// <returns>The value.</returns>
    public static RowValue FromString(string? text) => new(null, text);

    internal TResult Match<TResult>(Func<double, TResult> number, Func<string, TResult> text, Func<TResult> missing)
    {
        if (Number is { } value)
            return number(value);
        return Text is null ? missing() : text(Text);
    }
}
