using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Follows one column through the file and says what it is. Its memory does not grow with the file.</summary>
internal sealed partial class ColumnProfiler
{
    /// <summary>Different values are counted up to here; a column with more is not a list of categories.</summary>
    public const int MaxDistinct = 10_000;

    /// <summary>More categories than this are free text: each of them would become a feature.</summary>
    public const int MaxCategories = 1_000;

    /// <summary>Up to here a list of categories is short enough to be one however rarely each of them occurs.</summary>
    public const int FewCategories = 20;

    /// <summary>Longer lists are free text when their categories occur less often than this on average.</summary>
    public const int MinRowsPerCategory = 5;

    /// <summary>From this share on, texts among the numbers are taken for mistakes that a person should check.</summary>
    public const double MostlyNumbers = 0.75;

    /// <summary>
    /// This many different texts among more than <see cref="FewCategories"/> different numbers are marks of missing values, whatever their
    /// share.
    /// </summary>
    public const int FewMarks = 5;

    /// <summary>The share of distinct values from which a column that is called an identifier is believed to be one.</summary>
    public const double MostlyDistinct = 0.95;

    /// <summary>The share of dates from which a column has dates.</summary>
    public const double MostlyDates = 0.95;

    /// <summary>With fewer rows it may well be chance that no value occurs twice.</summary>
    public const int MinRowsForIdentifier = 20;

    private const int MostFrequentShown = 5;

    private readonly int _column;
    private readonly string _name;
    private readonly MissingMarks _missing;
    private readonly NumberText _numberText;
    private readonly NumberMarkTally _marksOfNumbers;
    private readonly NumberTally _numbers = new();
    private readonly bool _isTarget;
    private readonly bool _isIgnored;
    private readonly bool _isCategory;
    private readonly bool _isNumber;
    private readonly bool _isKept;
    private readonly bool _isNameless;
    private readonly bool _codesAreNumbers;
    private readonly bool _decimalComma;

    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _textLookup;
    private readonly Dictionary<string, int> _marks = new(StringComparer.Ordinal);
    private readonly HashSet<string> _noNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TextTraits> _traits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TextTraits>.AlternateLookup<ReadOnlySpan<char>> _traitsLookup;
    private char[] _buffer = new char[64];

    private int _rows;
    private int _textsCounted;
    private int _notFinite;
    private int _otherNumbers;
    private int _dates;
    private int _letterBetweenDigits;
    private InputFileException? _firstText;
    private InputFileException? _firstOtherNumber;
    private InputFileException? _firstNotFinite;

    public ColumnProfiler(int column, CsvRecords records, TableOptions options)
    {
        _column = column;
        _name = records.Names[column];
        _missing = MissingMarks.Of(_name, records.Names, options);
        _numberText = NumberText.Of(_name, records.Names, options);
        _marksOfNumbers = new NumberMarkTally(_name, NumberMarks.Of(_name, records.Names, options));
        _decimalComma = options.DecimalComma;
        _isTarget = Named(options.Targets);
        _isIgnored = Named(options.Ignored);
        _isCategory = Named(options.Categories);
        _isNumber = Named(options.Numbers);
        _isKept = _isTarget || _isCategory || _isNumber || Named(options.Kept);
        _isNameless = records.IsNameless(column);
        _codesAreNumbers = _isTarget ? options.TargetsAreNumbers : options.CodesAreNumbers;
        _textLookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        _traitsLookup = _traits.GetAlternateLookup<ReadOnlySpan<char>>();

        bool Named(EquatableArray<string> list) => list.Contains(_name, StringComparer.Ordinal);
    }

    private int Present => _rows - _marks.Values.Sum();

    private bool HasMissing => _marks.Count > 0;

    public void Add(CsvRecords records)
    {
        var cell = records.Cell(_column);
        _rows++;
        if (_missing.Contains(cell))
        {
            var mark = Encoding.UTF8.GetString(cell);
            _marks[mark] = _marks.GetValueOrDefault(mark) + 1;
            return;
        }

        var text = _texts.Count < MaxDistinct || _traits.Count > 0 ? Decoded(cell) : [];
        CountText(text);
        // What is no number is examined once: categories come again in most rows.
        if (_traits.Count > 0 && _traitsLookup.TryGetValue(text, out var traits))
        {
            Count(traits);
            return;
        }

        var value = _numberText.ParsePlain(cell);
        if (double.IsFinite(value))
        {
            _numbers.Add(cell, value);
            _marksOfNumbers.AddPlain(records, _column, cell);
        }
        else if (double.IsInfinity(value) || NumberText.SaysNotFinite(cell))
        {
            _notFinite++;
            _firstNotFinite ??= NotFiniteError(records, cell);
        }
        else if (_marksOfNumbers.AddDressed(records, _column, cell) is var dressed && !double.IsNaN(dressed))
        {
            _numbers.Add(cell, dressed);
        }
        else
        {
            AddText(records, cell);
        }
    }

