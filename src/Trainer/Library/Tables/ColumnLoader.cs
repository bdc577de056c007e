using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Takes the cells of one column into an array.</summary>
internal sealed class ColumnLoader
{
    private const int LeastRoom = 256;

    private readonly int _column;
    private readonly string _name;
    private readonly ColumnKind _kind;
    private readonly int _knownCategories;
    private double[] _values;
    private int[] _codes;
    private int _rows;
    private readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _codeLookup;
    private readonly Dictionary<string, int> _marks = new(StringComparer.Ordinal);
    private char[] _buffer = new char[64];
    private MissingMarks? _missing;
    private NumberText? _numberText;

    /// <param name="column">The position of the column in the file.</param>
    /// <param name="name">Its name.</param>
    /// <param name="kind">What its cells are.</param>
    /// <param name="categories">Categories that keep their positions; others are added after them.</param>
    /// <param name="rows">How many rows to expect.</param>
    public ColumnLoader(int column, string name, ColumnKind kind, EquatableArray<string> categories, int rows)
    {
        _column = column;
        _name = name;
        _kind = kind;
        _knownCategories = categories.Count;
        _values = new double[kind == ColumnKind.Number ? rows : 0];
        _codes = new int[kind == ColumnKind.Category ? rows : 0];
        _codeLookup = _codeOf.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var category in categories)
            _codeOf.Add(category, _codeOf.Count);
    }

    public void Open(IReadOnlyList<string> names, TableOptions options)
    {
        _missing = MissingMarks.Of(_name, names, options);
        _numberText = NumberText.Of(_name, names, options);
    }

    public void Add(CsvRecords records)
    {
        var cell = records.Cell(_column);
        if (_kind == ColumnKind.Number)
            RoomIn(ref _values)[_rows++] = Number(records, cell);
        else
            RoomIn(ref _codes)[_rows++] = Code(cell);
    }

    public Column Column()
    {
        // Where the number of rows was known, the arrays are those that were filled.
        if (_kind == ColumnKind.Category)
            return SortedCategories();
        Array.Resize(ref _values, _rows);
        return new NumberColumn(_name, _values);
    }

    private T[] RoomIn<T>(ref T[] items)
    {
        if (_rows == items.Length)
            Array.Resize(ref items, Math.Max(LeastRoom, 2 * _rows));
        return items;
    }

    private double Number(CsvRecords records, ReadOnlySpan<byte> cell)
    {
        if (_missing!.Contains(cell))
            return double.NaN;
        var value = _numberText!.Parse(cell);
        // A negative zero becomes the plain one: they are one value, and one label.
        return double.IsFinite(value)
            ? value + 0.0
            : throw records.Error(_column, $"{_numberText.Problem(cell, _name)}; correct it.");
    }

    private int Code(ReadOnlySpan<byte> cell)
    {
        if (_missing!.Contains(cell))
        {
            var mark = Encoding.UTF8.GetString(cell);
            _marks[mark] = _marks.GetValueOrDefault(mark) + 1;
            return -1;
        }

        if (_buffer.Length < cell.Length)
            _buffer = new char[cell.Length * 2];
        var text = _buffer.AsSpan(0, Encoding.UTF8.GetChars(cell, _buffer));
        if (_codeLookup.TryGetValue(text, out var code))
            return code;
        code = _codeOf.Count;
        _codeOf.Add(text.ToString(), code);
        return code;
    }

    /// <summary>Until here new categories have the order in which they were met.</summary>
    private CategoryColumn SortedCategories()
    {
        var known = _codeOf.Where(c => c.Value < _knownCategories).OrderBy(c => c.Value);
        var added = _codeOf.Where(c => c.Value >= _knownCategories).OrderBy(c => c.Key, StringComparer.Ordinal);
        var ordered = known.Concat(added).ToArray();
        var position = new int[ordered.Length];
        for (var i = 0; i < ordered.Length; i++)
            position[ordered[i].Value] = i;
        var mark = _marks.OrderByDescending(m => m.Value).ThenBy(m => m.Key, StringComparer.Ordinal).Select(m => m.Key).FirstOrDefault();
        Array.Resize(ref _codes, _rows);
        for (var r = 0; r < _rows; r++)
            _codes[r] = _codes[r] < 0 ? _codes[r] : position[_codes[r]];
        return new CategoryColumn(_name, ordered.Select(c => c.Key).ToEquatableArray(), _codes, mark);
    }
}
