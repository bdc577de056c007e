using System;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Tool.Explain;

/// <summary>The row of an input that is explained.</summary>
internal static class SelectedRow
{
    /// <summary>The error for a row that is not there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="row">The row that was asked for.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="what">What a row is in this file.</param>
    public static InputFileException Absent(string path, int row, int rows, string what = "row") => new(path, rows == 0
        ? FormattableString.Invariant($"there is no {what} in this file; give it one.")
        : FormattableString.Invariant($"there is no {what} {row}: the file has {rows}; choose with --row, counted from 1."));
}
