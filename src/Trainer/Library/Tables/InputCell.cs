using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Reads the values of one input from what is written: the cells of a column, or a text that a person gives.</summary>
internal sealed class InputCell
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

    /// <summary>Prepares an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="names">The names of all columns.</param>
    /// <param name="options">How to read it, as the person says.</param>
    /// <param name="all">The same with what the document records.</param>
    public InputCell(Input input, IReadOnlyList<string> names, TableOptions options, TableOptions all)
    {
        _input = input;
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

    /// <summary>The name of the input.</summary>
    public string Name => _input.Name;

    /// <summary>Reads a cell.</summary>
    /// <param name="cell">The cell in UTF-8, without blanks around it.</param>
    /// <param name="value">The number, NaN where it is missing; or the position of the category, −1 for an unknown one.</param>
    /// <returns>Whether it is a value; otherwise it is a text where a number belongs.</returns>
    public bool TryRead(ReadOnlySpan<byte> cell, out double value)
    {
        if (_number is null)
        {
            value = Position(cell);
            return true;
        }

        value = _numberText.Parse(cell);
        if (double.IsFinite(value))
        {
            if (_number.FindSpecial(value) < 0 && (_number.IsMissing(value) || (_hasGiven && _given.Contains(cell))))
                value = double.NaN;
            return true;
        }

        // What is not a number may be a mark; that of another table's numbers is one too. A text is no special value, even if that is NaN.
        value = double.NaN;
        return _all.Contains(cell) || (NumberText.SaysNaN(cell) && _number.FindSpecial(value) >= 0);
    }

    /// <summary>Why a cell is no number, and what to do.</summary>
    public string Problem(ReadOnlySpan<byte> cell)
    {
        var other = ReadsWithOtherMark(Encoding.UTF8.GetString(cell))
            ? _advice
            : "correct it, or use --missing for a mark of missing values";
        return $"{_numberText.Problem(cell, Name)}; {other}.";
    }

    /// <summary>Whether a value is missing, whatever stands for it.</summary>
    public bool IsMissing(double value, ReadOnlySpan<byte> cell) => _categories is null
        ? double.IsNaN(value)
        : _all.Contains(cell) || (_categories.Missing is { } missing && value.Equals(missing));

    /// <summary>What is unusual about a value.</summary>
    public CellDrift DriftOf(double value, ReadOnlySpan<byte> cell)
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
        return _all.Contains(cell) ? CellDrift.Missing : CellDrift.Unknown;
    }

    /// <summary>A category that is declared is itself, even if it reads like a mark of missing values.</summary>
    private int Position(ReadOnlySpan<byte> cell)
    {
        var position = _categories!.Find(Encoding.UTF8.GetString(cell), _numberText.Parse(cell));
        return position < 0 && _hasGiven && _given.Contains(cell) ? _categories.Missing ?? -1 : position;
    }

    private bool ReadsWithOtherMark(string text)
    {
        var (from, to) = text.Contains(',', StringComparison.Ordinal) ? (',', '.') : ('.', ',');
        return text.Count(c => c == from) == 1 && !text.Contains(to, StringComparison.Ordinal)
            && double.IsFinite(_numberText.Parse(text.Replace(from, to)));
    }
}
