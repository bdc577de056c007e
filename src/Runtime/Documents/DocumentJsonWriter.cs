using System;
using System.Globalization;
using System.IO;
using System.Text;
using Newtonsoft.Json;
using RuleCompiler.Description;

namespace RuleCompiler.Documents;

/// <summary>Indented JSON in which small values stand on one line and every character of a text can be seen.</summary>
internal sealed class DocumentJsonWriter : JsonTextWriter
{
    private bool _onOneLine;

    public DocumentJsonWriter(TextWriter text)
        : base(text)
    {
        Formatting = Formatting.Indented;
        Indentation = 2;
        Culture = CultureInfo.InvariantCulture;
    }

    public void LineObject(Action members)
    {
        WriteStartObject();
        _onOneLine = true;
        members();
        WriteEndObject();
        _onOneLine = false;
    }

    public void LineArray(Action items)
    {
        WriteStartArray();
        _onOneLine = true;
        items();
        WriteEndArray();
        _onOneLine = false;
    }

    public override void WritePropertyName(string name) => base.WritePropertyName(Escaped(name), escape: false);

    public override void WriteValue(string? value) => WriteRawValue(value is null ? "null" : "\"" + Escaped(value) + "\"");

    protected override void WriteIndent()
    {
        if (_onOneLine)
            WriteIndentSpace();
        else
            base.WriteIndent();
    }

    private static string Escaped(string text)
    {
        var result = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
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
