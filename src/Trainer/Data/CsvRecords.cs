using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CsvHelper;
using RuleCompiler.Description;
using RuleCompiler.Trainer.Data.Files;

namespace RuleCompiler.Trainer.Data;

/// <summary>The rows of a CSV file one after the other, with their places; the file is never in memory as a whole.</summary>
internal sealed class CsvRecords : IDisposable
{
    /// <summary>A longer row is most likely a quote that is never closed.</summary>
    private const int MaxRecordBytes = 1 << 24;

    /// <summary>How many rows are looked at to tell a header from data.</summary>
    private const int SampleRows = 100;

    private readonly string _path;
    private readonly CsvReader _reader;
    private bool _firstIsPending;

    private CsvRecords(string path, char? delimiter)
    {
        _path = path;
        try
        {
            _reader = CsvReader.Create(InputFile.Open(path), new CsvReaderOptions
            {
                Separator = delimiter,
                HasHeader = false,
                TrimWhitespace = true,
                TrimInsideQuotes = true,
                MalformedData = CsvMalformedDataHandling.Throw,
                MaxRecordSize = MaxRecordBytes,
                TrackLineNumbers = true,
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw FileFingerprint.Unreadable(path, e);
        }
    }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Whether the names stand in the first row.</summary>
    public bool HasHeader { get; private set; }

    /// <summary>The line on which the current row starts, counted from 1.</summary>
    public int Line => checked((int)_reader.LineNumber);

    /// <summary>Opens a file and reads the names of its columns.</summary>
    /// <exception cref="InputFileException">The file cannot be read, is empty, or its names are empty or doubled.</exception>
    public static CsvRecords Open(string path, TableOptions options)
    {
        var hasHeader = options.Header ?? DetectHeader(path, options);
        var records = new CsvRecords(path, options.Delimiter);
        try
        {
            records.ReadNames(hasHeader);
            return records;
        }
        catch
        {
            records.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InputFileException">The row has another number of cells than the first, or its quotes are wrong.</exception>
    public bool Read()
    {
        if (_firstIsPending)
        {
            _firstIsPending = false;
            return true;
        }

        if (!ReadRaw())
            return false;
        if (_reader.FieldCount == Names.Count)
            return true;
        var first = HasHeader ? "the header" : "the first row";
        throw new InputFileException(
            _path, Line, 1, $"this row has {Count(_reader.FieldCount)} but {first} has {Count(Names.Count)}; is a delimiter or a quote missing or one too many?");
    }

    /// <summary>A cell of the current row in UTF-8, without quotes and blanks around it, until the next row is read.</summary>
    public ReadOnlySpan<byte> Cell(int column) => _reader.GetSpan(column);

    /// <summary>A cell of the current row.</summary>
    public string Text(int column) => _reader.GetString(column);

    /// <summary>The error for a cell of the current row.</summary>
    public InputFileException Error(int column, string problem)
    {
        var (line, character) = PlaceOf(column);
        return new InputFileException(_path, line, character, problem);
    }

    /// <summary>Line and column, both counted from 1, at which a cell of the current row starts.</summary>
    public (int Line, int Column) PlaceOf(int column)
    {
        var start = 0;
        for (var i = 0; i < column; i++)
            start += _reader.GetRawSpan(i).Length + 1;
        var before = _reader.RawRecord[..start];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (Line + before.Count((byte)'\n'), Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private static string Count(int cells) => cells == 1 ? "1 cell" : FormattableString.Invariant($"{cells} cells");

    private bool ReadRaw()
    {
        try
        {
            return _reader.Read();
        }
        catch (CsvFormatException e)
        {
            var line = checked((int)Math.Max(1, e.LineNumber));
            throw new InputFileException(
                _path, line, 1, "a quote is wrong in the row that starts here: quote a whole cell, double a quote inside it, and close it.", e);
        }
        catch (IOException e)
        {
            throw FileFingerprint.Unreadable(_path, e);
        }
    }

    private void ReadNames(bool hasHeader)
    {
        if (!ReadRaw())
            throw new InputFileException(_path, "this file is empty.");
        HasHeader = hasHeader;
        _firstIsPending = !hasHeader;
        var columns = Enumerable.Range(0, _reader.FieldCount);
        if (!hasHeader)
        {
            Names = columns.Select(i => FormattableString.Invariant($"column{i + 1}")).ToArray();
            return;
        }

        var names = columns.Select(Text).ToArray();
        for (var i = 0; i < names.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(names[i]))
                throw Error(i, FormattableString.Invariant($"column {i + 1} has no name; give it one in the header."));
            var first = Array.IndexOf(names, names[i]);
            if (first < i)
                throw Error(i, $"the name '{VisibleText.Of(names[i])}' stands twice in the header; each column needs its own.");
        }

        Names = names;
    }

    /// <summary>
    /// A header is text above numbers. Numbers above numbers are data, and so is a single row of numbers; where no column has numbers the
    /// first row is taken as names.
    /// </summary>
    private static bool DetectHeader(string path, TableOptions options)
    {
        using var sample = new CsvRecords(path, options.Delimiter);
        if (!sample.ReadRaw())
            return true;
        var numberText = NumberText.Of(options);
        var marks = MissingMarks.Of(string.Empty, [], options);
        var first = Enumerable.Range(0, sample._reader.FieldCount).Select(i => KindOf(sample.Cell(i))).ToArray();
        var hasNumber = new bool[first.Length];
        var hasText = new bool[first.Length];
        var row = 0;
        for (; row < SampleRows && sample.ReadRaw() && sample._reader.FieldCount == first.Length; row++)
        {
            for (var i = 0; i < first.Length; i++)
            {
                var kind = KindOf(sample.Cell(i));
                hasNumber[i] |= kind == CellKind.Number;
                hasText[i] |= kind == CellKind.Text;
            }
        }

        if (row == 0 && Array.TrueForAll(first, k => k == CellKind.Number))
            return false;
        var numeric = Enumerable.Range(0, first.Length).Where(i => hasNumber[i] && !hasText[i]).ToArray();
        return numeric.Any(i => first[i] == CellKind.Text) || !numeric.Any(i => first[i] == CellKind.Number);

        CellKind KindOf(ReadOnlySpan<byte> cell)
        {
            if (marks.Contains(cell))
                return CellKind.Missing;
            return double.IsNaN(numberText.Parse(cell)) ? CellKind.Text : CellKind.Number;
        }
    }

    private enum CellKind
    {
        Missing,
        Number,
        Text,
    }
}
