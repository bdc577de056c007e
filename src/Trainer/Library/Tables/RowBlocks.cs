using System;
using System.Collections.Generic;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Rows taken block by block, so that what is computed of them needs memory for one block, however many they are.</summary>
internal static class RowBlocks
{
    /// <summary>About as many numbers are in memory at once: 8 MB of doubles.</summary>
    private const int NumbersAtOnce = 1 << 20;

    /// <summary>Rows in a block, for a number of values that each takes.</summary>
    /// <param name="valuesPerRow">How many numbers are made of a row.</param>
    /// <param name="multipleOf">What the rows of a block are a multiple of.</param>
    public static int RowsAtOnce(int valuesPerRow, int multipleOf = 1) =>
        Math.Max(1, NumbersAtOnce / Math.Max(1, valuesPerRow) / multipleOf) * multipleOf;

    /// <summary>The blocks of some rows, in order.</summary>
    /// <param name="part">The rows.</param>
    /// <param name="rowsAtOnce">Rows in each block but the last.</param>
    public static IEnumerable<DataPart> Of(DataPart part, int rowsAtOnce)
    {
        if (part.Rows.Length <= rowsAtOnce)
        {
            yield return part;
            yield break;
        }

        for (var from = 0; from < part.Rows.Length; from += rowsAtOnce)
            yield return part with { Rows = part.Rows[from..Math.Min(from + rowsAtOnce, part.Rows.Length)] };
    }
}
