using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Emission;

/// <summary>The tables of one tree method: what each category adds to a sum.</summary>
/// <remarks>Each tree method has a class of its own, so that only the tables of branches that are reached are made.</remarks>
internal sealed class TableSet
{
    private readonly RuleDocument _document;
    private readonly NameScope _scope = new(new[] { "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize" });
    private readonly List<KeyValuePair<string, CategoryTerm>> _tables = new();

    public TableSet(RuleDocument document, string className)
    {
        _document = document;
        Class = className;
    }

    /// <summary>The name of the class that holds them.</summary>
    public string Class { get; }

    /// <summary>Adds a table, or finds the one that was added for the same place.</summary>
    /// <param name="name">The name it should have.</param>
    /// <param name="term">The table.</param>
    /// <returns>The name that it has.</returns>
    public string Add(string name, CategoryTerm term)
    {
        // A condition that stands at several nodes has its tables once.
        foreach (var entry in _tables)
        {
            if (ReferenceEquals(entry.Value, term))
                return entry.Key;
        }

        var taken = _scope.Take(name);
        _tables.Add(new KeyValuePair<string, CategoryTerm>(taken, term));
        return taken;
    }

    public void Emit(CodeWriter code)
    {
        if (_tables.Count == 0)
            return;
        code.Gap();
        code.Line("// What each category adds to the sum that the table is named after, in the order of its enum.");
        using var block = code.Open($"private static class {Class}");
        for (var t = 0; t < _tables.Count; t++)
        {
            if (t > 0)
                code.Gap();
            EmitTable(code, _tables[t].Key, _tables[t].Value);
        }
    }

    private void EmitTable(CodeWriter code, string name, CategoryTerm term)
    {
        var categories = _document.Inputs.CategoryAt(term.Input).Categories;
        var values = term.Table(categories.Count).Select(w => w.Literal).ToArray();
        var width = values.Max(v => v.Length) + 1;
        code.Line($"internal static readonly double[] {name} =");
        code.Line("{");
        for (var c = 0; c < values.Length; c++)
            code.Line($"    {(values[c] + ",").PadRight(width)} // {ShownName.Of(categories[c])}");
        code.Line("};");
    }
}
