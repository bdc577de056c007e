using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace RuleCompiler.Office;

/// <summary>What the cells of a workbook hold: the values, as a reader takes them that does not calculate, and the formulas.</summary>
internal sealed partial class Cells
{
    private readonly Dictionary<(string Sheet, string Address), object> _values = [];
    private readonly Dictionary<(string Sheet, string Address), string> _formulas = [];

    public Cells(Stream stream)
    {
        using var file = SpreadsheetDocument.Open(stream, isEditable: false);
        var book = file.WorkbookPart!;
        var shared = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(i => i.InnerText).ToArray() ?? [];
        foreach (var sheet in book.Workbook.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>())
        {
            var name = sheet.Name!.Value!;
            Sheets.Add(name);
            foreach (var cell in ((WorksheetPart)book.GetPartById(sheet.Id!.Value!)).Worksheet.Descendants<Cell>())
            {
                var place = (name, cell.CellReference!.Value!);
                if (cell.CellFormula is { } formula)
                    _formulas[place] = formula.Text;
                if (Value(cell, shared) is { } value)
                    _values[place] = value;
            }
        }
    }

    /// <summary>The names of the sheets, in order.</summary>
    public List<string> Sheets { get; } = [];

    public IReadOnlyDictionary<(string Sheet, string Address), object> Values => _values;

    public IReadOnlyDictionary<(string Sheet, string Address), string> Formulas => _formulas;

    /// <summary>A cell of a column, by the text in the first one of its row; null where there is none, or nothing in it.</summary>
    public object? Beside(string sheet, string text, string column) => RowOf(sheet, text) is { } row ? At(sheet, column + row) : null;

    public object? At(string sheet, string address) => _values.GetValueOrDefault((sheet, address));

    public string? RowOf(string sheet, string text)
    {
        foreach (var (place, value) in _values)
        {
            if (place.Sheet == sheet && place.Address[0] == 'A' && char.IsDigit(place.Address[1]) && (value as string) == text)
                return place.Address[1..];
        }

        return null;
    }

    public static Cells Of(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return new Cells(stream);
    }

    private static object? Value(Cell cell, string[] shared)
    {
        var type = cell.DataType?.Value ?? CellValues.Number;
        if (type == CellValues.InlineString)
            return Unescaped(cell.InlineString!.InnerText);
        if (cell.CellValue?.Text is not { } text)
            return null;
        if (type == CellValues.SharedString)
            return Unescaped(shared[int.Parse(text, CultureInfo.InvariantCulture)]);
        if (type == CellValues.String)
            return Unescaped(text);
        if (type == CellValues.Boolean)
            return text == "1";
        return type == CellValues.Error
            ? new InvalidOperationException(text)
            : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static string Unescaped(string text) => Escape().Replace(text, m => ((char)Convert.ToInt32(m.Value[2..6], 16)).ToString());

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.None, 10_000)]
    private static partial Regex Escape();
}
