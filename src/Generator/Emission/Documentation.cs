using System.Collections.Generic;
using System.Text;
using RuleCompiler.Description;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes XML documentation. Every text is escaped here and nowhere else.</summary>
internal static class Documentation
{
    public static void Summary(this CodeWriter code, string text) => code.Line($"/// <summary>{Xml(text)}</summary>");

    public static void Param(this CodeWriter code, string name, string text) => code.Line($"/// <param name=\"{name}\">{Xml(text)}</param>");

    public static void Returns(this CodeWriter code, string text) => code.Line($"/// <returns>{Xml(text)}</returns>");

    public static void Exception(this CodeWriter code, string type, string text) =>
        code.Line($"/// <exception cref=\"global::System.{type}\">{Xml(text)}</exception>");

    /// <summary>Paragraphs, each a sequence of sentences, and lines that keep their layout.</summary>
    public static void Remarks(this CodeWriter code, IEnumerable<(string Title, IReadOnlyList<string> Sentences)> paragraphs, IEnumerable<string> layout)
    {
        code.Line("/// <remarks>");
        foreach (var (title, sentences) in paragraphs)
        {
            code.Line($"/// <para><b>{Xml(title)}</b></para>");
            foreach (var sentence in sentences)
                code.Line($"/// <para>{Xml(sentence)}</para>");
        }

        code.Line("/// <code>");
        foreach (var line in layout)
            code.Line(("/// " + Xml(line)).TrimEnd());
        code.Line("/// </code>");
        code.Line("/// </remarks>");
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
