using System;
using System.Buffers;
using System.Globalization;
using System.Text;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Blanks of every kind: no-break, thin and zero-width ones, and the byte order mark, are none of a cell's text.</summary>
internal static class Blanks
{
    public static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF' or '\u2060';

    /// <summary>A text without blanks around it.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        while (text.Length > 0 && IsBlank(text[0]))
            text = text[1..];
        while (text.Length > 0 && IsBlank(text[^1]))
            text = text[..^1];
        return text;
    }

    /// <summary>A text in UTF-8 without blanks around it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0 && (text[0] <= ' ' || text[0] >= 0x80)
            && Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done && IsBlank(rune))
            text = text[length..];
        while (text.Length > 0 && (text[^1] <= ' ' || text[^1] >= 0x80)
            && Rune.DecodeLastFromUtf8(text, out var rune, out var length) == OperationStatus.Done && IsBlank(rune))
            text = text[..^length];
        return text;
    }

    /// <summary>What texts have in common that differ in case or in their blanks only.</summary>
    public static string Folded(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in Trim(text))
        {
            if (!IsBlank(c))
                result.Append(char.ToUpper(c, CultureInfo.InvariantCulture));
            else if (result.Length > 0 && result[^1] != ' ')
                result.Append(' ');
        }

        return result.ToString();
    }

    private static bool IsBlank(Rune rune) => rune.IsBmp && IsBlank((char)rune.Value);
}
