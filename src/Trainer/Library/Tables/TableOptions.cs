using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Tables;

/// <summary>How a table is read. The defaults suit most CSV files as they are.</summary>
public sealed record TableOptions
{
    /// <summary>The word of <see cref="Thousands"/> for: neither a point nor a comma separates thousands.</summary>
    public const string NoThousands = "none";

    /// <summary>Detect everything, leave nothing out.</summary>
    public static readonly TableOptions Default = new();

    /// <summary>Whether there is an encoding of a name.</summary>
    /// <param name="name">The name, such as <c>windows-1252</c>.</param>
    /// <returns>Whether <see cref="Encoding"/> may be it.</returns>
    public static bool KnowsEncoding(string name) => TableFile.EncodingOf(name) is not null;

    /// <summary>Whether a text says which values of a number are no quantities.</summary>
    /// <param name="values">The text, such as <c>-9,-8</c> or <c>missing</c>.</param>
    /// <returns>Whether <see cref="Special"/> may have it, after the name of a column or by itself.</returns>
    public static bool IsSpecial(string values) => SpecialSettings.IsList(values);

    /// <summary>The separator between cells; null infers it among <c>, ; | </c> and tab.</summary>
    public char? Delimiter { get; init; }

    /// <summary>
    /// Whether the first row holds the names; null infers it: it does, unless it has numbers above numbers. Without names the
    /// columns are called <c>column1</c>, <c>column2</c>, ….
    /// </summary>
    public bool? Header { get; init; }

    /// <summary>Whether numbers are written with a decimal comma, as in <c>1,5</c>.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>
    /// Texts that stand for a missing value besides <see cref="MissingMarks.Defaults"/>: <c>-999</c> in every column but the targets, or
    /// <c>glucose=0</c> in one. A mark that is a number stands for that number however it is written.
    /// </summary>
    public EquatableArray<string> Missing { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Marks that are values after all: <c>NA</c> in every column, or <c>country=NA</c> in one.</summary>
    public EquatableArray<string> NotMissing { get; init; } = EquatableArray<string>.Empty;

    /// <summary>
    /// Values of numbers that are no quantities, one or several separated by commas: <c>-9,-8</c> in every number input that has them, or
    /// <c>income=-9</c> in one; the word <c>missing</c> for what is missing.
    /// </summary>
    public EquatableArray<string> Special { get; init; } = EquatableArray<string>.Empty;

    /// <summary>
    /// The thousands separator: <c>,</c> or <c>.</c>, which makes the other one the decimal mark, or <c>none</c>; in every column, or
    /// as in <c>income=.</c> in one. Without it, it is inferred where the cells leave no doubt.
    /// </summary>
    public EquatableArray<string> Thousands { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The units that numbers may have, as in <c>rate=%</c>: those that were found when the rules were made.</summary>
    public EquatableArray<string> Units { get; init; } = EquatableArray<string>.Empty;

    /// <summary>
    /// Whether digits with zeros in front are numbers in every column but the targets, as they are for a network, which takes nothing else.
    /// </summary>
    public bool CodesAreNumbers { get; init; }

    /// <summary>Whether digits with zeros in front are numbers in the targets, as they are where a regression is asked for.</summary>
    public bool TargetsAreNumbers { get; init; }

    /// <summary>How many lines come before the table.</summary>
    public int Skip { get; init; }

    /// <summary>The character that lines which are not rows begin with; null where there are none.</summary>
    public char? Comment { get; init; }

    /// <summary>The name of the file's encoding; null for UTF-8.</summary>
    public string? Encoding { get; init; }

    /// <summary>The columns to predict. They are always kept, and general missing marks do not apply to them.</summary>
    public EquatableArray<string> Targets { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Columns to leave out.</summary>
    public EquatableArray<string> Ignored { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Columns whose values are categories, even where they look like numbers or free text.</summary>
    public EquatableArray<string> Categories { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Columns whose values are numbers, even where they look like codes.</summary>
    public EquatableArray<string> Numbers { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Columns to keep although they look like identifiers or free text.</summary>
    public EquatableArray<string> Kept { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Columns whose numbers came as numbers, so that a point in them is the decimal mark whatever the options say.</summary>
    internal EquatableArray<string> PlainNumbers { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Every column that the options name, with the option that names it, for checking against a header.</summary>
    internal IEnumerable<(string Option, string Column)> NamedColumns()
    {
        foreach (var name in Targets)
            yield return ("--target", name);
        foreach (var name in Ignored)
            yield return ("--ignore", name);
        foreach (var name in Categories)
            yield return ("--category", name);
        foreach (var name in Numbers)
            yield return ("--number", name);
        foreach (var name in Kept)
            yield return ("--keep", name);
    }

    /// <summary>The options with what was inferred about the numbers of each column, so that another table is read as this one.</summary>
    internal TableOptions ReadAs(TableProfile profile) => this with
    {
        Thousands = Thousands.Concat(profile.Columns.Where(c => c.Thousands is not null).Select(c => $"{c.Name}={c.Thousands}"))
            .ToEquatableArray(),
        Units = Units.Concat(profile.Columns.Where(c => c.Unit is not null).Select(c => $"{c.Name}={c.Unit}")).ToEquatableArray(),
    };
}
