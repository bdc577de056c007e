using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using CsvHelper;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>The rows of a table one after the other, with their places; the file is never in memory as a whole.</summary>
internal sealed class CsvRecords : IDisposable
{
    /// <summary>A longer row is most likely a quote that is never closed.</summary>
    private const int MaxRecordBytes = 1 << 26;

    /// <summary>How many rows are examined to distinguish a header from data.</summary>
    private const int SampleRows = 100;

    /// <summary>Of very wide rows fewer are examined, but at least two.</summary>
    private const int SampleCells = 100_000;

    private readonly string _path;
    private readonly CsvReader _reader;
    private readonly int _skipped;
    private readonly HashSet<int> _nameless = [];
    private readonly TypedTable? _typed;
    private IDisposable? _owned;
    private TableShape? _shape;
    private bool _firstIsPending;
    private int _row;

    private CsvRecords(string path, TableOptions options, TypedTable? typed)
    {
        _path = path;
        _typed = typed;
        _skipped = options.Skip;
        try
        {
            var form = new CsvReaderOptions
            {
                Separator = options.Delimiter,
                CommentPrefix = options.Comment,
                HasHeader = false,
                TrimWhitespace = true,
                TrimInsideQuotes = true,
                MalformedData = CsvMalformedDataHandling.Throw,
                MaxRecordSize = MaxRecordBytes,
                TrackLineNumbers = true,
            };
            _reader = CsvReader.Create(typed?.Open() ?? TableFile.Open(path, options), form);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFingerprint.Unreadable(path, e);
        }
        catch (Exception e) when (e is DecoderFallbackException or InvalidDataException)
        {
            throw Undecodable(path, e);
        }
    }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Whether the first row has the names.</summary>
    public bool HasHeader { get; private set; }

    /// <summary>Names that would be data but for their looking like years.</summary>
    public EquatableArray<string> YearNames => _shape?.YearNames ?? EquatableArray<string>.Empty;

    /// <summary>Columns that hold no values that a row could have, such as lists.</summary>
    public EquatableArray<UnreadColumn> Unread => _typed?.Unread ?? EquatableArray<UnreadColumn>.Empty;

    /// <summary>What a person should know of the table as a whole.</summary>
    public EquatableArray<Note> Notes => _typed?.Notes ?? EquatableArray<Note>.Empty;

    /// <summary>The line on which the current row starts, counted from 1; the number of the row where there are no lines.</summary>
    public int Line => _typed is null ? checked((int)_reader.LineNumber + _skipped) : _row;

    /// <summary>Opens a file and reads the names of its columns.</summary>
    /// <exception cref="InputFileException">The file cannot be read, is empty, or its names are empty or doubled.</exception>
    public static CsvRecords Open(string path, TableOptions options)
    {
        var typed = TypedTable.Of(path);
        // Within a command it goes with the command.
        var owned = CommandFiles.Current is null ? typed : null;
        CsvRecords? records = null;
        try
        {
            options = typed?.Adapt(options) ?? options;
            var shape = Sample(path, options, typed);
            records = new CsvRecords(path, options, typed) { _shape = shape, _owned = owned };
            records.ReadNames(shape, options);
            return records;
        }
        catch
        {
            records?.Dispose();
            owned?.Dispose();
            throw;
        }
    }

    /// <summary>The options as they are for this table: numbers that came as numbers have no marks that could be misread.</summary>
    public TableOptions Adapt(TableOptions options) => _typed?.Adapt(options) ?? options;

