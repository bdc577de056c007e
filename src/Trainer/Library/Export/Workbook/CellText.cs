using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>Texts of a document as cells show them.</summary>
internal static class CellText
{
    /// <summary>What a cell can hold.</summary>
    public const int Longest = 32_767;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private const string Cut = " (cut here: a cell holds no more)";

    /// <summary>The text on one line, with what would not show written out.</summary>
    public static string Of(string text)
    {
        // A mark that is written out takes up to six characters, which are kept whole.
        var most = Longest - Cut.Length - 8;
        var shown = VisibleText.Of(text, most);
        return shown.Length > most ? shown + Cut : shown;
    }

    /// <summary>Texts that differ, so that a person can tell them apart.</summary>
    public static string[] Distinct(IReadOnlyList<string> texts)
    {
        var (shown, taken) = (new string[texts.Count], new HashSet<string>(StringComparer.Ordinal));
        for (var k = 0; k < shown.Length; k++)
        {
            shown[k] = Of(texts[k]);
            for (var n = 2; !taken.Add(shown[k]); n++)
                shown[k] = string.Create(CultureInfo.InvariantCulture, $"{Of(texts[k])} ({n})");
        }

        return shown;
    }

    /// <summary>As it stands in the file, where <c>_x0041_</c> would be read as A.</summary>
    public static string Stored(string text)
    {
        if (!text.Contains("_x", StringComparison.Ordinal))
            return text;
        var stored = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
            stored.Append(IsEscape(text.AsSpan(i)) ? "_x005F_" : text[i].ToString());
        return stored.ToString();
    }

    private static bool IsEscape(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[0] == '_' && text[1] == 'x' && text[6] == '_' && text[2..6].IndexOfAnyExcept(HexDigits) < 0;
}
