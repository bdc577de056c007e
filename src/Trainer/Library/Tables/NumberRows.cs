using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Reads the rows of a CSV file as points of numbers, one after the other.</summary>
/// <remarks>
/// Columns are found by name where the header has all names; where it has none of them, the first columns are taken in order.
/// </remarks>
public sealed class NumberRows : IDisposable
{
    private readonly CsvRecords _records;
    private readonly NumberText[] _numberTexts;
    private readonly int[] _columns;

    private NumberRows(CsvRecords records, TableOptions options, int[] columns)
    {
        _records = records;
        _numberTexts = Array.ConvertAll(columns, c => NumberText.Of(records.Names[c], records.Names, records.Adapt(options)));
        _columns = columns;
        Point = new double[columns.Length];
    }

    /// <summary>What a person should know of how the columns were found.</summary>
    public IReadOnlyList<Note> Notes { get; private init; } = [];

    /// <summary>The current row; overwritten by the next.</summary>
    public double[] Point { get; }

    /// <summary>The names of all columns of the file.</summary>
    internal IReadOnlyList<string> Names => _records.Names;

    /// <summary>A cell of the current row in UTF-8, whatever its column, until the next row is read.</summary>
    /// <param name="column">The position of the column.</param>
    internal ReadOnlySpan<byte> Cell(int column) => _records.Cell(column);

    /// <summary>Opens a CSV file to read rows of finite numbers.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="names">The names of the numbers, in order.</param>
    /// <returns>A reader before the first row.</returns>
    /// <exception cref="InputFileException">The file cannot be read or lacks columns.</exception>
    public static NumberRows Open(string path, TableOptions options, IReadOnlyList<string> names)
    {
        // Read once before, so that bytes that are not text are refused here as they are in training.
        TableFile.Sha256(path, options);
        var records = CsvRecords.Open(path, options);
        var positions = ColumnNames.Positions(records.Names);
        var found = names.Select(n => positions.GetValueOrDefault(n, -1)).ToArray();
        // By their numbers, where the names of the network are others.
        if (found.All(c => c < 0)
            && names.Select((_, i) => positions.GetValueOrDefault(FormattableString.Invariant($"x{i + 1}"), -1)).ToArray() is var numbered
            && numbered.All(c => c >= 0))
            found = numbered;
        if (found.All(c => c >= 0))
            return new NumberRows(records, options, found);
        var others = names.Where(n => !positions.ContainsKey(n)).ToArray();
        var near = others.Select(n => (Name: n, Near: NearNames.Nearest(n, records.Names.Except(names, StringComparer.Ordinal))))
            .FirstOrDefault(n => string.Equals(n.Name, n.Near, StringComparison.OrdinalIgnoreCase));
        // Row names, which have no name themselves, are none of the numbers.
        var named = Enumerable.Range(0, records.Names.Count).Where(i => !records.IsNameless(i)).ToArray();
        if (found.All(c => c < 0) && near.Near is null && named.Length >= names.Count)
            return new NumberRows(records, options, named[..names.Count]) { Notes = ByPosition(records, named, names) };
        var columns = named.Length;
        records.Dispose();
        if (near.Near is not null)
            throw new InputFileException(
                path,
                $"there is no column '{VisibleText.Of(near.Name)}', which the network takes; did you mean '{VisibleText.Of(near.Near)}'? "
                    + "Name it as the network does.");
        throw new InputFileException(path, found.All(c => c < 0)
            ? FormattableString.Invariant(
                $"this table has {columns} columns, the network has {names.Count} inputs; give each input a column, in order.")
            : $"the column '{VisibleText.Of(others[0])}' is missing; name the columns {VisibleText.Of(names[0])} to "
                + $"{VisibleText.Of(names[^1])}, or leave out all names to use their order.");
    }

    /// <summary>Where names of the file are others than those of the network, a person may have swapped two columns and not know.</summary>
    private static Note[] ByPosition(CsvRecords records, int[] columns, IReadOnlyList<string> names)
    {
        if (!records.HasHeader)
            return [];
        var (taken, asked) = (Listed(columns.Take(names.Count).Select(c => records.Names[c]).ToArray()), Listed(names));
        return [new Note(
            "by-position",
            $"the columns are taken by their order, {taken} as {asked}: none has the name of an input; with these names in the header "
                + "their order does not count.")
        {
            Count = names.Count,
        }];
    }

    private static string Listed(IReadOnlyList<string> names)
    {
        const int most = 3;
        var shown = string.Join(", ", names.Take(most).Select(n => $"'{VisibleText.Of(n, 30)}'"));
        return names.Count > most ? shown + ", …" : shown;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InputFileException">The row has too many or too few cells, or a cell is not a finite number.</exception>
    public bool Read()
    {
        if (!_records.Read())
            return false;
        for (var i = 0; i < _columns.Length; i++)
        {
            Point[i] = _numberTexts[i].Parse(_records.Cell(_columns[i]));
            if (!double.IsFinite(Point[i]))
                throw _records.Error(
                    _columns[i], $"'{VisibleText.Of(_records.Text(_columns[i]))}' is not a finite number; a point needs one here.");
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
