using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>The points of one input: its value is in one of the rows.</summary>
/// <param name="Input">The name of the input.</param>
/// <param name="Rows">Bins from low to high and then special values, or categories in their order.</param>
public sealed record PointsTable(string Input, EquatableArray<PointsRow> Rows)
{
    /// <summary>What people call the input, if not by its name.</summary>
    public string? Title { get; init; }

    /// <summary>The unit of a number, if known.</summary>
    public string? Unit { get; init; }

    /// <summary>The position of the input.</summary>
    internal int Position { get; init; }
}

/// <summary>A row of a points table: a bin, a special value or a category.</summary>
/// <param name="Points">The points.</param>
public sealed record PointsRow(int Points)
{
    /// <summary>Where a bin begins, itself included; null for the first bin, which what is lower is in too, and for other rows.</summary>
    public Number? From { get; init; }

    /// <summary>Where a bin ends, not included; null for the last bin, which what is higher is in too, and for other rows.</summary>
    public Number? Below { get; init; }

    /// <summary>The name of a special value; else null.</summary>
    public string? Special { get; init; }

    /// <summary>The category; else null.</summary>
    public string? Category { get; init; }

    /// <summary>How many rows of data are in it; null where none were counted.</summary>
    public long? Count { get; init; }

    /// <summary>Whether it is a bin of a number.</summary>
    public bool IsBin => Special is null && Category is null;
}
