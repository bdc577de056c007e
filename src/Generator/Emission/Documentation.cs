using System.Collections.Generic;
using System.Text;
using RuleCompiler.Description;
using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes XML documentation. Every text is escaped here and nowhere else.</summary>
internal static class Documentation
{
    private const string Slashes = "/// ";

    public static void Summary(this CodeWriter code, string text) => Element(code, "<summary>", text, "</summary>");

    public static void Param(this CodeWriter code, string name, string text) => Element(code, $"<param name=\"{name}\">", text, "</param>");

    public static void Returns(this CodeWriter code, string text) => Element(code, "<returns>", text, "</returns>");

    public static void Exception(this CodeWriter code, string type, string text) =>
        Element(code, $"<exception cref=\"global::System.{type}\">", text, "</exception>");

    /// <summary>Paragraphs, each a sequence of sentences, and lines that keep their layout.</summary>
    public static void Remarks(
        this CodeWriter code, IEnumerable<DescribedParagraph> paragraphs, IEnumerable<string> layout)
    {
        code.Line("/// <remarks>");
        foreach (var paragraph in paragraphs)
        {
            code.Line($"/// <para><b>{Xml(paragraph.Title)}</b></para>");
            foreach (var sentence in paragraph.Sentences)
                Element(code, "<para>", sentence, "</para>");
        }

        code.Line("/// <code>");
        foreach (var line in layout)
            code.Line(("/// " + Xml(line)).TrimEnd());
        code.Line("/// </code>");
        code.Line("/// </remarks>");
    }

    /// <summary>An element, broken between words where it is too long for a line; blanks and breaks are one in XML documentation.</summary>
    private static void Element(CodeWriter code, string start, string text, string end)
    {
        var width = code.Width - Slashes.Length;
        var line = start;
        var isFirst = true;
        foreach (var word in (Xml(text) + end).Split(' '))
        {
            if (!isFirst && line.Length + 1 + word.Length > width && line.Trim().Length > 0)
            {
                code.Line((Slashes + line).TrimEnd());
                line = "    " + word;
            }
            else
            {
                line += (isFirst ? string.Empty : " ") + word;
            }

            isFirst = false;
        }

        code.Line(Slashes + line);
    }

    /// <summary>Text that shows as itself inside XML.</summary>
    public static string Xml(string text)
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
}
