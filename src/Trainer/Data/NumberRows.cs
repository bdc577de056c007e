using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;

namespace RuleCompiler.Trainer.Data;

/// <summary>Reads the rows of a CSV file as points of numbers, one after the other.</summary>
/// <remarks>
/// Columns are found by name where the header has all names; where it has none of them, the first columns are taken in order.
/// </remarks>
public sealed class NumberRows : IDisposable
{
    private readonly CsvRecords _records;
    private readonly NumberText _numberText;
    private readonly int[] _columns;

    private NumberRows(CsvRecords records, TableOptions options, int[] columns)
    {
        _records = records;
        _numberText = NumberText.Of(options);
        _columns = columns;
        Point = new double[columns.Length];
    }

    /// <summary>What a person should know of how the columns were found.</summary>
    public IReadOnlyList<Note> Notes { get; private init; } = [];

    /// <summary>The current row; overwritten by the next.</summary>
    public double[] Point { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="names">The names of the numbers, in order.</param>
    /// <returns>A reader before the first row.</returns>
    /// <exception cref="InputFileException">The file cannot be read or lacks columns.</exception>
    public static NumberRows Open(string path, TableOptions options, IReadOnlyList<string> names)
    {
        // Read once before, so that bytes that are no text are refused here as they are in training.
        FileFingerprint.Sha256(path);
        var records = CsvRecords.Open(path, options);
        var positions = ColumnNames.Positions(records.Names);
        var found = names.Select(n => positions.GetValueOrDefault(n, -1)).ToArray();
        if (found.All(c => c >= 0))
            return new NumberRows(records, options, found);
        if (found.All(c => c < 0) && records.Names.Count >= names.Count)
            return new NumberRows(records, options, Enumerable.Range(0, names.Count).ToArray());
        var columns = records.Names.Count;
        records.Dispose();
        throw new InputFileException(path, found.All(c => c < 0)
            ? FormattableString.Invariant($"this table has {columns} columns, the network has {names.Count} inputs; give each input a column, in order.")
            : $"the column '{names[Array.FindIndex(found, c => c < 0)]}' is missing; name the columns {names[0]} to {names[^1]}, or leave the order of the columns to tell.");
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InputFileException">The row has too many or too few cells, or a cell is no finite number.</exception>
    public bool Read()
    {
        if (!_records.Read())
            return false;
        for (var i = 0; i < _columns.Length; i++)
        {
            Point[i] = _numberText.Parse(_records.Cell(_columns[i]));
            if (!double.IsFinite(Point[i]))
                throw _records.Error(_columns[i], $"'{VisibleText.Of(_records.Text(_columns[i]))}' is not a finite number; a point needs one here.");
        }

        return true;
    }

    /// <summary>The error for the current row.</summary>
    /// <param name="problem">What is wrong and what to do.</param>
    /// <returns>The error, with the row's place.</returns>
    public InputFileException Error(string problem) => _records.Error(_columns[0], problem);

    /// <inheritdoc/>
    public void Dispose() => _records.Dispose();
}
