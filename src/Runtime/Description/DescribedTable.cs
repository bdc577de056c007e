using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Description;

/// <summary>A table.</summary>
/// <param name="Title">What the rows are about, which stands above their names: <c>test rows</c>.</param>
/// <param name="Columns">The heads of the columns.</param>
/// <param name="Rows">The rows.</param>
public sealed record DescribedTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<DescribedRow> Rows)
{
    /// <summary>The lines of the table, its heads first: the name of a row, and its cells in columns of one width.</summary>
    /// <returns>As many lines as rows, and one; nothing has trailing blanks but the names, which have one width.</returns>
    public IReadOnlyList<(string Name, string Cells)> Aligned()
    {
        var lines = Rows.Prepend(new DescribedRow(Title, Columns)).ToArray();
        var first = lines.Max(l => l.Name.Length);
        var widths = Columns.Select((_, c) => lines.Max(l => l.Cells[c].Length)).ToArray();
        return lines.Select(l => (
            l.Name.PadRight(first), string.Join("  ", l.Cells.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd())).ToArray();
    }
}

/// <summary>A row of a table.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Cells">A text for each column; empty where there is nothing to say.</param>
public sealed record DescribedRow(string Name, IReadOnlyList<string> Cells);
