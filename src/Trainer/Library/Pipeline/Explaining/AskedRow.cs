using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Sources;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Explaining;

/// <summary>Which row of values is explained by rules, and from where shares are measured.</summary>
/// <param name="InFile">The row of a file; null where every value is set, or missing.</param>
/// <param name="Table">How values are read.</param>
public sealed record AskedRow(InputChoice? InFile, TableOptions Table)
{
    /// <summary>As many reasons are given where nobody says how many.</summary>
    public const int UsualReasons = Explanation.Tables.UsualReasons;

    /// <summary>Values that take the place of those of the row, each as <c>age=34</c>.</summary>
    public EquatableArray<string> Set { get; init; } = EquatableArray<string>.Empty;

    /// <summary>
    /// What shares are measured from: the number of a row of the file, counted from 1, or the name of a reference of the document; null for
    /// the document's default.
    /// </summary>
    public string? Reference { get; init; }

    /// <summary>How many principal reasons are given at most; null for none.</summary>
    public int? MostReasons { get; init; }
}

/// <summary>A value that is set.</summary>
/// <param name="Input">The name of the input.</param>
/// <param name="Value">The text that it is set to.</param>
/// <param name="InFile">What the file has there; null where there is no file.</param>
public sealed record SetValue(string Input, string Value, string? InFile);
