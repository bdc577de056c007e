using System;
using System.Globalization;
using System.Text;

namespace RuleCompiler.Documents;

/// <summary>Text inside JSON: what does not show as itself stands as an escape.</summary>
internal static class JsonText
{
    /// <summary>A text with its quotation marks.</summary>
    public static string Quoted(string text) => "\"" + Escaped(text) + "\"";

    /// <summary>A text without them.</summary>
    public static string Escaped(string text)
    {
        var result = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !char.IsSurrogatePair(text, i))
                throw new ArgumentException("Half of a surrogate pair is not a character, and no document can hold it.", nameof(text));
            if (text[i] is '"' or '\\')
            {
                result.Append('\\').Append(text[i]);
            }
            else if (!VisibleText.IsVisible(text, i, out var length))
            {
                for (var k = 0; k < length; k++)
                    result.Append("\\u").Append(((int)text[i + k]).ToString("x4", CultureInfo.InvariantCulture));
                i += length - 1;
            }
            else
            {
                result.Append(text, i, length);
                i += length - 1;
            }
        }

        return result.ToString();
    }
}
