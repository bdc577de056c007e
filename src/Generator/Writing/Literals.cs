using System.Globalization;
using System.Text;
using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Writing;

/// <summary>Writes C# literals.</summary>
internal static class Literals
{
    /// <summary>A string literal of any text: what does not show as itself stands as an escape, and means the same.</summary>
    public static string Text(string text)
    {
        var literal = new StringBuilder("\"", text.Length + 2);
        for (var i = 0; i < text.Length; i++)
        {
            var visible = VisibleText.IsVisible(text, i, out var length);
            for (var k = i; k < i + length; k++)
            {
                if (!visible)
                    literal.Append("\\u").Append(((int)text[k]).ToString("X4", CultureInfo.InvariantCulture));
                else if (text[k] is '"' or '\\')
                    literal.Append('\\').Append(text[k]);
                else
                    literal.Append(text[k]);
            }

            i += length - 1;
        }

        return literal.Append('"').ToString();
    }

    public static string Int(int value) => value.ToString(CultureInfo.InvariantCulture);
}
