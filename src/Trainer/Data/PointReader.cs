using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using RuleCompiler.Description;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Data;

/// <summary>Reads the rows of a CSV file as points of a rule document, one after the other.</summary>
/// <remarks>
/// Columns are found by the names of the inputs; others are not looked at. A missing cell is NaN for a number, and for a category the one
/// that stands for a missing value where the document has it.
/// </remarks>
public sealed class PointReader : IDisposable
{
    private readonly CsvRecords _records;
    private readonly Field[] _fields;

    private PointReader(CsvRecords records, TableOptions options, EquatableArray<Input> inputs)
    {
        _records = records;
        _fields = inputs.Select(input => Field.Of(input, records.Names, options)).ToArray();
        Point = new double[inputs.Count];
    }

    /// <summary>The current row: for each input a number (NaN where it is missing) or the position of a category (−1 for an unknown one).</summary>
    public double[] Point { get; private set; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="inputs">The inputs of the document.</param>
    /// <returns>A reader before the first row.</returns>
    /// <exception cref="InputFileException">The file cannot be read or lacks columns.</exception>
    public static PointReader Open(string path, TableOptions options, EquatableArray<Input> inputs)
    {
        // Read once before, so that bytes that are no text are refused here as they are in training.
        TableFile.Sha256(path, options);
        var records = CsvRecords.Open(path, options);
        var absent = inputs.Where(i => !records.Names.Contains(i.Name, StringComparer.Ordinal)).Select(i => $"'{VisibleText.Of(i.Name)}'").ToArray();
        if (absent.Length == 0)
            return new PointReader(records, options, inputs);
        records.Dispose();
        throw new InputFileException(
            path,
            $"the {(absent.Length == 1 ? "column" : "columns")} {string.Join(", ", absent)} {(absent.Length == 1 ? "is" : "are")} missing; the rules need {(absent.Length == 1 ? "it" : "them")}.");
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InputFileException">The row has too many or too few cells, or a text where a number belongs.</exception>
    public bool Read()
    {
        if (!_records.Read())
            return false;
        Point = Array.ConvertAll(_fields, ReadField);
        return true;
    }

    /// <summary>The error for a cell of the current row.</summary>
    /// <param name="input">The name of the input.</param>
    /// <param name="problem">What is wrong and what to do.</param>
    /// <returns>The error, with the cell's place.</returns>
    public InputFileException Error(string input, string problem) =>
        _records.Error(Array.Find(_fields, f => string.Equals(f.Name, input, StringComparison.Ordinal))?.Column ?? 0, problem);

    /// <inheritdoc/>
    public void Dispose() => _records.Dispose();

    private double ReadField(Field field)
    {
        var cell = _records.Cell(field.Column);
        if (field.Categories is not null)
            return field.Position(cell);
        if (field.Missing.Contains(cell))
            return double.NaN;
        var value = field.NumberText.Parse(cell);
        return double.IsFinite(value)
            ? value
            : throw _records.Error(
                field.Column, $"{field.NumberText.Problem(cell, field.Name)}; correct it, or use --missing for a mark of missing values.");
    }

    private sealed class Field
    {
        private readonly int _missingPosition;

        private Field(string name, int column, MissingMarks missing, NumberText numberText, Dictionary<string, int>? categories)
        {
            Name = name;
            NumberText = numberText;
            Column = column;
            Missing = missing;
            Categories = categories;
            _missingPosition = categories?.Where(c => StandsForMissing(c.Key)).Select(c => c.Value).DefaultIfEmpty(-1).Min() ?? -1;
        }

        public string Name { get; }

        public int Column { get; }

        public MissingMarks Missing { get; }

        public NumberText NumberText { get; }

        /// <summary>The positions of the categories; null for a number.</summary>
        public Dictionary<string, int>? Categories { get; }

        public static Field Of(Input input, IReadOnlyList<string> names, TableOptions options) => new(
            input.Name,
            names.ToList().IndexOf(input.Name),
            MissingMarks.Of(input.Name, names, options),
            NumberText.Of(input.Name, names, options),
            (input as CategoryInput)?.Categories.Select((c, i) => (c, i)).ToDictionary(c => c.c, c => c.i, StringComparer.Ordinal));

        /// <summary>A category that is declared is itself, even if it reads like a mark of missing values.</summary>
        public int Position(ReadOnlySpan<byte> cell)
        {
            if (Categories!.TryGetValue(Encoding.UTF8.GetString(cell), out var position))
                return position;
            return Missing.Contains(cell) ? _missingPosition : -1;
        }

        private bool StandsForMissing(string category) =>
            string.Equals(category, EncodedCategory.MissingName, StringComparison.Ordinal) || Missing.Contains(Encoding.UTF8.GetBytes(category));
    }
}
