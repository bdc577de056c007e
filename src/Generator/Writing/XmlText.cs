using System.Collections.Generic;
using System.Text;
using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Writing;

/// <summary>Text inside XML documentation.</summary>
internal static class XmlText
{
    /// <summary>Text that shows as itself inside XML.</summary>
    public static string Escape(string text)
    {
        var xml = new StringBuilder(text.Length);
        foreach (var c in VisibleText.Of(text, int.MaxValue))
        {
            switch (c)
            {
                case '&':
                    xml.Append("&amp;");
                    break;
                case '<':
                    xml.Append("&lt;");
                    break;
                case '>':
                    xml.Append("&gt;");
                    break;
                default:
                    xml.Append(c);
                    break;
            }
        }

        return xml.ToString();
    }

    /// <summary>Breaks a line between words, for blanks and line breaks are one in XML documentation; a tag is not broken.</summary>
    /// <param name="text">Escaped text with its tags.</param>
    /// <param name="width">The columns that a line may have.</param>
    /// <param name="indentation">What every line but the first begins with.</param>
    /// <returns>The lines; one that is still too long is a single word.</returns>
    public static IEnumerable<string> Wrap(string text, int width, string indentation)
    {
        var line = string.Empty;
        var isFirst = true;
        foreach (var word in Words(text))
        {
            if (!isFirst && line.Length + 1 + word.Length > width && !string.IsNullOrWhiteSpace(line))
            {
                yield return line;
                line = indentation + word;
            }
            else
            {
                line += isFirst ? word : " " + word;
            }

            isFirst = false;
        }

        yield return line;
    }

    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        var isInTag = false;
        for (var i = 0; i < text.Length; i++)
        {
            isInTag = text[i] == '<' || (isInTag && text[i] != '>');
            if (text[i] != ' ' || isInTag)
                continue;
            yield return text.Substring(start, i - start);
            start = i + 1;
        }

        yield return text.Substring(start);
    }
}
