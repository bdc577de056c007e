using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Newtonsoft.Json;

namespace RuleCompiler.Documents;

/// <summary>Reads strict JSON (RFC 8259) into nodes that know their place.</summary>
/// <remarks>
/// <see cref="JsonTextReader"/> finds the tokens but is lenient: it takes comments, single quotes, bare names, surplus commas, NaN,
/// hexadecimal numbers, any blank of Unicode and the character NUL. So what stands between two tokens is held against the grammar
/// before it reads, and the token's own characters after it; its errors, which speak of its workings, are said again in our words.
/// </remarks>
internal sealed class StrictJson
{
    /// <summary>The largest document, in UTF-16 units: 10,000 rules over 50 inputs with full digits need three quarters of it.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    /// <summary>The deepest nesting; a tree of 250 levels fits. Readers recurse, and stay far from the end of a 1 MB stack.</summary>
    public const int MaxDepth = 256;

    private readonly string _text;
    private readonly List<int> _lineStarts;
    private readonly JsonTextReader _reader;

    // The current token: _text[_start.._end].
    private int _start;
    private int _end;

    private StrictJson(string text, JsonTextReader reader)
    {
        _text = text;
        _lineStarts = LineStarts(text);
        _reader = reader;
    }

    private string Token => _text.Substring(_start, _end - _start);