    /// <summary>What the column is.</summary>
    /// <exception cref="InputFileException">
    /// It is a column of numbers with a cell that is none, or whose numbers have two readings.
    /// </exception>
    public ColumnProfile Profile()
    {
        var present = Present;
        var kind = Kind(present);
        var isNumber = kind == ColumnKind.Number;
        var distinct = isNumber ? _numbers.Distinct : _texts.Count;
        var leftOut = LeftOut(kind, present, distinct);
        RequireNumbers(isNumber, leftOut, present);

        return new ColumnProfile(
            _name,
            kind,
            _rows - present,
            _marks.OrderByDescending(m => m.Value).ThenBy(m => m.Key, StringComparer.Ordinal).Select(m => m.Key).FirstOrDefault(),
            distinct,
            distinct == MaxDistinct,
            isNumber ? _numbers.Summary : null,
            isNumber ? EquatableArray<CategoryCount>.Empty : MostFrequent(),
            leftOut)
        {
            Thousands = isNumber ? _marksOfNumbers.Thousands : null,
            Unit = isNumber ? _marksOfNumbers.Unit : null,
            Findings = Findings(kind, leftOut, distinct).ToEquatableArray(),
        };
    }

    private ColumnKind Kind(int present)
    {
        if (_isNumber)
            return ColumnKind.Number;
        if (_isCategory || present == 0 || IsDate(present) || AreCodes())
            return ColumnKind.Category;
        return _numbers.Count + _notFinite >= MostlyNumbers * present || HasFewMarks ? ColumnKind.Number : ColumnKind.Category;
    }

    /// <summary>
    /// Whether there are many different numbers, and beside them few texts that occur again and again. Of a target the task is inferred
    /// with all
    /// its labels available, and what is wrong is reported there.
    /// </summary>
    private bool HasFewMarks => !_isTarget && _numbers.Distinct > FewCategories && _noNumbers.Count <= FewMarks;

    private bool IsDate(int present) => _dates >= Math.Max(1, MostlyDates * present);

    /// <summary>Whether what could be numbers are codes: 02139 beside 10001, 1E5 beside 1A5.</summary>
    private bool AreCodes() =>
        (!_codesAreNumbers && _numbers.Padded.Count > 0 && _numbers.HaveOneWidth && _noNumbers.Count == 0
            && (!_isTarget || _texts.Count <= FewCategories))
        || (_numbers.Exponents.Count > 0 && _letterBetweenDigits > 0 && _numbers.Exponents.Count == _numbers.Count);

    private void RequireNumbers(bool isNumber, LeftOutReason leftOut, int present)
    {
        if (_isCategory || leftOut is LeftOutReason.Ignored or LeftOutReason.Empty or LeftOutReason.Nameless)
            return;
        if (_firstOtherNumber is not null && _numbers.Count + _otherNumbers >= MostlyNumbers * present)
            throw _firstOtherNumber;
        if (isNumber && leftOut == LeftOutReason.None && (_firstNotFinite ?? _firstText ?? _marksOfNumbers.Question) is { } error)
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
        if (_isNameless)
            return LeftOutReason.Nameless;
        if (kind == ColumnKind.Category && IsDate(present))
            return LeftOutReason.Date;
        if (IsIdentifier(kind, present, distinct))
            return LeftOutReason.Identifier;
        var isFreeText = kind == ColumnKind.Category
            && (distinct > MaxCategories || (distinct > FewCategories && present < (long)distinct * MinRowsPerCategory));
        return isFreeText ? LeftOutReason.FreeText : LeftOutReason.None;
    }

