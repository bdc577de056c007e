using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Infers which marks occur in the numbers of a column, and asks where there are two readings.</summary>
internal sealed class NumberMarkTally
{
    /// <summary>Fewer fractions of three digits each are chance.</summary>
    private const int MinThreeDigitFractions = 3;

    private readonly string _name;
    private readonly NumberMarks _marks;
    private readonly bool _areGiven;
    private readonly Dictionary<string, int> _units = new(StringComparer.Ordinal);
    private InputFileException? _firstGrouped;
    private InputFileException? _firstThreeDigits;
    private InputFileException? _firstOtherUnit;
    private string? _firstUnit;
    private string? _firstDressed;
    private double _firstDressedValue;
    private int _dressed;
    private int _withoutUnit;
    private int _grouped;
    private int _threeDigits;
    private bool _hasOneReading;
    private bool _isTooLongForGroups;

    /// <param name="name">The column.</param>
    /// <param name="marks">The marks that its numbers have as far as they are known, and whether a person gave them.</param>
    public NumberMarkTally(string name, (NumberMarks Marks, bool AreGiven) marks)
    {
        _name = name;
        (_marks, _areGiven) = marks;
    }

    /// <summary>The thousands separator; null where neither a point nor a comma does.</summary>
    public char? Thousands => _areGiven ? _marks.Thousands : _grouped > 0 ? _marks.Grouped.Thousands : null;

    /// <summary>The unit of the numbers.</summary>
    public string? Unit => _firstUnit;

    /// <summary>What was read that is not a plain number.</summary>
    public ColumnFinding? Finding => _firstDressed is null
        ? null
        : new ColumnFinding(
            FindingKind.DressedNumber, _dressed, _firstDressed, _firstDressedValue.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Looks at a cell that is a plain number.</summary>
    public void AddPlain(CsvRecords records, int column, ReadOnlySpan<byte> cell)
    {
        _withoutUnit++;
        if (_areGiven || (_hasOneReading && _isTooLongForGroups))
            return;
        var digits = cell[0] is (byte)'-' or (byte)'+' ? cell[1..] : cell;
        if (digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
        {
            _isTooLongForGroups |= digits.Length > 3;
            return;
        }

        var text = Encoding.UTF8.GetString(cell);
        if (DressedNumber.TryRead(text, out var number) && !double.IsNaN(number.Value(_marks.Other, out var mark))
            && mark == _marks.Decimal)
        {
            _threeDigits++;
            _firstThreeDigits ??= records.Error(column, ThreeDigitsProblem(text));
        }
        else
        {
            (_hasOneReading, _isTooLongForGroups) = (true, true);
        }
    }

    /// <summary>The number that a cell is which is not a plain one; NaN where it is none.</summary>
    public double AddDressed(CsvRecords records, int column, ReadOnlySpan<byte> cell)
    {
        if (!NumberText.MayBeDressed(cell))
            return double.NaN;
        var text = Encoding.UTF8.GetString(cell);
        if (!DressedNumber.TryRead(text, out var number))
            return double.NaN;
        var marks = _areGiven ? _marks : _marks.Grouped;
        var value = number.Value(marks, out var mark);
        if (double.IsNaN(value))
            return value;
        if (!_areGiven && mark == marks.Thousands)
        {
            _grouped++;
            _firstGrouped ??= records.Error(column, GroupedProblem(text));
        }

        _hasOneReading |= double.IsNaN(number.Value(_marks.Other, out _));
        _isTooLongForGroups = true;
        CountUnit(records, column, number.Unit, text);
        _dressed++;
        if (_firstDressed is null)
            (_firstDressed, _firstDressedValue) = (text, value);
        return value;
    }

    /// <summary>Whether a cell is a number for those who write the other decimal mark.</summary>
    public bool IsNumberElsewhere(ReadOnlySpan<byte> cell) =>
        NumberText.MayBeDressed(cell) && DressedNumber.TryRead(Encoding.UTF8.GetString(cell), out var number)
            && !double.IsNaN(number.Value(_marks.Other, out _));

    /// <summary>The question that only a person can answer, if there is one.</summary>
    public InputFileException? Question
    {
        get
        {
            if (_grouped > 0 && !_hasOneReading)
                return _firstGrouped;
            if (_threeDigits >= MinThreeDigitFractions && !_isTooLongForGroups && _withoutUnit > _threeDigits)
                return _firstThreeDigits;
            // A share may be written as 12 % or as 0.12; money without its sign is money.
            return _units.Count > 1 || (_withoutUnit > 0 && _firstUnit == DressedNumber.Percent) ? _firstOtherUnit : null;
        }
    }

    private string Shown => VisibleText.Of(_name);

    private void CountUnit(CsvRecords records, int column, string? unit, string text)
    {
        if (unit is null)
        {
            _withoutUnit++;
            return;
        }

        _firstUnit ??= unit;
        _units[unit] = _units.GetValueOrDefault(unit) + 1;
        if (_firstOtherUnit is null || (_units.Count == 2 && _units[unit] == 1))
            _firstOtherUnit = records.Error(column, UnitProblem(text, unit));
    }

    private string ThreeDigitsProblem(string text) =>
        $"'{VisibleText.Of(text)}' in column '{Shown}' looks like a number with a {Word(_marks.Decimal)} between thousands: each "
            + $"{Word(_marks.Decimal)} of this column comes before exactly three digits, and its other numbers have at most three. Use "
            + $"--thousands \"{Shown}={_marks.Decimal}\" if that is so, or --thousands \"{Shown}={TableOptions.NoThousands}\" if it is a "
            + $"decimal {Word(_marks.Decimal)}.";

    private string GroupedProblem(string text)
    {
        var mark = _marks.Grouped.Thousands!.Value;
        var isDecimal = mark == ',' ? "use --decimal-comma" : "omit --decimal-comma";
        return $"'{VisibleText.Of(text)}' in column '{Shown}' has two readings: use --thousands \"{Shown}={mark}\" if the {Word(mark)} "
            + $"separates thousands, or {isDecimal} if it is a decimal {Word(mark)}; a column of categories is declared by --category.";
    }

    private string UnitProblem(string text, string unit) => unit == _firstUnit
        ? $"'{VisibleText.Of(text)}' in column '{Shown}' has a {VisibleText.Of(unit)}, and other numbers of the column have none; write "
            + $"all in one way, or use --category \"{Shown}\" or --ignore \"{Shown}\"."
        : $"'{VisibleText.Of(text)}' in column '{Shown}' is in {VisibleText.Of(unit)}, and other numbers of the column are in "
            + $"{VisibleText.Of(_firstUnit!)}; write all in one, or use --category \"{Shown}\" or --ignore \"{Shown}\".";

    private static string Word(char mark) => mark == '.' ? "point" : "comma";
}
