using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsvHelper;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Predictions;

/// <summary>Writes texts to a table so that a spreadsheet does not run them, and counts those that it would have run.</summary>
/// <param name="csv">The table.</param>
/// <param name="isRaw">Whether texts are written as they are.</param>
internal sealed class SafeTexts(CsvWriter csv, bool isRaw)
{
    /// <summary>More different texts than these are only counted: a hostile column must not fill the memory.</summary>
    private const int MaxTexts = 1000;

    private readonly SortedDictionary<string, long> _formulas = new(StringComparer.Ordinal);
    private long _count;

    /// <summary>What a person should know: which texts were changed.</summary>
    public IEnumerable<Note> Notes
    {
        get
        {
            if (_formulas.Count == 0)
                yield break;
            yield return new Note(
                "formula",
                $"texts that a spreadsheet would run, such as '{VisibleText.Of(_formulas.MaxBy(f => f.Value).Key, 40)}', are written with "
                    + "an apostrophe before them; --raw writes them as they are.")
            {
                Count = _count,
            };
        }
    }

    /// <summary>Writes a text.</summary>
    public void Write(string text)
    {
        if (!isRaw && SpreadsheetText.IsFormula(text))
        {
            Count(text);
            text = SpreadsheetText.Safe(text);
        }

        csv.WriteField(text);
    }

    /// <summary>Writes a text in UTF-8, for which nothing is allocated but where it may be a formula.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        if (!isRaw && text.Length > 1 && !char.IsAsciiLetterOrDigit((char)text[0]))
            Write(Encoding.UTF8.GetString(text));
        else
            csv.WriteField(text);
    }

    private void Count(string text)
    {
        _count++;
        if (_formulas.TryGetValue(text, out var rows))
            _formulas[text] = rows + 1;
        else if (_formulas.Count < MaxTexts)
            _formulas.Add(text, 1);
    }
}
