using System;
using System.Collections.Generic;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>A row of the sheet of steps while it is calculated, from left to right.</summary>
/// <param name="sheet">The sheet.</param>
/// <param name="title">What row it is.</param>
/// <param name="number">Its number.</param>
/// <param name="reference">The row that reasons are measured from; null where it is this one, or where there is none.</param>
internal sealed class StepRow(Sheet sheet, string title, int number, StepRow? reference)
{
    private readonly List<SheetCell> _cells = [SheetCell.Of(title, CellStyle.Header)];
    private readonly List<(string Part, string Heading)> _headings = [(string.Empty, "Row")];
    private readonly Dictionary<string, Formula> _formulas = new(StringComparer.Ordinal);

    /// <summary>What stands above each of its cells: what it belongs to, and what it is.</summary>
    public IReadOnlyList<(string Part, string Heading)> Headings => _headings;

    /// <summary>The cells.</summary>
    public IReadOnlyList<SheetCell> Cells => _cells;

    /// <summary>Adds a step.</summary>
    /// <returns>Its cell.</returns>
    public Formula Add(string part, string heading, Formula formula)
    {
        sheet.RequireRoom(_cells.Count + 1);
        _cells.Add(SheetCell.Of(formula));
        _headings.Add((part, heading));
        var cell = Formula.Cell(Sheet.Place(number, _cells.Count), formula.Value) with { IsDelicate = formula.IsDelicate };
        _formulas.Add(cell.Text, cell);
        return cell;
    }

    /// <summary>The same step of the reference.</summary>
    public Formula AtReference(Formula cell)
    {
        var column = cell.Text.TrimEnd([.. "0123456789"]);
        var from = reference ?? this;
        return from.At(column) with { Text = $"{column}${Sheet.Place(from.Number, 1)[1..]}" };
    }

    /// <summary>A step as other sheets refer to it.</summary>
    public Formula Outside(Formula cell) => cell with { Text = $"{sheet.Name}!{cell.Text}" };

    private int Number => number;

    private Formula At(string column) => _formulas[column + Sheet.Place(number, 1)[1..]];
}
