
namespace RuleCompiler.Trainer.Tables;

/// <summary>Something about a column's cells that a person should know.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Count">How many cells it is about.</param>
/// <param name="Example">One of them, as written in the file.</param>
/// <param name="Other">What it was read as, or what it is mistaken for; null where there is nothing of the kind.</param>
/// <param name="OtherCount">How many cells have <paramref name="Other"/>; 0 where that is not counted.</param>
public sealed record ColumnFinding(FindingKind Kind, long Count, string Example, string? Other = null, long OtherCount = 0);

/// <summary>What can be worth telling of a column.</summary>
public enum FindingKind
{
    /// <summary>Numbers with a unit, marks between thousands, a minus sign of another kind or brackets.</summary>
    DressedNumber,

    /// <summary>Digits with zeros in front, all of one length, that are read as categories.</summary>
    Code,

    /// <summary>Digits with zeros in front that are read as numbers all the same.</summary>
    PaddedNumber,

    /// <summary>Texts such as 1E5 that are read as numbers.</summary>
    ExponentNumber,

    /// <summary>Whole numbers that are too long for a double and lose digits.</summary>
    LongInteger,

    /// <summary>Whole numbers of few values whose name says that they are codes.</summary>
    LikelyCode,

    /// <summary>The column holds dates.</summary>
    Date,

    /// <summary>Texts that differ in case or blanks only.</summary>
    Spelling,

    /// <summary>Numbers that are categories because of a text or two among them.</summary>
    NumberAmongCategories,

    /// <summary>Cells of a target that hold a mark of missing values.</summary>
    MissingTarget,

    /// <summary>A column without a name.</summary>
    Nameless,
}
