using System;
using System.Collections.Generic;
using System.IO;
using Newtonsoft.Json;
using RuleCompiler.Description;

namespace RuleCompiler.Documents;

/// <summary>Reads strict JSON (RFC 8259) into nodes that know their place.</summary>
/// <remarks>
/// <see cref="JsonTextReader"/> finds the tokens but is lenient: it takes comments, single quotes, bare names, trailing commas,
/// NaN, hexadecimal numbers and doubled keys. So each token's own characters, and those between it and the one before, are
/// held against the grammar, and a number keeps the digits it was written with.
/// </remarks>
internal sealed class StrictJson
{
    /// <summary>The largest document, in UTF-16 units: 10,000 rules over 50 inputs need about a third of it.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    /// <summary>The deepest nesting; a tree of 200 levels fits. Readers recurse, and stay far from the end of a 1 MB stack.</summary>
    public const int MaxDepth = 256;

    private readonly string _text;
    private readonly List<int> _lineStarts;
    private readonly JsonTextReader _reader;
    private int _start;
    private int _end;

    private StrictJson(string text, JsonTextReader reader)
    {
        _text = text;
        _lineStarts = LineStarts(text);
        _reader = reader;
    }

    /// <summary>Reads a whole text.</summary>
    /// <param name="text">The JSON text, without byte order mark.</param>
    /// <returns>The root value.</returns>
    /// <exception cref="RuleDocumentException">The text is not strict JSON, or too large or deep.</exception>
    public static JsonNode Parse(string text)
    {
        if (text.Length > MaxLength)
        {
            var message = "The document is larger than the " + MaxLength / (1024 * 1024) + " Mi characters that are read.";
            throw new RuleDocumentException(new DocumentError(DocumentFault.Limit, 1, 1, message));
        }

        using var reader = new JsonTextReader(new StringReader(text))
        {
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Double,
            MaxDepth = MaxDepth,
        };
        return new StrictJson(text, reader).ParseRoot();
    }

    private JsonNode ParseRoot()
    {
        try
        {
            if (!Advance(Separator.None))
                throw Fault(_text.Length, "The document is empty: a rule document is one JSON object.");
            var root = ParseValue();
            if (Advance(Separator.None))
                throw Fault(_start, "Nothing may follow the document's closing brace.");
            return root;
        }
        catch (JsonReaderException e)
        {
            var depth = e.Message.Contains("MaxDepth");
            var fault = depth ? DocumentFault.Limit : DocumentFault.Syntax;
            var message = depth ? $"Values are nested deeper than the {MaxDepth} levels that are read." : "Not valid JSON: " + WithoutPath(e.Message);
            throw new RuleDocumentException(new DocumentError(fault, Math.Max(1, e.LineNumber), Math.Max(1, e.LinePosition), message));
        }
    }

    private JsonNode ParseValue()
    {
        var (line, column) = Position(_start);
        switch (_reader.TokenType)
        {
            case JsonToken.StartObject:
                return ParseObject(line, column);
            case JsonToken.StartArray:
                return ParseArray(line, column);
            case JsonToken.String:
                return new JsonString(line, column, CheckedString());
            case JsonToken.Integer:
            case JsonToken.Float:
                if (!Number.TryParse(Token, out var number))
                    throw Fault(_start, $"'{VisibleText.Of(Token)}' is not a finite JSON number of at most {Number.MaxLength} characters.");
                return new JsonNumber(line, column, number);
            case JsonToken.Boolean:
            case JsonToken.Null:
                if (Token is "true" or "false" or "null")
                    return new JsonLiteral(line, column, Token);
                break;
        }

        throw Fault(_start, $"'{VisibleText.Of(Token)}' is not a JSON value.");
    }

