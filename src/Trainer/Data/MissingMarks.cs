using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Data;

/// <summary>The texts that stand for a missing value in one column.</summary>
public sealed class MissingMarks
{
    /// <summary>What stands for a missing value in every column, beside an empty cell.</summary>
    public static IReadOnlyList<string> Defaults => MissingTexts.Defaults;

    private readonly byte[][] _texts;
    private readonly double[] _numbers;
    private readonly NumberText _numberText;

    private MissingMarks(IEnumerable<string> marks, NumberText numberText)
    {
        var all = Defaults.Concat(marks).Distinct(StringComparer.Ordinal).ToArray();
        _texts = all.Select(Encoding.UTF8.GetBytes).ToArray();
        _numbers = marks.Select(m => numberText.Parse(m)).Where(double.IsFinite).ToArray();
        _numberText = numberText;
    }

    /// <summary>The marks of a column.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="names">The names of all columns, by which <c>glucose=0</c> is told from a mark that has an equals sign in it.</param>
    /// <param name="options">The options.</param>
    /// <returns>The marks.</returns>
    public static MissingMarks Of(string column, IReadOnlyList<string> names, TableOptions options)
    {
        var isTarget = options.Targets.Contains(column, StringComparer.Ordinal);
        var marks = new List<string>();
        foreach (var text in options.Missing)
        {
            var (owner, mark) = Split(text, names);
            if (owner is null ? !isTarget : string.Equals(owner, column, StringComparison.Ordinal))
                marks.Add(mark);
        }

        return new MissingMarks(marks, NumberText.Of(options));
    }

    /// <summary>Whether a cell is missing.</summary>
    /// <param name="cell">The cell in UTF-8, without blanks around it.</param>
    /// <returns>Whether it is empty or one of the marks.</returns>
    public bool Contains(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
            return true;
        foreach (var text in _texts)
        {
            if (cell.SequenceEqual(text))
                return true;
        }

        return _numbers.Length > 0 && Array.IndexOf(_numbers, _numberText.Parse(cell)) >= 0;
    }

    private static (string? Owner, string Mark) Split(string text, IReadOnlyList<string> names)
    {
        for (var i = text.IndexOf('=', StringComparison.Ordinal); i >= 0; i = text.IndexOf('=', i + 1))
        {
            if (names.Contains(text[..i], StringComparer.Ordinal))
                return (text[..i], text[(i + 1)..]);
        }

        return (null, text);
    }
}
