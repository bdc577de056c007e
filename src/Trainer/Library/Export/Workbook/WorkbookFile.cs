using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Validations;
using SpreadCheetah.Worksheets;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>Sheets as a file in Office Open XML: the same sheets give the same bytes.</summary>
internal static class WorkbookFile
{
    // In points.
    private const double LineHeight = 15;
    private const double TitleHeight = 24;

    // The earliest date that a zip file can have: when a workbook was written says nothing about the rules.
    private static readonly DateTimeOffset Date = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes sheets.</summary>
    /// <param name="sheets">The sheets, in order.</param>
    /// <param name="stream">Where the file goes.</param>
    public static void Write(IReadOnlyList<Sheet> sheets, Stream stream)
    {
        using var memory = new MemoryStream();
        WriteSheets(sheets, memory);
        memory.Position = 0;
        Settle(memory, stream);
    }

    private static void WriteSheets(IReadOnlyList<Sheet> sheets, Stream stream)
    {
        // Into memory nothing is awaited.
        using var file = Spreadsheet.CreateNewAsync(stream, new SpreadCheetahOptions
        {
            DocumentProperties = null,
            PreserveStringWhitespace = true,
            WriteCellReferenceAttributes = true,
        }).AsTask().GetAwaiter().GetResult();
        var styles = Enum.GetValues<CellStyle>()
            .ToDictionary(s => s, s => s == CellStyle.Plain ? null : file.AddStyle(WorkbookStyles.Of(s)));
        foreach (var sheet in sheets)
        {
            file.StartWorksheetAsync(sheet.Name, Options(sheet)).AsTask().GetAwaiter().GetResult();
            foreach (var row in sheet.Rows)
                AddRow(file, row.Select(c => Cell(c, styles[c.Style])).ToArray(), HeightOf(sheet, row));
            foreach (var (cell, values) in sheet.Choices)
            {
                var mark = values.Text.LastIndexOf('!');
                var choice = DataValidation.ListValuesFromCells(values.Text[..mark].Trim('\''), values.Text[(mark + 1)..]);
                // Something else may be typed: what becomes of it is said beside.
                choice.ShowErrorAlert = false;
                file.AddDataValidation(cell, choice);
            }
        }

        file.FinishAsync().AsTask().GetAwaiter().GetResult();
    }

    private static void AddRow(Spreadsheet file, Cell[] cells, double? height)
    {
        var task = height is null ? file.AddRowAsync(cells) : file.AddRowAsync(cells, new RowOptions { Height = height });
        task.AsTask().GetAwaiter().GetResult();
    }

    private static double? HeightOf(Sheet sheet, SheetCell[] row)
    {
        if (row.Length > 0 && row[0].Style == CellStyle.Title)
            return TitleHeight;
        return sheet.LinesOf(row) is var lines and > 1 ? lines * LineHeight : null;
    }

    private static WorksheetOptions Options(Sheet sheet)
    {
        var options = new WorksheetOptions { ShowGridlines = false };
        if (sheet.FrozenRows > 0)
            options.FrozenRows = sheet.FrozenRows;
        if (sheet.FrozenColumns > 0)
            options.FrozenColumns = sheet.FrozenColumns;
        for (var c = 0; c < sheet.Widths.Count; c++)
            options.Column(c + 1).Width = sheet.Widths[c];
        options.DefaultColumnWidth = 14;
        return options;
    }

    private static Cell Cell(SheetCell cell, StyleId? style)
    {
        var value = cell.Value;
        if (cell.Formula is null)
            return value.Kind switch
            {
                CellKind.Number => new Cell(value.Number, style),
                CellKind.Text => new Cell(CellText.Stored(value.Text), style),
                _ => new Cell((string?)null, style),
            };
        var formula = new SpreadCheetah.Formula(cell.Formula);
        return value.Kind switch
        {
            CellKind.Number => new Cell(formula, value.Number, style),
            CellKind.Truth => new Cell(formula, value.IsTrue, style),
            CellKind.Text => new Cell(formula, CellText.Stored(value.Text), style),
            // What could not be calculated is left to the spreadsheet.
            _ => new Cell(formula, style),
        };
    }

    /// <summary>The same file without the time at which it was written, and with sheets that print on pages as wide as they are.</summary>
    private static void Settle(Stream from, Stream to)
    {
        using var source = new ZipArchive(from, ZipArchiveMode.Read);
        using var target = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var entry in source.Entries)
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            var text = reader.ReadToEnd();
            var settled = target.CreateEntry(entry.FullName, CompressionLevel.Optimal);
            settled.LastWriteTime = Date;
            using var writer = new StreamWriter(settled.Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            if (!entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal))
            {
                writer.Write(text);
                continue;
            }

            // The first element of a sheet begins after the root's own tag.
            var root = text.IndexOf("<worksheet", StringComparison.Ordinal);
            var start = text.IndexOf('>', root) + 1;
            var end = text.LastIndexOf("</worksheet>", StringComparison.Ordinal);
            writer.Write(text.AsSpan(0, start));
            writer.Write("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>");
            writer.Write(text.AsSpan(start, end - start));
            writer.Write("<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>");
            writer.Write(text.AsSpan(end));
        }
    }
}
