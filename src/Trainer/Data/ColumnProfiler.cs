using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using RuleCompiler.Description;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Data;

/// <summary>Follows one column through the file and says what it is. Its memory does not grow with the file.</summary>
internal sealed class ColumnProfiler
{
    /// <summary>Different values are counted up to here; a column with more is no list of categories.</summary>
    private const int MaxDistinct = 10_000;

    /// <summary>More categories than this are free text: each of them would become a feature.</summary>
    private const int MaxCategories = 1_000;

    /// <summary>Up to here a list of categories is short enough to be one however seldom each of them occurs.</summary>
    private const int FewCategories = 20;

    /// <summary>Longer lists are free text when their categories occur less often than this on average.</summary>
    private const int MinRowsPerCategory = 5;

    /// <summary>From this share on, texts among the numbers are taken for mistakes that a person should look at.</summary>
    private const double MostlyNumbers = 0.75;

    /// <summary>The share of distinct values from which a column that is called an identifier is believed to be one.</summary>
    private const double MostlyDistinct = 0.95;

    /// <summary>With fewer rows it may well be chance that no value occurs twice.</summary>
    private const int MinRowsForIdentifier = 20;

    private const int MostFrequentShown = 5;

    private static readonly HashSet<string> IdentifierWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "ids", "uid", "uuid", "guid", "index", "idx", "rowid", "rownum", "rownumber", "number", "no", "nr", "num", "key",
    };

    private readonly int _column;
    private readonly string _name;
    private readonly MissingMarks _missing;
    private readonly NumberText _numberText;
    private readonly NumberText _otherNumberText;
    private readonly bool _isTarget;
    private readonly bool _isIgnored;
    private readonly bool _isCategory;
    private readonly bool _isKept;
    private readonly bool _decimalComma;

    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _textLookup;
    private readonly Dictionary<string, int> _marks = new(StringComparer.Ordinal);
    private readonly HashSet<double> _values = [];
    private char[] _buffer = new char[64];

    private int _rows;
    private int _numbers;
    private int _valuesCounted;
    private int _textsCounted;
    private double _minimum = double.PositiveInfinity;
    private double _maximum = double.NegativeInfinity;
    private double _sum;
    private bool _areIntegers = true;
    private bool _countsRows = true;
    private int _notFinite;
    private int _otherNumbers;
    private InputFileException? _firstText;
    private InputFileException? _firstOtherNumber;
    private InputFileException? _firstNotFinite;

    public ColumnProfiler(int column, string name, IReadOnlyList<string> names, TableOptions options)
    {
        _column = column;
        _name = name;
        _missing = MissingMarks.Of(name, names, options);
        _numberText = NumberText.Of(options);
        _otherNumberText = NumberText.Of(options with { DecimalComma = !options.DecimalComma });
        _decimalComma = options.DecimalComma;
        _isTarget = options.Targets.Contains(name, StringComparer.Ordinal);
        _isIgnored = options.Ignored.Contains(name, StringComparer.Ordinal);
        _isCategory = options.Categories.Contains(name, StringComparer.Ordinal);
        _isKept = _isTarget || _isCategory || options.Kept.Contains(name, StringComparer.Ordinal);
        _textLookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private int Present => _rows - _marks.Values.Sum();

    public void Add(CsvRecords records)
    {
        var cell = records.Cell(_column);
        _rows++;
        if (_missing.Contains(cell))
        {
            var mark = Encoding.UTF8.GetString(cell);
            _marks[mark] = _marks.GetValueOrDefault(mark) + 1;
            _countsRows = false;
            return;
        }

        CountText(cell);
        var value = _numberText.Parse(cell);
        if (double.IsInfinity(value) || NumberText.SaysNotFinite(cell))
        {
            _notFinite++;
            _firstNotFinite ??= NotFiniteError(records, cell);
        }
        else if (double.IsNaN(value))
        {
            _firstText ??= TextError(records, cell);
            if (double.IsFinite(_otherNumberText.Parse(cell)))
            {
                _otherNumbers++;
                _firstOtherNumber ??= DecimalMarkError(records, cell);
            }
        }
        else
        {
            AddNumber(value);
        }
    }

    /// <summary>What the column is.</summary>
    /// <exception cref="InputFileException">It is a column of numbers with a cell that is none.</exception>
    public ColumnProfile Profile()
    {
        var present = Present;
        var kind = Kind(present);
        var isNumber = kind == ColumnKind.Number;
        var distinct = isNumber ? _values.Count : _texts.Count;
        var leftOut = LeftOut(kind, present, distinct);
        RequireNumbers(isNumber, leftOut, present);

        return new ColumnProfile(
            _name,
            kind,
            _rows - present,
            _marks.OrderByDescending(m => m.Value).ThenBy(m => m.Key, StringComparer.Ordinal).Select(m => m.Key).FirstOrDefault(),
            distinct,
            distinct == MaxDistinct,
            isNumber && _numbers > 0 ? new NumberSummary(_minimum, Math.Clamp(_sum / _numbers, _minimum, _maximum), _maximum, _areIntegers) : null,
            isNumber ? EquatableArray<CategoryCount>.Empty : MostFrequent(),
            leftOut);
    }

    private ColumnKind Kind(int present)
    {
        if (_isCategory)
            return ColumnKind.Category;
        return present > 0 && _numbers + _notFinite >= MostlyNumbers * present ? ColumnKind.Number : ColumnKind.Category;
    }

    private void RequireNumbers(bool isNumber, LeftOutReason leftOut, int present)
    {
        if (_isCategory || leftOut is LeftOutReason.Ignored or LeftOutReason.Empty)
            return;
        if (_firstOtherNumber is not null && _numbers + _otherNumbers >= MostlyNumbers * present)
            throw _firstOtherNumber;
        if (isNumber && leftOut == LeftOutReason.None && (_firstNotFinite ?? _firstText) is { } error)
            throw error;
    }

    private LeftOutReason LeftOut(ColumnKind kind, int present, int distinct)
    {
        if (_isIgnored)
            return LeftOutReason.Ignored;
        if (_isTarget)
            return LeftOutReason.None;
        if (present == 0)
            return LeftOutReason.Empty;
        // That a value is there at all can tell something, but only a category can say that it is not.
        if (distinct == 1 && (kind == ColumnKind.Number || present == _rows))
            return LeftOutReason.Constant;
        if (_isKept)
            return LeftOutReason.None;
        if (IsIdentifier(kind, present, distinct))
            return LeftOutReason.Identifier;
        var isFreeText = kind == ColumnKind.Category
            && (distinct > MaxCategories || (distinct > FewCategories && present < (long)distinct * MinRowsPerCategory));
        return isFreeText ? LeftOutReason.FreeText : LeftOutReason.None;
    }

    private bool IsIdentifier(ColumnKind kind, int present, int distinct)
    {
        if (kind == ColumnKind.Number && !_areIntegers)
            return false;
        // Beyond the limit only the values up to it were counted.
        var counted = Math.Max(1, kind == ColumnKind.Number ? _valuesCounted : _textsCounted);
        if (IsCalledIdentifier() && distinct >= MostlyDistinct * counted)
            return true;
        if (present < MinRowsForIdentifier)
            return false;
        return kind == ColumnKind.Category ? present == _rows && distinct == counted : _countsRows;
    }

    private bool IsCalledIdentifier()
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i <= _name.Length; i++)
        {
            if (i < _name.Length && char.IsLetter(_name[i]) && char.IsLetter(_name[i - 1]) && (!char.IsUpper(_name[i]) || char.IsUpper(_name[i - 1])))
                continue;
            words.Add(_name[start..i]);
            start = i;
        }

        words.RemoveAll(w => !char.IsLetter(w[0]));
        return words.Count > 0 && (IdentifierWords.Contains(words[0]) || IdentifierWords.Contains(words[^1]));
    }

    private EquatableArray<CategoryCount> MostFrequent() => _texts
        .OrderByDescending(t => t.Value).ThenBy(t => t.Key, StringComparer.Ordinal)
        .Take(MostFrequentShown).Select(t => new CategoryCount(t.Key, t.Value)).ToEquatableArray();

    private void AddNumber(double value)
    {
        // A column that counts the rows from 0 or from 1.
        _countsRows &= value.Equals(_numbers == 0 ? value : _maximum + 1) && (_numbers > 0 || value is 0 or 1);
        _numbers++;
        _minimum = Math.Min(_minimum, value);
        _maximum = Math.Max(_maximum, value);
        _sum += value;
        _areIntegers &= Math.Floor(value).Equals(value);
        if (_values.Count < MaxDistinct)
        {
            _values.Add(value);
            _valuesCounted++;
        }
    }

    private void CountText(ReadOnlySpan<byte> cell)
    {
        if (_texts.Count == MaxDistinct)
            return;
        if (_buffer.Length < cell.Length)
            _buffer = new char[cell.Length * 2];
        var text = _buffer.AsSpan(0, Encoding.UTF8.GetChars(cell, _buffer));
        _textsCounted++;
        CollectionsMarshal.GetValueRefOrAddDefault(_textLookup, text, out _)++;
    }

    private InputFileException TextError(CsvRecords records, ReadOnlySpan<byte> cell)
    {
        var text = VisibleText.Of(Encoding.UTF8.GetString(cell));
        var name = VisibleText.Of(_name);
        return records.Error(
            _column,
            $"'{text}' in column '{name}' is not a number, as its other cells are; correct it, or use --category \"{name}\" for a column of categories, or --missing \"{name}={text}\" for a missing value.");
    }

    private InputFileException DecimalMarkError(CsvRecords records, ReadOnlySpan<byte> cell)
    {
        var text = VisibleText.Of(Encoding.UTF8.GetString(cell));
        var (found, remedy) = _decimalComma ? ("point", "leave --decimal-comma away") : ("comma", "use --decimal-comma");
        return records.Error(
            _column,
            $"'{text}' in column '{VisibleText.Of(_name)}' would be a number with a decimal {found}: {remedy}, or take thousands separators out; a column of categories is declared by --category.");
    }

    private InputFileException NotFiniteError(CsvRecords records, ReadOnlySpan<byte> cell)
    {
        var text = VisibleText.Of(Encoding.UTF8.GetString(cell));
        return records.Error(
            _column,
            $"'{text}' in column '{VisibleText.Of(_name)}' is not a finite number; correct it, or use --missing \"{VisibleText.Of(_name)}={text}\" for a missing value.");
    }
}