    private bool IsIdentifier(ColumnKind kind, int present, int distinct)
    {
        if (kind == ColumnKind.Number && !_numbers.AreIntegers)
            return false;
        // Beyond the limit only the values up to it were counted.
        var counted = Math.Max(1, kind == ColumnKind.Number ? _numbers.Counted : _textsCounted);
        if (NameWords.SayIdentifier(_name) && distinct >= MostlyDistinct * counted)
            return true;
        if (present < MinRowsForIdentifier)
            return false;
        if (kind == ColumnKind.Number && _numbers.Long.Count > 0 && _texts.Count >= MostlyDistinct * _textsCounted)
            return true;
        return kind == ColumnKind.Category ? present == _rows && distinct == counted : _numbers.CountRows && !HasMissing;
    }

    private EquatableArray<CategoryCount> MostFrequent() => _texts
        .OrderByDescending(t => t.Value).ThenBy(t => t.Key, StringComparer.Ordinal)
        .Take(MostFrequentShown).Select(t => new CategoryCount(t.Key, t.Value)).ToEquatableArray();

    private void AddText(CsvRecords records, ReadOnlySpan<byte> cell)
    {
        if (_noNumbers.Count <= FewMarks)
            _noNumbers.Add(Encoding.UTF8.GetString(cell));
        _firstText ??= TextError(records, cell);
        var traits = NumberTally.IsLetterBetweenDigits(cell) ? TextTraits.LetterBetweenDigits : TextTraits.None;
        if (DateText.Is(cell))
            traits |= TextTraits.Date;
        if (_marksOfNumbers.IsNumberElsewhere(cell))
        {
            traits |= TextTraits.NumberElsewhere;
            _firstOtherNumber ??= DecimalMarkError(records, cell);
        }

        Count(traits);
        if (_traits.Count < MaxDistinct)
            _traits[Encoding.UTF8.GetString(cell)] = traits;
    }

    private void Count(TextTraits traits)
    {
        if ((traits & TextTraits.LetterBetweenDigits) != TextTraits.None)
            _letterBetweenDigits++;
        if ((traits & TextTraits.Date) != TextTraits.None)
            _dates++;
        if ((traits & TextTraits.NumberElsewhere) != TextTraits.None)
            _otherNumbers++;
    }

    /// <summary>A cell as characters, until the next one is.</summary>
    private ReadOnlySpan<char> Decoded(ReadOnlySpan<byte> cell)
    {
        if (_buffer.Length < cell.Length)
            _buffer = new char[cell.Length * 2];
        return _buffer.AsSpan(0, Encoding.UTF8.GetChars(cell, _buffer));
    }

    private void CountText(ReadOnlySpan<char> text)
    {
        if (_texts.Count == MaxDistinct)
            return;
        _textsCounted++;
        CollectionsMarshal.GetValueRefOrAddDefault(_textLookup, text, out _)++;
    }

    private InputFileException TextError(CsvRecords records, ReadOnlySpan<byte> cell)
    {
        var text = VisibleText.Of(Encoding.UTF8.GetString(cell));
        var name = VisibleText.Of(_name);
        var total = TableShape.SaysTotal(text) ? "if this is a line of totals, take it out of the file; otherwise " : string.Empty;
        return records.Error(
            _column,
            $"'{text}' in column '{name}' is not a number, as its other cells are; {total}correct it, or use --category \"{name}\" for a "
                + $"column of categories, or --missing \"{name}={text}\" for a missing value.");
    }

    private InputFileException DecimalMarkError(CsvRecords records, ReadOnlySpan<byte> cell)
    {
        var text = VisibleText.Of(Encoding.UTF8.GetString(cell));
        var (found, remedy) = _decimalComma ? ("point", "omit --decimal-comma") : ("comma", "use --decimal-comma");
        return records.Error(
            _column,
            $"'{text}' in column '{VisibleText.Of(_name)}' would be a number with a decimal {found}: {remedy}, or take thousands "
                + "separators out; a column of categories is declared by --category.");
    }

    private InputFileException NotFiniteError(CsvRecords records, ReadOnlySpan<byte> cell)
    {
        var text = VisibleText.Of(Encoding.UTF8.GetString(cell));
        return records.Error(
            _column,
            $"'{text}' in column '{VisibleText.Of(_name)}' is not a finite number; correct it, or use --missing "
                + $"\"{VisibleText.Of(_name)}={text}\" for a missing value.");
    }

    /// <summary>What is counted of texts that are no numbers.</summary>
    [Flags]
    private enum TextTraits
    {
        None = 0,
        LetterBetweenDigits = 1,
        Date = 2,
        NumberElsewhere = 4,
    }
}
