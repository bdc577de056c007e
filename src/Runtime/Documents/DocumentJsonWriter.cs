using System;
using System.Globalization;
using System.IO;
using Newtonsoft.Json;

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
        OnOneLine(() =>
        {
            members();
            WriteEndObject();
        });
    }

    public void Object(string name, Action members)
    {
        WritePropertyName(name);
        WriteStartObject();
        members();
        WriteEndObject();
    }

    public void LineObject(string name, Action members)
    {
        WritePropertyName(name);
        LineObject(members);
    }

    public void Array<T>(string name, EquatableArray<T> items, Action<T> write)
    {
        WritePropertyName(name);
        WriteStartArray();
        foreach (var item in items)
            write(item);
        WriteEndArray();
    }

    public void LineArray<T>(string name, EquatableArray<T> items, Action<T> write)
    {
        WritePropertyName(name);
        WriteStartArray();
        OnOneLine(() =>
        {
            foreach (var item in items)
                write(item);
            WriteEndArray();
        });
    }

    /// <summary>Writes without line breaks.</summary>
    public void OnOneLine(Action write)
    {
        var before = _onOneLine;
        _onOneLine = true;
        write();
        _onOneLine = before;
    }

    public void Member(string name, string text)
    {
        WritePropertyName(name);
        WriteValue(text);
    }

    public void Member(string name, long number)
    {
        WritePropertyName(name);
        WriteValue(number);
    }

    public void Member(string name, bool value)
    {
        WritePropertyName(name);
        WriteValue(value);
    }

    public void Member(string name, Number number)
    {
        WritePropertyName(name);
        WriteNumber(number);
    }

    public void Optional(string name, string? text)
    {
        if (text is not null)
            Member(name, text);
    }

    public void Optional(string name, Number? number)
    {
        if (number is { } value)
            Member(name, value);
    }

    /// <summary>Writes the digits as they are.</summary>
    public void WriteNumber(Number number) => WriteRawValue(number.Text);

    public override void WritePropertyName(string name) => base.WritePropertyName(JsonText.Escaped(name), escape: false);

    public override void WriteValue(string? value) => WriteRawValue(value is null ? "null" : JsonText.Quoted(value));

    protected override void WriteIndent()
    {
        if (_onOneLine)
            WriteIndentSpace();
        else
            base.WriteIndent();
    }
}
