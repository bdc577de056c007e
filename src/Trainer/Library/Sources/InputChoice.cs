using System;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Sources;

/// <summary>Which row or image is explained, and how it is read.</summary>
/// <param name="File">The file that it is in.</param>
/// <param name="Row">Its number, counted from 1.</param>
/// <param name="Table">How a CSV file is read.</param>
public sealed record InputChoice(string File, int Row, TableOptions Table)
{
    /// <summary>How pixels become values; null for values from 0 to 1.</summary>
    public PixelScaling? Scaling { get; init; }

    /// <summary>The shape of the input; null where it is inferred from the network.</summary>
    public ImageShape? Shape { get; init; }

    /// <summary>Whether the channels of a pixel are adjacent; null where it is inferred from the network.</summary>
    public bool? ChannelsLast { get; init; }

    /// <summary>The error for a row that is not there.</summary>
    /// <param name="rows">How many there are.</param>
    /// <param name="what">What a row is in this file.</param>
    /// <returns>The error.</returns>
    public InputFileException Absent(int rows, string what = "row") => new(File, rows == 0
        ? FormattableString.Invariant($"there is no {what} in this file; give it one.")
        : FormattableString.Invariant($"there is no {what} {Row}: the file has {rows}; choose with --row, counted from 1."));
}
