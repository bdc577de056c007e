using System;
using System.Collections.Generic;
using System.Globalization;

namespace RuleCompiler.Documents;

/// <summary>The positions of names, compared by their exact characters, as they are declared and referred to.</summary>
internal sealed class NameIndex
{
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly string _kind;

    public NameIndex(string kind) => _kind = kind;

    public string Declare(JsonNode node, string name)
    {
        if (_positions.ContainsKey(name))
            throw node.Error(DocumentFault.Repeated, $"The {_kind} '{VisibleText.Of(name)}' is declared twice; each needs its own name.");
        _positions.Add(name, _positions.Count);
        return name;
    }

    public int Find(JsonNode node, string name) => _positions.TryGetValue(name, out var position)
        ? position
        : throw node.Error(DocumentFault.Dangling, $"There is no {_kind} '{VisibleText.Of(name)}' in this document.");
}

/// <summary>The positions of numbered things, and which of them are referred to.</summary>
internal sealed class IdIndex
{
    private readonly Dictionary<int, int> _positions = new();
    private readonly List<JsonNode> _declarations = new();
    private readonly List<int> _uses = new();
    private readonly string _kind;

    public IdIndex(string kind) => _kind = kind;

    public int Declare(JsonNode node)
    {
        var id = node.AsInteger(1);
        if (_positions.ContainsKey(id))
            throw node.Error(DocumentFault.Repeated, $"The {_kind} id {id} stands twice; each {_kind} needs its own.");
        _positions.Add(id, _positions.Count);
        _declarations.Add(node);
        _uses.Add(0);
        return id;
    }

    /// <summary>The position that an id refers to.</summary>
    public int Find(JsonNode node)
    {
        var id = node.AsInteger(1);
        return _positions.TryGetValue(id, out var position)
            ? position
            : throw node.Error(DocumentFault.Dangling, $"There is no {_kind} {id} in this document.");
    }

    /// <summary>The position of the thing whose id is written as a text, as the names of members are.</summary>
    public int Find(JsonNode node, string id) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && id == number.ToString(CultureInfo.InvariantCulture) && _positions.TryGetValue(number, out var position)
            ? position
            : throw node.Error(DocumentFault.Dangling, $"There is no {_kind} '{VisibleText.Of(id)}' in this document.");

    /// <summary>How many are declared.</summary>
    public int Count => _uses.Count;

    /// <summary>Whether a position is used.</summary>
    public bool IsUsed(int position) => _uses[position] > 0;

    /// <summary>Notes that a position is used, and tells how often it was before.</summary>
    public int Use(int position) => _uses[position]++;

    public void RequireAllUsed(string user = "The tree does not use")
    {
        var unused = _uses.IndexOf(0);
        if (unused >= 0)
        {
            var node = _declarations[unused];
            throw node.Error(DocumentFault.Unused, $"{user} {_kind} {node.AsInteger(1)}; remove it or give it its place.");
        }
    }
}
