using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Tool.Shared;

/// <summary>Rows of cells as lines of text with aligned columns.</summary>
internal static class AlignedText
{
    /// <summary>Aligns cells to the left, or to the right from a column on.</summary>
    /// <param name="rows">The rows; short ones are filled up.</param>
    /// <param name="rightFrom">The first column that is aligned to the right.</param>
    public static IEnumerable<string> Of(IReadOnlyList<string[]> rows, int rightFrom = int.MaxValue)
    {
        var columns = rows.Max(r => r.Length);
        var widths = Enumerable.Range(0, columns).Select(c => rows.Max(r => c < r.Length ? r[c].Length : 0)).ToArray();
        return rows.Select(
            row => string.Join("  ", row.Select((cell, c) => c < rightFrom ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c])))
                .TrimEnd());
    }
}
