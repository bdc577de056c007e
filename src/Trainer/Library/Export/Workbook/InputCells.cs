namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>Where the sheet of numbers has what is said of an input.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Minimum">The smallest number of its range; null of a category.</param>
/// <param name="Maximum">The largest.</param>
/// <param name="Missing">What stands for a missing number; null where nothing does.</param>
/// <param name="Code">The code of its reason.</param>
/// <param name="Reason">The text of its reason.</param>
internal sealed record InputCells(Formula Name, Formula? Minimum, Formula? Maximum, Formula? Missing, Formula Code, Formula Reason)
{
    /// <summary>The names of its special values.</summary>
    public CellRange? SpecialNames { get; init; }

    /// <summary>The special values, that of an empty cell as a text.</summary>
    public CellRange? Specials { get; init; }

    /// <summary>The positions of the special values, counted from 1.</summary>
    public CellRange? SpecialPositions { get; init; }

    /// <summary>Numbers that mean missing.</summary>
    public CellRange? Marks { get; init; }

    /// <summary>A 1 beside each of them.</summary>
    public CellRange? MarkOnes { get; init; }

    /// <summary>The declared categories alone, which can be chosen.</summary>
    public CellRange? Categories { get; init; }

    /// <summary>The texts of categories, and those that mean missing where a category stands for that.</summary>
    public CellRange? Texts { get; init; }

    /// <summary>The position of the category that each stands for, counted from 1.</summary>
    public CellRange? Positions { get; init; }

    /// <summary>The texts as numbers, where all categories are.</summary>
    public CellRange? Numbers { get; init; }
}
