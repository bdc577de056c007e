using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Reads the rows of a CSV file as points of a rule document, one after the other.</summary>
/// <remarks>
/// Columns are found by the names of the inputs; others are ignored. A missing cell is NaN for a number, and for a category the one
/// that stands for a missing value where the document has it.
/// </remarks>
public sealed class PointReader : IDisposable
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
            if (absent.Length > 0)
                throw Absent(path, absent, records.Names.Except(inputs.Select(i => i.Name), StringComparer.Ordinal).ToArray());
            return new PointReader(
                records, inputs.Select(i => new Field(i, columns[i.Name], records.Names, options, all ?? options)).ToArray());
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
        var point = new double[_fields.Length];
        for (var i = 0; i < point.Length; i++)
            point[i] = _fields[i].Value(_records);
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
            Point = Array.ConvertAll(_fields, f => f.Value(_records));
        }
        catch (InputFileException e)
        {
            refused = e;
        }

        return true;
    }

    /// <summary>What is unusual about a value of the current row.</summary>
    /// <param name="input">The position of the input.</param>
    /// <returns>What it is, as the document sees it.</returns>
    public CellDrift DriftOf(int input) => _fields[input].DriftOf(Point[input], _records);

    /// <summary>Whether a value of the current row is missing, whatever stands for it.</summary>
    /// <param name="input">The position of the input.</param>
    /// <returns>Whether it is.</returns>
    public bool IsMissing(int input) => _fields[input].IsMissing(Point[input], _records);

    /// <summary>A cell of the current row as it is written.</summary>
    /// <param name="input">The position of the input.</param>
    /// <returns>The text.</returns>
    public string Text(int input) => _records.Text(_fields[input].Column);

    /// <summary>The error for a cell of the current row.</summary>
    /// <param name="input">The name of the input.</param>
    /// <param name="problem">What is wrong and what to do.</param>
    /// <returns>The error, with the cell's place.</returns>
    public InputFileException Error(string input, string problem) =>
        _records.Error(Array.Find(_fields, f => string.Equals(f.Name, input, StringComparison.Ordinal))?.Column ?? 0, problem);

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

    private sealed class Field
    {
        private readonly Input _input;
        private readonly NumberText _numberText;
        private readonly bool _hasGiven;
        private readonly MissingMarks _given;
        private readonly MissingMarks _all;
        // One of the two, by the kind of the input.
        private readonly NumberInput? _number;
        private readonly CategoryTexts? _categories;
        private readonly string _advice;

        public Field(Input input, int column, IReadOnlyList<string> names, TableOptions options, TableOptions all)
        {
            _input = input;
            Column = column;
            _numberText = NumberText.Of(input.Name, names, all);
            _hasGiven = options.Missing.Count > 0;
            _given = MissingMarks.Of(input.Name, names, options);
            _all = MissingMarks.Of(input.Name, names, all);
            (_number, _categories) = input.Match<(NumberInput?, CategoryTexts?)>(
                number => (number, null), category => (null, new CategoryTexts(category)));
            _advice = options.DecimalComma
                ? "omit --decimal-comma, if the numbers here have a decimal point"
                : "give --decimal-comma, if commas are decimal marks here";
        }

        public string Name => _input.Name;

        public int Column { get; }

        public double Value(CsvRecords records)
        {
            var cell = records.Cell(Column);
            if (_number is null)
                return Position(cell);
            var value = _numberText.Parse(cell);
            if (_number.FindSpecial(value) >= 0)
                return value;
            if (double.IsFinite(value))
                return _number.IsMissing(value) || (_hasGiven && _given.Contains(cell)) ? double.NaN : value;
            // What is not a number may be a mark; that of another table's numbers is one too.
            return _all.Contains(cell) ? double.NaN : throw records.Error(Column, NotANumber(cell));
        }

        public bool IsMissing(double value, CsvRecords records)
        {
            if (_categories is null)
                return double.IsNaN(value);
            var cell = records.Cell(Column);
            return _all.Contains(cell) || (_categories.Missing is { } missing && value.Equals(missing));
        }

        public CellDrift DriftOf(double value, CsvRecords records)
        {
            if (_number is not null)
            {
                if (_number.FindSpecial(value) >= 0)
                    return CellDrift.None;
                if (double.IsNaN(value))
                    return CellDrift.Missing;
                return _number.IsInRange(value) ? CellDrift.None : CellDrift.Outside;
            }

            if (value >= 0)
                return CellDrift.None;
            return _all.Contains(records.Cell(Column)) ? CellDrift.Missing : CellDrift.Unknown;
        }

        /// <summary>A category that is declared is itself, even if it reads like a mark of missing values.</summary>
        private int Position(ReadOnlySpan<byte> cell)
        {
            var position = _categories!.Find(Encoding.UTF8.GetString(cell), _numberText.Parse(cell));
            return position < 0 && _hasGiven && _given.Contains(cell) ? _categories.Missing ?? -1 : position;
        }

        private string NotANumber(ReadOnlySpan<byte> cell)
        {
            var other = ReadsWithOtherMark(Encoding.UTF8.GetString(cell))
                ? _advice
                : "correct it, or use --missing for a mark of missing values";
            return $"{_numberText.Problem(cell, Name)}; {other}.";
        }

        private bool ReadsWithOtherMark(string text)
        {
            var (from, to) = text.Contains(',', StringComparison.Ordinal) ? (',', '.') : ('.', ',');
            return text.Count(c => c == from) == 1 && !text.Contains(to, StringComparison.Ordinal)
                && double.IsFinite(_numberText.Parse(text.Replace(from, to)));
        }
    }
}
