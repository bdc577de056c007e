using System;
using System.Collections.Generic;
using System.Globalization;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Sql;

/// <summary>What an engine writes in its own way, and what it does in its own way to NULL, NaN and numbers that overflow.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Title">What people call the engine.</param>
public abstract record SqlDialect(string Name, string Title)
{
    // Shares below this are taken for 0 where a product that is too small for a double would end the query.
    private const double SmallestProduct = 1e-307;

    /// <summary>The mark around a name; it stands twice where it is part of the name.</summary>
    internal virtual char NameQuote => '"';

    /// <summary>The type of doubles.</summary>
    internal virtual string DoubleType => "DOUBLE";

    /// <summary>The type of texts.</summary>
    internal virtual string TextType => "VARCHAR";

    /// <summary>Whether a decimal is read to the nearest double; else numbers are written as quotients of whole numbers.</summary>
    internal virtual bool ReadsDecimals => true;

    /// <summary>What follows the digits of a double: without it many engines take them for a decimal of their own.</summary>
    internal virtual string DoubleSuffix => "e0";

    /// <summary>Whether an operation that overflows ends the whole query.</summary>
    internal virtual bool AbortsOnOverflow => false;

    /// <summary>Whether an operation whose result is too small for a double ends the whole query.</summary>
    internal virtual bool AbortsOnUnderflow => false;

    /// <summary>Whether a double may be NaN; else there is NULL in its place.</summary>
    internal virtual bool HasNaN => true;

    /// <summary>Whether a double may be infinite.</summary>
    internal virtual bool HasInfinity => true;

    /// <summary>Whether a query can begin with named subqueries; else they stand inside each other.</summary>
    internal virtual bool HasNamedSubqueries => true;

    /// <summary>What stands at the end of a subquery that must not be pasted into the one around it.</summary>
    internal virtual string Fence => string.Empty;

    /// <summary>What stands between AS and the parenthesis of a common table expression.</summary>
    internal virtual string Materialized => string.Empty;

    /// <summary>The function that gives the greatest of several values, none of them NULL.</summary>
    private protected virtual string Greatest => "GREATEST";

    /// <summary>The greatest of values, none of them NULL.</summary>
    internal virtual string GreatestOf(IReadOnlyList<string> values) =>
        values.Count == 1 ? values[0] : $"{Greatest}({string.Join(", ", values)})";

    /// <summary>What a factor makes of what a term changes; nothing where it is 0, also of an infinity.</summary>
    internal string Product(string factor, string change)
    {
        var nothing = $"CASE WHEN {factor} = 0 THEN {Double(0)} ";
        // What a number below 1 may be multiplied with is asked by a division, which gives none that is too small.
        return !AbortsOnUnderflow
            ? nothing + $"ELSE {factor} * {change} END"
            : nothing + $"WHEN {change} = 0 THEN {Double(0)} WHEN {Absolute(change)} >= 1 THEN {factor} * {change} "
                + $"WHEN {Absolute(factor)} > {Double(SmallestProduct)} / {Absolute(change)} THEN {factor} * {change} ELSE {Double(0)} END";
    }

    /// <summary>A weight times a part of 1.</summary>
    internal string Scaled(double weight, string part) => Math.Abs(weight) is > 0 and < 1 and var size && AbortsOnUnderflow
        ? $"CASE WHEN {part} > {Double(SmallestProduct / size)} THEN {Double(weight)} * {part} ELSE {Double(0)} END"
        : $"{Double(weight)} * {part}";

    /// <summary>A quotient of at most 1.</summary>
    internal string Quotient(double number, string by) =>
        Math.Abs(number) / SmallestProduct is > 0 and < double.PositiveInfinity and var most && AbortsOnUnderflow
            ? $"CASE WHEN {Absolute(by)} > {Double(most)} THEN {Double(0)} ELSE {Double(number)} / {by} END"
            : $"{Double(number)} / {by}";

    /// <summary>Whether a double is NaN, for one that is not NULL; whether it is NULL in an engine that has no NaN.</summary>
    internal virtual string IsNaN(string value) => $"isnan({value})";

    /// <summary>Whether a double is infinite, for one that is not NULL.</summary>
    internal virtual string IsInfinite(string value) => $"{Absolute(value)} > {Double(double.MaxValue)}";

    /// <summary>Something as another type.</summary>
    internal virtual string Cast(string value, string type) => $"CAST({value} AS {type})";

    /// <summary>A column as a double; NULL where it has none.</summary>
    internal virtual string ToDouble(string column) => Cast(column, DoubleType);

    /// <summary>
    /// Whether a column holds something that is no number and that the cast would not refuse; null where the engine refuses it.
    /// </summary>
    internal virtual string? IsNoNumber(string column) => null;

    /// <summary>A column as a text without blanks around it.</summary>
    internal virtual string ToText(string column) => $"TRIM({Cast(column, TextType)})";

    /// <summary>A text as a double; NULL where it is none.</summary>
    internal abstract string TryDouble(string text);

    /// <summary>Whether two texts are the same, to the last bit of their characters.</summary>
    internal virtual string TextEquals(string text, string literal) => $"{text} = {literal}";

    /// <summary>A text, whatever stands in it.</summary>
    internal string Text(string text) => text.Contains('\0', StringComparison.Ordinal)
        ? throw new RuleCompilerException($"{Title} has no texts with the character U+0000, and '{VisibleText.Of(text)}' has one.")
        : Quoted(text);

    /// <summary>A text between its marks.</summary>
    private protected virtual string Quoted(string text) => SqlText.Doubled(text);

    /// <summary>A name of a column or table, with dots between its parts where it has several.</summary>
    internal string Identifier(string name)
    {
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal))
            throw new RuleCompilerException($"'{VisibleText.Of(name)}' is no name that {Title} could have.");
        return NameQuote + Escaped(name) + NameQuote;
    }

    /// <summary>What stands for a name between its marks.</summary>
    private protected virtual string Escaped(string name) =>
        name.Replace(NameQuote.ToString(), new string(NameQuote, 2), StringComparison.Ordinal);

    /// <summary>A number without its sign.</summary>
    internal virtual string Absolute(string value) => $"ABS({value})";

    /// <summary>e to a power.</summary>
    internal virtual string Exp(string value) => $"EXP({value})";

    /// <summary>A double, such that the engine calculates with exactly this one.</summary>
    internal string Double(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
            throw new ArgumentOutOfRangeException(nameof(value), "A number of a document is finite.");
        if (BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(-0.0))
            return NegativeZero;
        return ReadsDecimals ? Decimal(Number.From(value).Text) : SqlQuotient.Of(value);
    }

    /// <summary>The zero that changes no sum to which it is added.</summary>
    internal virtual string NegativeZero => "-0.0" + DoubleSuffix;

    /// <summary>The digits of a number as a double.</summary>
    private protected virtual string Decimal(string digits)
    {
        var exponent = digits.IndexOfAny(['e', 'E']);
        if (exponent >= 0)
            return DoubleSuffix == "e0" ? digits.Replace('E', 'e') : digits + DoubleSuffix;
        return (digits.Contains('.', StringComparison.Ordinal) ? digits : digits + ".0") + DoubleSuffix;
    }

    /// <summary>A whole number.</summary>
    internal static string Integer(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Several values in parentheses.</summary>
    internal static string List(IEnumerable<string> values) => "(" + string.Join(", ", values) + ")";
}
