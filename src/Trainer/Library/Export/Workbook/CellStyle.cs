namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>How a cell looks.</summary>
internal enum CellStyle
{
    /// <summary>A text, or a number with all its digits.</summary>
    Plain,

    /// <summary>A text over several lines where it is long.</summary>
    Wrapped,

    /// <summary>Text of rules, where blanks align.</summary>
    Code,

    /// <summary>The title of a sheet.</summary>
    Title,

    /// <summary>A heading.</summary>
    Heading,

    /// <summary>The heading of a column.</summary>
    Header,

    /// <summary>The heading of a column of numbers.</summary>
    NumberHeader,

    /// <summary>The heading of a column of texts beside one of numbers.</summary>
    TextHeader,

    /// <summary>A text beside a number.</summary>
    Text,

    /// <summary>What is said aside.</summary>
    Remark,

    /// <summary>A cell to type a number in.</summary>
    Input,

    /// <summary>A cell to type a text in.</summary>
    TextInput,

    /// <summary>An answer.</summary>
    Answer,

    /// <summary>An answer that is a number.</summary>
    Score,

    /// <summary>A number with a few decimals.</summary>
    Decimal,

    /// <summary>A number with a few decimals and its sign.</summary>
    Signed,

    /// <summary>A part of a whole.</summary>
    Percent,

    /// <summary>A part of a whole in a table.</summary>
    Part,

    /// <summary>A small difference.</summary>
    Tiny,
}
