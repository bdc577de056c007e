using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Tables;

/// <summary>What was found in a data file.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">Every column of the file, in order, also those that were left out.</param>
public sealed record TableProfile(int Rows, EquatableArray<ColumnProfile> Columns)
{
    /// <summary>Names that would be data but for their looking like years; none where the first row was not a riddle.</summary>
    public EquatableArray<string> YearNames { get; init; } = EquatableArray<string>.Empty;

    /// <summary>What a person should know of the table as a whole: columns that cannot be read, rows without an order.</summary>
    public EquatableArray<Note> Notes { get; init; } = EquatableArray<Note>.Empty;
}

/// <summary>What was found in one column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its values are taken for.</param>
/// <param name="Missing">How many cells are missing.</param>
/// <param name="MissingMark">The most frequent mark of a missing value, as written in the file; null where none is missing.</param>
/// <param name="Distinct">How many different values there are, without missing ones.</param>
/// <param name="DistinctIsAtLeast">Whether counting stopped at <paramref name="Distinct"/>.</param>
/// <param name="Numbers">Of a column of numbers: their range and mean.</param>
/// <param name="MostFrequent">Of a column of categories: the most frequent ones, those first, as far as was counted.</param>
/// <param name="LeftOut">Why it is not used, or that it is.</param>
public sealed record ColumnProfile(
    string Name,
    ColumnKind Kind,
    int Missing,
    string? MissingMark,
    int Distinct,
    bool DistinctIsAtLeast,
    NumberSummary? Numbers,
    EquatableArray<CategoryCount> MostFrequent,
    LeftOutReason LeftOut)
{
    /// <summary>The thousands separator of its numbers, <c>,</c> or <c>.</c>; null where neither does.</summary>
    public char? Thousands { get; init; }

    /// <summary>The currency or <c>%</c> of its numbers; null where there is none.</summary>
    public string? Unit { get; init; }

    /// <summary>What is worth telling of how it was read.</summary>
    public EquatableArray<ColumnFinding> Findings { get; init; } = EquatableArray<ColumnFinding>.Empty;
}

/// <summary>What the values of a column are.</summary>
public enum ColumnKind
{
    /// <summary>A column of numbers.</summary>
    Number,

    /// <summary>A column of categories.</summary>
    Category,
}

/// <summary>Why a column is not used.</summary>
public enum LeftOutReason
{
    /// <summary>Not left out: the column is used.</summary>
    None,

    /// <summary>The person said so.</summary>
    Ignored,

    /// <summary>No cell has a value.</summary>
    Empty,

    /// <summary>All values are the same.</summary>
    Constant,

    /// <summary>It names or counts the rows: nothing in it holds for a new one.</summary>
    Identifier,

    /// <summary>It has too many different texts, each too rare, to be categories.</summary>
    FreeText,

    /// <summary>It has dates: as categories none of them comes again.</summary>
    Date,

    /// <summary>It has no name, as the row names that pandas and R write.</summary>
    Nameless,
}

/// <summary>The numbers of a column in short.</summary>
/// <param name="Minimum">The smallest.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Maximum">The largest.</param>
/// <param name="AreIntegers">Whether all are whole.</param>
public sealed record NumberSummary(double Minimum, double Mean, double Maximum, bool AreIntegers);

/// <summary>How often a category occurs.</summary>
/// <param name="Category">The category.</param>
/// <param name="Rows">The number of rows.</param>
public sealed record CategoryCount(string Category, int Rows);
