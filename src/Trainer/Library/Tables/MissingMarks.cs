using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Tables;

/// <summary>The texts that stand for a missing value in one column.</summary>
public sealed class MissingMarks
{
    /// <summary>What stands for a missing value in every column, besides an empty cell.</summary>
    public static IReadOnlyList<string> Defaults => MissingTexts.Defaults;

    private readonly byte[][] _texts;
    private readonly bool[] _begins = new bool[256];
    private readonly double[] _numbers;
    private readonly NumberText _numberText;

    private MissingMarks(IReadOnlyCollection<string> marks, IReadOnlyCollection<string> values, NumberText numberText)
    {
        var all = Defaults.Except(values, StringComparer.Ordinal).Concat(marks).Distinct(StringComparer.Ordinal).ToArray();
        _texts = all.Select(Encoding.UTF8.GetBytes).ToArray();
        foreach (var text in _texts.Where(t => t.Length > 0))
            _begins[text[0]] = true;
        _numbers = marks.Select(m => numberText.Parse(m)).Where(double.IsFinite).ToArray();
        _numberText = numberText;
    }

    /// <summary>The marks of a column.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="names">
    /// The names of all columns, by which <c>glucose=0</c> is distinguished from a mark that has an equals sign in it.
    /// </param>
    /// <param name="options">The options.</param>
    /// <returns>The marks.</returns>
    public static MissingMarks Of(string column, IReadOnlyList<string> names, TableOptions options)
    {
        var isTarget = options.Targets.Contains(column, StringComparer.Ordinal);
        var marks = Of(options.Missing, appliesToAll: !isTarget);
        var values = Of(options.NotMissing, appliesToAll: true);
        return new MissingMarks(marks, values, NumberText.Of(column, names, options));

        string[] Of(EquatableArray<string> settings, bool appliesToAll) => settings.Select(s => ColumnSetting.Split(s, names))
            .Where(s => s.Column is null ? appliesToAll : string.Equals(s.Column, column, StringComparison.Ordinal))
            .Select(s => s.Value).ToArray();
    }

    /// <summary>Whether numbers are among the marks that were given.</summary>
    internal bool HasNumbers => _numbers.Length > 0;

    /// <summary>Whether a cell is missing.</summary>
    /// <param name="cell">The cell in UTF-8, without blanks around it.</param>
    /// <returns>Whether it is empty or one of the marks.</returns>
    public bool Contains(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
            return true;
        // Most cells differ from every mark in their first byte.
        if (_begins[cell[0]])
        {
            foreach (var text in _texts)
            {
                if (cell.SequenceEqual(text))
                    return true;
            }
        }

        return _numbers.Length > 0 && Array.IndexOf(_numbers, _numberText.Parse(cell)) >= 0;
    }
}