    /// <summary>Reads a whole text.</summary>
    /// <param name="text">The JSON text, without byte order mark.</param>
    /// <returns>The root value.</returns>
    /// <exception cref="RuleDocumentException">The text is not strict JSON, or too large or deep.</exception>
    public static JsonNode Parse(string text)
    {
        if (text.Length > MaxLength)
        {
            var message = $"The document is larger than the {MaxLength.ToString(CultureInfo.InvariantCulture)} characters that are read.";
            throw new RuleDocumentException(new DocumentError(DocumentFault.Limit, 1, 1, message));
        }

        // Depth is bounded in ParseValue, which knows the place and says it in our words.
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = null };
        return new StrictJson(text, reader).ParseRoot();
    }

    private JsonNode ParseRoot()
    {
        if (SkipBlanks(0) == _text.Length)
            throw Fault(_text.Length, "the document is empty: a rule document is one JSON object.");
        Advance(Separator.None);
        var root = ParseValue();
        var rest = SkipBlanks(_end);
        return rest == _text.Length ? root : throw Fault(rest, "nothing may follow the end of the document.");
    }

    private JsonNode ParseValue()
    {
        var (line, column) = Position(_start);
        if (_text[_start] is '{' or '[' && _reader.Depth >= MaxDepth)
            throw new RuleDocumentException(
                new DocumentError(
                    DocumentFault.Limit, line, column, $"Values are nested deeper than the {MaxDepth} levels that are read."));
        switch (_text[_start])
        {
            case '{':
                return ParseObject(line, column);
            case '[':
                return ParseArray(line, column);
            case '"':
                return new JsonString(line, column, (string)_reader.Value!);
            case '-' or (>= '0' and <= '9'):
                return Number.TryParse(Token, out var number) ? new JsonNumber(line, column, number) : throw NotAToken();
            default:
                return Token is "true" or "false" or "null" ? new JsonLiteral(line, column, Token) : throw NotAToken();
        }
    }

    private JsonObject ParseObject(int line, int column)
    {
        var members = new List<JsonMember>();
        var byName = new Dictionary<string, JsonMember>(StringComparer.Ordinal);
        while (true)
        {
            Advance(members.Count == 0 ? Separator.None : Separator.Comma);
            if (_text[_start] == '}')
                return new JsonObject(line, column, members, byName);
            if (_reader.TokenType == JsonToken.Comment)
                throw NotAToken();
            if (_text[_start] != '"')
                throw Fault(_start, "a member's name in double quotes is expected here.");
            var (nameLine, nameColumn) = Position(_start);
            var name = new JsonString(nameLine, nameColumn, (string)_reader.Value!);
            if (byName.ContainsKey(name.Value))
                throw name.Error(
                    DocumentFault.Repeated, $"The member '{VisibleText.Of(name.Value)}' stands twice in this object; remove one.");
            Advance(Separator.Colon);
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
            Advance(items.Count == 0 ? Separator.None : Separator.Comma);
            if (_text[_start] == ']')
                return new JsonArray(line, column, items);
            items.Add(ParseValue());
        }
    }

    /// <summary>Steps over the separator that belongs here and reads the token after it.</summary>
    private void Advance(Separator separator)
    {
        _start = SkipSeparator(separator);
        if (_start == _text.Length)
            throw Fault(_start, "the document ends in the middle: a bracket or brace is not closed.");
        if (_text[_start] == '"')
            _end = EndOfString();
        try
        {
            if (!_reader.Read())
                throw NotAToken();
        }
        catch (JsonReaderException)
        {
            throw NotAToken();
        }

        // After the name of a member the reader is past the colon already.
        if (_text[_start] != '"')
            _end = _lineStarts[_reader.LineNumber - 1] + _reader.LinePosition;
        if (_reader.TokenType is JsonToken.StartObject or JsonToken.StartArray or JsonToken.EndObject or JsonToken.EndArray
            && _end != _start + 1)
            throw NotAToken();
    }

    private int SkipSeparator(Separator separator)
    {
        var at = SkipBlanks(_end);
        if (separator == Separator.Colon)
        {
            if (!Is(at, ":"))
                throw Fault(at, NoColon);
            at = SkipBlanks(at + 1);
        }
        else if (separator == Separator.Comma && at < _text.Length && !Is(at, "}]"))
        {
            if (!Is(at, ","))
                throw Fault(at, "a comma or a closing bracket is missing before this.");
            var comma = at;
            at = SkipBlanks(at + 1);
            if (Is(at, "}]"))
                throw Fault(comma, "there is a comma too many: none stands after the last item.");
        }

        return Is(at, ",:") ? throw Fault(at, $"there is a '{_text[at]}' too many, or a value is missing before it.") : at;
    }

    private int SkipBlanks(int at)
    {
        while (Is(at, " \t\n\r"))
            at++;
        return at;
    }

    /// <summary>Whether one of the characters stands at an offset; none stands at the end.</summary>
    private bool Is(int at, string characters) => at < _text.Length && characters.IndexOf(_text[at]) >= 0;

    /// <summary>Where the string token that starts here ends, once its characters are found to be those of a JSON string.</summary>
    private int EndOfString()
    {
        var at = _start + 1;
        var high = -1;
        while (!Is(at, "\""))
        {
            if (at == _text.Length)
                throw Fault(_start, "this text has no closing quote.");
            if (Is(at, "\r\n"))
                throw Fault(
                    at, "a text ends on the line on which it starts: a quote is missing, or the line break is to be written as \\n.");
            if (_text[at] < ' ')
                throw Fault(at, "a control character inside a text is written as an escape, such as \\t.");
            var character = at;
            var unit = _text[at] == '\\' ? Escape(ref at) : _text[at];
            at++;
            if (char.IsLowSurrogate(unit) != high >= 0)
                throw Fault(high >= 0 ? high : character, HalfPair);
            high = char.IsHighSurrogate(unit) ? character : -1;
        }

        return high >= 0 ? throw Fault(high, HalfPair) : at + 1;
    }

    private const string NoColon = "a colon is missing between a member's name and its value.";

    private const string HalfPair =
        "there is half of a surrogate pair in this text; such a pair stands for one character and is not taken apart.";

    /// <summary>The UTF-16 unit that an escape stands for; steps to the last character of the escape.</summary>
    private char Escape(ref int at)
    {
        var start = at++;
        if (Is(at, "\"\\/bfnrt"))
            return ' ';
        if (Is(at, "u") && at + 4 < _text.Length
            && ushort.TryParse(_text.Substring(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            at += 4;
            return (char)unit;
        }

        throw Fault(
            start,
            "there is no such escape in JSON; those that are there are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal "
                + "digits.");
    }

    /// <summary>The error for what stands at the start of the current token and is none.</summary>
    private RuleDocumentException NotAToken()
    {
        // The reader takes a name together with its colon.
        if (_text[_start] == '"')
            return Fault(SkipBlanks(_end), NoColon);
        var end = _start + 1;
        while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || Is(end, "+-._")))
            end++;
        var token = VisibleText.Of(_text.Substring(_start, end - _start));
        return Fault(_start, _text[_start] switch
        {
            '-' or (>= '0' and <= '9') =>
                $"'{token}' is not a number that is read: one in JSON's form, within the range of a double, of at most {Number.MaxLength} "
                    + "characters.",
            '/' => "comments are not part of JSON; put the text into 'summary' or 'description'.",
            '\'' => "names and texts stand in double quotes, not in single ones.",
            '}' or ']' => $"this '{token}' does not close what was opened last, or a value is missing before it.",
            _ => $"'{token}' is not a JSON value.",
        });
    }

    private RuleDocumentException Fault(int offset, string message)
    {
        var (line, column) = Position(offset);
        return new RuleDocumentException(new DocumentError(DocumentFault.Syntax, line, column, "Not valid JSON: " + message));
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

    private enum Separator
    {
        None,
        Comma,
        Colon,
    }
}