    /// <summary>Whether a column has no name in the file, so that it was given one here.</summary>
    public bool IsNameless(int column) => _nameless.Contains(column);

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
        _row++;
        if (_reader.FieldCount == Names.Count)
            return true;
        var first = HasHeader ? "the header" : "the first row";
        throw new InputFileException(
            _path,
            Line,
            1,
            $"this row has {Count(_reader.FieldCount)} but {first} has {Count(Names.Count)}; is a delimiter or a quote missing or one too "
                + $"many?{AdviceOnRow()}");
    }

    /// <summary>A cell of the current row in UTF-8, without quotes and blanks around it, until the next row is read.</summary>
    public ReadOnlySpan<byte> Cell(int column) => Blanks.Trim(_reader.GetSpan(column));

    /// <summary>A cell of the current row.</summary>
    public string Text(int column) => Encoding.UTF8.GetString(Cell(column));

    /// <summary>The error for a cell of the current row.</summary>
    public InputFileException Error(int column, string problem)
    {
        var (line, character) = PlaceOf(column);
        return new InputFileException(_path, line, character, problem);
    }

    /// <summary>Line and column, both counted from 1, at which a cell of the current row starts.</summary>
    public (int Line, int Column) PlaceOf(int column)
    {
        if (_typed is not null)
            return (_row, column + 1);
        var start = 0;
        for (var i = 0; i < column; i++)
            start += _reader.GetRawSpan(i).Length + 1;
        var before = _reader.RawRecord[..start];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (Line + before.Count((byte)'\n'), Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _owned?.Dispose();
    }

    private static string Count(int cells) => cells == 1 ? "1 cell" : FormattableString.Invariant($"{cells} cells");

    private bool ReadRaw()
    {
        try
        {
            return _reader.Read();
        }
        catch (CsvFormatException e)
        {
            var line = checked((int)Math.Max(1, e.LineNumber) + _skipped);
            // The library has one exception for both.
            var problem = e.Message.Contains(nameof(CsvReaderOptions.MaxRecordSize), StringComparison.Ordinal)
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"the row that starts here is longer than {MaxRecordBytes >> 20} MiB, which is the most that is read; "
                        + $"if it should not be, a quote in it is never closed.")
                : "a quote is wrong in the row that starts here: quote a whole cell, double a quote inside it, and close it.";
            throw new InputFileException(_path, line, 1, problem, e);
        }
        catch (IOException e)
        {
            throw FileFingerprint.Unreadable(_path, e);
        }
        catch (Exception e) when (e is DecoderFallbackException or InvalidDataException)
        {
            throw Undecodable(_path, e);
        }
    }

    private static InputFileException Undecodable(string path, Exception cause) => cause is DecoderFallbackException
        ? new(
            path,
            "there are bytes in this file that are not text in its encoding; name the right one with --encoding, such as windows-1252.",
            cause)
        : new(path, "this file is compressed with gzip, and it is broken; get it again.", cause);

    private void ReadNames(TableShape shape, TableOptions options)
    {
        if (!ReadRaw())
            throw new InputFileException(_path, "this file is empty.");
        if (_reader.FieldCount == 1 && shape.Advice.Length > 0)
            throw Error(0, $"this line has 1 cell, and the rows below have more.{shape.Advice}");
        HasHeader = shape.HasHeader;
        _firstIsPending = !HasHeader;
        var names = new List<string?>(
            Enumerable.Range(0, _reader.FieldCount).Select(i => HasHeader && Text(i) is { Length: > 0 } name ? name : null));
        RequireDifferent(names);
        if (HasHeader && options.Header is null && names.Count(n => n is null) is > 1 and var unnamed && 2 * unnamed > names.Count)
            throw Error(
                0,
                $"most columns have no name in this line; if it is a title, use --skip {FormattableString.Invariant($"{Line}")}, and "
                    + "--header if it has the names after all.");
        if (shape.ExtraCell == ExtraCell.RowNames)
            names.Insert(0, null);
        else if (shape.ExtraCell == ExtraCell.EndOfRows)
            names.Add(null);
        else if (shape.ExtraCell == ExtraCell.EndOfHeader)
            names.RemoveAt(names.Count - 1);
        Names = Named(names);
    }

    private void RequireDifferent(List<string?> names)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] is { } name && !known.Add(name))
                throw Error(i, $"the name '{VisibleText.Of(name)}' occurs twice in the header; each column needs its own.");
        }
    }

    /// <summary>Gives each column without a name one by its position.</summary>
    private string[] Named(List<string?> names)
    {
        var known = names.Where(n => n is not null).ToHashSet(StringComparer.Ordinal);
        var result = new string[names.Count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = names[i] ?? FormattableString.Invariant($"column{i + 1}");
            if (names[i] is not null)
                continue;
            while (known.Contains(result[i]))
                result[i] += "_";
            if (HasHeader)
                _nameless.Add(i);
        }

        return result;
    }

    /// <summary>What may help where a row has another number of cells.</summary>
    private string AdviceOnRow()
    {
        if (TableShape.SaysTotal(Text(0)))
            return " If this is a line of totals, take it out of the file.";
        if (Text(0) is ['#' or '%' or '!' or '*', ..] remark && _reader.FieldCount < Names.Count)
            return $" If lines that begin with {remark[0]} are remarks, use --comment \"{remark[0]}\".";
        return _shape?.Advice ?? string.Empty;
    }

    private static TableShape Sample(string path, TableOptions options, TypedTable? typed)
    {
        using var sample = new CsvRecords(path, options, typed);
        var rows = new List<(int Line, string[] Cells)>();
        for (var cells = 0; rows.Count <= SampleRows && (rows.Count < 2 || cells < SampleCells) && sample.ReadRaw();)
        {
            rows.Add((sample.Line, Enumerable.Range(0, sample._reader.FieldCount).Select(sample.Text).ToArray()));
            cells += sample._reader.FieldCount;
        }

        return TableShape.Detect(rows, options);
    }
}