    private JsonObject ParseObject(int line, int column)
    {
        var members = new List<JsonMember>();
        var byName = new Dictionary<string, JsonMember>(StringComparer.Ordinal);
        while (true)
        {
            Require(members.Count == 0 ? Separator.None : Separator.CommaUnlessClosing);
            if (_reader.TokenType == JsonToken.EndObject)
                return new JsonObject(line, column, members, byName);
            var (nameLine, nameColumn) = Position(_start);
            var name = new JsonString(nameLine, nameColumn, CheckedString());
            if (byName.ContainsKey(name.Value))
                throw name.Error(DocumentFault.Repeated, $"The member '{VisibleText.Of(name.Value)}' stands twice in this object; remove one.");
            Require(Separator.Colon);
            var member = new JsonMember(name, ParseValue());
            members.Add(member);
            byName.Add(name.Value, member);
        }
    }

    private JsonArray ParseArray(int line, int column)
    {
        var items = new List<JsonNode>();
        while (true)
        {
            Require(items.Count == 0 ? Separator.None : Separator.CommaUnlessClosing);
            if (_reader.TokenType == JsonToken.EndArray)
                return new JsonArray(line, column, items);
            items.Add(ParseValue());
        }
    }

    private string Token => _text.Substring(_start, _end - _start);

    private void Require(Separator separator)
    {
        if (!Advance(separator))
            throw Fault(_text.Length, "Not valid JSON: the document ends in the middle; a closing bracket or brace is missing.");
    }

    /// <summary>Reads the next token and checks what stands between it and the one before.</summary>
    private bool Advance(Separator separator)
    {
        var from = _end;
        var found = _reader.Read();
        // After the last token the reader's position is not at the end of a token.
        _end = found ? Math.Min(_text.Length, _lineStarts[_reader.LineNumber - 1] + _reader.LinePosition) : _text.Length;
        var commas = 0;
        var colons = 0;
        var at = from;
        for (; at < _end; at++)
        {
            var c = _text[at];
            if (c == ',')
                commas++;
            else if (c == ':')
                colons++;
            else if (c is not (' ' or '\t' or '\n' or '\r'))
                break;
        }

        _start = at;
        if (found && _reader.TokenType == JsonToken.Comment)
            throw Fault(_start, "Comments are not part of JSON; put the text into 'summary' or 'description'.");
        var closing = _reader.TokenType is JsonToken.EndObject or JsonToken.EndArray;
        var wantedCommas = separator == Separator.CommaUnlessClosing && !closing ? 1 : 0;
        if (commas != wantedCommas)
            throw Fault(_start, commas > wantedCommas ? "Not valid JSON: there is a comma too many before this." : "Not valid JSON: a comma is missing before this.");
        if (colons != (separator == Separator.Colon ? 1 : 0))
            throw Fault(_start, "Not valid JSON: a name and its value are separated by one colon.");
        return found;
    }

    /// <summary>The value of the current string token, once its characters are found to be those of a JSON string.</summary>
    private string CheckedString()
    {
        if (_text[_start] != '"')
            throw Fault(_start, "Not valid JSON: names and texts stand in double quotes.");
        var i = _start + 1;
        for (; i < _text.Length && _text[i] != '"'; i++)
        {
            if (_text[i] < ' ')
                throw Fault(i, "Not valid JSON: a control character inside a text is written as an escape, such as \\n.");
            if (_text[i] == '\\' && "\"\\/bfnrtu".IndexOf(_text[++i]) < 0)
                throw Fault(i, "Not valid JSON: there is no such escape in a text.");
        }

        // The reader is past the colon of a name already; the colon is checked as what stands before the value.
        _end = i + 1;
        return (string)_reader.Value!;
    }

    private RuleDocumentException Fault(int offset, string message)
    {
        var (line, column) = Position(offset);
        return new RuleDocumentException(new DocumentError(DocumentFault.Syntax, line, column, message));
    }

    private (int Line, int Column) Position(int offset)
    {
        var index = _lineStarts.BinarySearch(offset);
        if (index < 0)
            index = ~index - 1;
        return (index + 1, offset - _lineStarts[index] + 1);
    }

    private static List<int> LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                starts.Add(i + 1);
        }

        return starts;
    }

    private static string WithoutPath(string message)
    {
        var path = message.IndexOf(" Path '", StringComparison.Ordinal);
        return VisibleText.Of(path < 0 ? message : message.Substring(0, path));
    }

    private enum Separator
    {
        None,
        CommaUnlessClosing,
        Colon,
    }
}
