using System;
using System.Collections.Generic;
using System.Globalization;
using RuleCompiler.Documents;
using SpreadCheetah;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>A sheet that is being filled, cell by cell.</summary>
/// <param name="name">Its name, one of ours.</param>
internal sealed class Sheet(string name)
{
    /// <summary>More cells make a file that spreadsheets take minutes to open.</summary>
    private const int MostCells = 600_000;

    /// <summary>The characters of a line that is said aside.</summary>
    private const int RemarkWidth = 140;

    /// <summary>The characters of a text in the width of a digit.</summary>
    private const double Density = 1.1;

    /// <summary>A row is no higher than 409 points.</summary>
    private const int MostLines = 27;

    /// <summary>The columns that a spreadsheet has.</summary>
    private const int MostColumns = 16_384;

    private readonly List<SheetCell[]> _rows = [];
    private int _count;

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>The widths of the first columns, in characters.</summary>
    public IReadOnlyList<double> Widths { get; init; } = [];

    /// <summary>How many rows stay in sight.</summary>
    public int FrozenRows { get; set; }

    /// <summary>How many columns stay in sight.</summary>
    public int FrozenColumns { get; init; }

    /// <summary>The rows, each with its cells from the first column on.</summary>
    public IReadOnlyList<SheetCell[]> Rows => _rows;

    /// <summary>Where one of some values is to be typed: the cell, and the cells that hold them.</summary>
    public List<(string Cell, CellRange Values)> Choices { get; } = [];

    /// <summary>The number of the row that comes next.</summary>
    public int Next => _rows.Count + 1;

    /// <summary>Adds a row.</summary>
    /// <returns>Its number.</returns>
    public int Add(params IReadOnlyList<SheetCell> cells)
    {
        RequireRoom(cells.Count);
        _count += cells.Count;
        if (_count > MostCells)
            throw TooLarge(MostCells, "cells");
        _rows.Add([.. cells]);
        return _rows.Count;
    }

    /// <summary>Refuses rules that need more columns than there are.</summary>
    /// <param name="columns">How many they need.</param>
    public void RequireRoom(int columns)
    {
        if (columns > MostColumns)
            throw TooLarge(MostColumns, "columns");
    }

    /// <summary>Adds what is said aside, in lines that a page has room for.</summary>
    public void AddRemark(string text)
    {
        foreach (var line in RemarkLines(text))
            Add(SheetCell.Of(line, CellStyle.Remark));
    }

    /// <summary>The lines of what is said aside.</summary>
    public static IReadOnlyList<string> RemarkLines(string text)
    {
        var lines = new List<string> { string.Empty };
        foreach (var word in text.Split(' '))
        {
            if (lines[^1].Length + word.Length > RemarkWidth)
                lines.Add(string.Empty);
            lines[^1] += lines[^1].Length == 0 ? word : " " + word;
        }

        return lines;
    }

    /// <summary>How many lines a row needs, where texts are broken.</summary>
    public int LinesOf(SheetCell[] row)
    {
        var most = 1;
        for (var c = 0; c < row.Length && c < Widths.Count; c++)
        {
            if (row[c].Style is CellStyle.Wrapped or CellStyle.Header or CellStyle.NumberHeader or CellStyle.TextHeader)
                most = Math.Max(most, (int)Math.Ceiling(row[c].Value.Text.Length / (Widths[c] * Density)));
        }

        return Math.Min(most, MostLines);
    }

    /// <summary>How formulas call a cell, from whichever sheet.</summary>
    public string Address(int row, int column) => $"{Reference}!{Place(row, column, "$", "$")}";

    /// <summary>How formulas call one of its cells.</summary>
    public Formula Cell(int row, int column) => Formula.Cell(Address(row, column), _rows[row - 1][column - 1].Value);

    /// <summary>How formulas call cells of a column.</summary>
    public CellRange Column(int column, int first, int last)
    {
        var cells = new Formula[last - first + 1];
        for (var r = 0; r < cells.Length; r++)
            cells[r] = Cell(first + r, column);
        return CellRange.Of(cells);
    }

    /// <summary>A cell without its sheet.</summary>
    public static string Place(int row, int column, string beforeColumn = "", string beforeRow = "") =>
        beforeColumn + SpreadsheetUtility.GetColumnName(column) + beforeRow + row.ToString(CultureInfo.InvariantCulture);

    private RuleCompilerException TooLarge(int most, string what) => new(
        $"These rules are too large for a workbook: the sheet '{Name}' would have more than "
            + $"{most.ToString("N0", CultureInfo.InvariantCulture)} {what}; use --to sql, or rulec report for a page.");

    private string Reference => Name.Contains(' ', StringComparison.Ordinal) ? $"'{Name}'" : Name;
}

/// <summary>A cell that is being filled.</summary>
/// <param name="Value">What it holds, or what its formula gives.</param>
/// <param name="Formula">Its formula; null where it has none.</param>
/// <param name="Style">How it looks.</param>
internal sealed record SheetCell(CellValue Value, string? Formula, CellStyle Style)
{
    /// <summary>The characters that a formula may have, = before it among them.</summary>
    private const int LongestFormula = 8_192;

    /// <summary>Nothing.</summary>
    public static SheetCell Empty { get; } = new(CellValue.Empty, null, CellStyle.Plain);

    /// <summary>A text, from wherever it is.</summary>
    public static SheetCell Of(string text, CellStyle style = CellStyle.Plain) => new(CellValue.Of(CellText.Of(text)), null, style);

    /// <summary>A number.</summary>
    public static SheetCell Of(double number, CellStyle style = CellStyle.Plain) => new(CellValue.Of(number), null, style);

    /// <summary>A number of a document, or nothing.</summary>
    public static SheetCell Of(Number? number) => number is { } some ? Of(some.Value) : Empty;

    /// <summary>A formula.</summary>
    /// <exception cref="RuleCompilerException">No spreadsheet would take it.</exception>
    public static SheetCell Of(Formula formula, CellStyle style = CellStyle.Plain) => formula.Text.Length < LongestFormula
        ? new(formula.Value, formula.Text, style)
        : throw new RuleCompilerException(
            "These rules are too large for a workbook: a formula would be longer than spreadsheets allow; use --to sql, or rulec report "
                + "for a page.");
}
