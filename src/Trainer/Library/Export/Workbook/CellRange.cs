using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>Cells beside or below each other, with what they hold.</summary>
/// <param name="Text">How formulas call them.</param>
/// <param name="Cells">Each of them.</param>
internal sealed record CellRange(string Text, IReadOnlyList<Formula> Cells)
{
    /// <summary>Whether one of them stands where rounding could make another of it.</summary>
    public bool IsDelicate => Cells.Any(c => c.IsDelicate);

    /// <summary>What they hold.</summary>
    public IEnumerable<CellValue> Values => Cells.Select(c => c.Value);

    /// <summary>The cells of a row or column from the first of these to the last.</summary>
    public static CellRange Of(IReadOnlyList<Formula> cells) =>
        new(cells.Count == 1 ? cells[0].Text : $"{cells[0].Text}:{cells[^1].Text[(cells[^1].Text.LastIndexOf('!') + 1)..]}", cells);
}
