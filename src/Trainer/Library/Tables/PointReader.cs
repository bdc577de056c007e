using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Reads the rows of a CSV file as points of a rule document, one after the other.</summary>
/// <remarks>
/// Columns are found by the names of the inputs; others are ignored. A missing cell is NaN for a number, and for a category the one
/// that stands for a missing value where the document has it.
/// </remarks>
public sealed class PointReader : IReadRow, IDisposable
{
    private readonly CsvRecords _records;
    private readonly Field[] _fields;

    private PointReader(CsvRecords records, Field[] fields)
    {
        _records = records;
        _fields = fields;
        Point = new double[fields.Length];
    }

    /// <summary>
    /// The current row: for each input a number (NaN where it is missing) or the position of a category (−1 for an unknown one).
    /// </summary>
    public double[] Point { get; private set; }

    /// <summary>The line on which the current row starts, counted from 1.</summary>
    public int Line => _records.Line;

    /// <summary>The names of all columns of the file.</summary>
    internal IReadOnlyList<string> Names => _records.Names;

    /// <summary>Opens a file to read the points of a document: what it counts as missing does so here too.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="document">The document.</param>
    /// <param name="more">Inputs to read after those of the document; null for none.</param>
    /// <returns>A reader before the first row.</returns>
    /// <exception cref="InputFileException">The file cannot be read or lacks columns.</exception>
    public static PointReader Open(string path, TableOptions options, RuleDocument document, IEnumerable<Input>? more = null) =>
        Open(path, options, document.Inputs.Concat(more ?? []).ToEquatableArray(), RecordedReading.Apply(options, document.Provenance));

    /// <summary>Opens a CSV file to read rows as points of a rule document.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="inputs">The inputs of the document.</param>
    /// <param name="all">The options with what the document records; null where it records nothing.</param>
    /// <returns>A reader before the first row.</returns>
    /// <exception cref="InputFileException">The file cannot be read or lacks columns.</exception>
    public static PointReader Open(string path, TableOptions options, EquatableArray<Input> inputs, TableOptions? all = null)
    {
        // Read once before, so that bytes that are not text are refused here as they are in training.
        TableFile.Sha256(path, options);
        var records = CsvRecords.Open(path, all ?? options);
        try
        {
            var columns = ColumnNames.Positions(records.Names);
            var absent = inputs.Select(i => i.Name).Where(n => !columns.ContainsKey(n)).ToArray();
            UnreadColumn.RequireNone(path, records.Unread, absent);
            if (absent.Length > 0)
                throw Absent(path, absent, records.Names.Except(inputs.Select(i => i.Name), StringComparer.Ordinal).ToArray());
            var (own, recorded) = (records.Adapt(options), records.Adapt(all ?? options));
            return new PointReader(
                records, inputs.Select(i => new Field(new InputCell(i, records.Names, own, recorded), columns[i.Name])).ToArray());
        }
        catch
        {
            records.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InputFileException">The row has too many or too few cells, or a text where a number belongs.</exception>
    public bool Read()
    {
        if (!_records.Read())
            return false;
        Point = Values();
        return true;
    }

    /// <summary>Goes to the next row, and does not stop at some cells that are no values of their inputs.</summary>
    /// <param name="replaced">The positions of the inputs that get other values; what is no value of these is NaN.</param>
    /// <param name="isWhole">Whether all cells are values.</param>
    /// <returns>Whether there is a row.</returns>
    /// <exception cref="InputFileException">As for <see cref="Read()"/>, for another input.</exception>
    internal bool Read(IReadOnlyCollection<int> replaced, out bool isWhole)
    {
        isWhole = true;
        if (!_records.Read())
            return false;
        var point = new double[_fields.Length];
        for (var i = 0; i < point.Length; i++)
        {
            if (!replaced.Contains(i))
                point[i] = Value(_fields[i]);
            else
                isWhole &= _fields[i].Reading.TryRead(_records.Cell(_fields[i].Column), out point[i]);
        }

        Point = point;
        return true;
    }

    /// <summary>Goes to the next row, and does not stop at one whose cells are not values of the inputs.</summary>
    /// <param name="refused">What is wrong with a cell of the row, which then is not a point; null where nothing is.</param>
    /// <returns>Whether there is a row.</returns>
    /// <exception cref="InputFileException">The row has too many or too few cells.</exception>
    public bool Read(out InputFileException? refused)
    {
        refused = null;
        if (!_records.Read())
            return false;
        try
        {
            Point = Values();
        }
        catch (InputFileException e)
        {
            refused = e;
        }

        return true;
    }

    /// <inheritdoc/>
    public CellDrift DriftOf(int input) => _fields[input].Reading.DriftOf(Point[input], _records.Cell(_fields[input].Column));

    /// <inheritdoc/>
    public bool IsMissing(int input) => _fields[input].Reading.IsMissing(Point[input], _records.Cell(_fields[input].Column));

    /// <inheritdoc/>
    public string Text(int input) => _records.Text(_fields[input].Column);

    /// <summary>A cell of the current row in UTF-8, whatever its column, until the next row is read.</summary>
    /// <param name="column">The position of the column.</param>
    internal ReadOnlySpan<byte> Cell(int column) => _records.Cell(column);

    /// <summary>The error for a cell of the current row.</summary>
    /// <param name="input">The name of the input.</param>
    /// <param name="problem">What is wrong and what to do.</param>
    /// <returns>The error, with the cell's place.</returns>
    public InputFileException Error(string input, string problem) =>
        _records.Error(Array.Find(_fields, f => string.Equals(f.Reading.Name, input, StringComparison.Ordinal))?.Column ?? 0, problem);

    /// <inheritdoc/>
    public void Dispose() => _records.Dispose();

    private static InputFileException Absent(string path, string[] absent, string[] others)
    {
        var columns = absent.Select(name => NearNames.Nearest(name, others) is { } near
            ? $"'{VisibleText.Of(name)}' (did you mean '{VisibleText.Of(near)}'?)"
            : $"'{VisibleText.Of(name)}'");
        return new InputFileException(
            path,
            $"the {(absent.Length == 1 ? "column" : "columns")} {string.Join(", ", columns)} {(absent.Length == 1 ? "is" : "are")} "
                + $"missing; the rules need {(absent.Length == 1 ? "it" : "them")}, by the same name.");
    }

    private double[] Values()
    {
        var point = new double[_fields.Length];
        for (var i = 0; i < point.Length; i++)
            point[i] = Value(_fields[i]);
        return point;
    }

    private double Value(Field field)
    {
        var cell = _records.Cell(field.Column);
        return field.Reading.TryRead(cell, out var value) ? value : throw _records.Error(field.Column, field.Reading.Problem(cell));
    }

    private sealed record Field(InputCell Reading, int Column);
}
