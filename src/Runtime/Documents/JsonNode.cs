using System.Collections.Generic;

namespace RuleCompiler.Documents;

/// <summary>A JSON value with the place where it starts.</summary>
internal abstract class JsonNode
{
    protected JsonNode(int line, int column)
    {
        Line = line;
        Column = column;
    }

    public int Line { get; }

    public int Column { get; }

    /// <summary>The type in words, with its article, for messages.</summary>
    public abstract string Kind { get; }

    public RuleDocumentException Error(DocumentFault fault, string message) => new(new DocumentError(fault, Line, Column, message));
}

internal sealed class JsonObject : JsonNode
{
    private readonly Dictionary<string, JsonMember> _byName;

    public JsonObject(int line, int column, IReadOnlyList<JsonMember> members, Dictionary<string, JsonMember> byName)
        : base(line, column)
    {
        Members = members;
        _byName = byName;
    }

    public IReadOnlyList<JsonMember> Members { get; }

    public override string Kind => "an object";

    public JsonNode? Find(string name) => _byName.TryGetValue(name, out var member) ? member.Value : null;
}

internal sealed class JsonMember
{
    public JsonMember(JsonString name, JsonNode value)
    {
        Name = name;
        Value = value;
    }

    public JsonString Name { get; }

    public JsonNode Value { get; }
}

internal sealed class JsonArray : JsonNode
{
    public JsonArray(int line, int column, IReadOnlyList<JsonNode> items)
        : base(line, column) => Items = items;

    public IReadOnlyList<JsonNode> Items { get; }

    public override string Kind => "an array";
}

internal sealed class JsonString : JsonNode
{
    public JsonString(int line, int column, string value)
        : base(line, column) => Value = value;

    public string Value { get; }

    public override string Kind => "a text";
}

internal sealed class JsonNumber : JsonNode
{
    public JsonNumber(int line, int column, Number value)
        : base(line, column) => Value = value;

    public Number Value { get; }

    public override string Kind => "a number";
}

internal sealed class JsonLiteral : JsonNode
{
    public JsonLiteral(int line, int column, string text)
        : base(line, column) => Text = text;

    /// <summary><c>true</c>, <c>false</c> or <c>null</c>.</summary>
    public string Text { get; }

    public override string Kind => Text;
}
