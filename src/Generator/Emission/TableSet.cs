using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>The tables of one method: what each category adds to a sum.</summary>
/// <remarks>Each method of the tree has a class of its own, so that only the tables of branches that are reached are made.</remarks>
internal sealed class TableSet
{
    private readonly RuleDocument _document;
    private readonly Dictionary<CategoryTerm, string> _names = new(ByReference<CategoryTerm>.Comparer);
    private readonly List<CategoryTerm> _terms = new();

    /// <summary>Names the tables that sums need.</summary>
    /// <param name="document">The document.</param>
    /// <param name="names">The names of its inputs.</param>
    /// <param name="className">The name of the class that holds the tables.</param>
    /// <param name="sums">Each sum, and what it belongs to as the start of its tables' names: <c>Rule1</c>.</param>
    public TableSet(RuleDocument document, DocumentNames names, string className, IEnumerable<(string Owner, Expression Sum)> sums)
    {
        _document = document;
        Class = className;
        // Inside the class of the lanes' tables the name of the whole class has to stay visible, and what it calls.
        var scope = new NameScope(DocumentNames.ObjectMembers.Concat([names.Class, "Padded"]));
        foreach (var (owner, sum) in sums)
        {
            foreach (var term in sum.Terms.Select(t => t.Match<CategoryTerm?>(_ => null, category => category, _ => null)))
            {
                // A condition that stands at several nodes has its tables once.
                if (term is null || term.Weights.Count == 0 || CategoryChoice.From(term, document) is not null || _names.ContainsKey(term))
                    continue;
                _names.Add(term, scope.Take(owner + names.Inputs[term.Input].Property));
                _terms.Add(term);
            }
        }
    }

    /// <summary>The name of the class that holds the tables.</summary>
    public string Class { get; }

    /// <summary>The tables' names, in the order in which sums use them.</summary>
    public IEnumerable<string> Tables => _terms.Select(t => _names[t]);

    /// <summary>How many numbers each table has.</summary>
    public IEnumerable<int> Lengths => _terms.Select(t => _document.Inputs.CategoryAt(t.Input).Categories.Count);

    /// <summary>The table of a term, as code finds it.</summary>
    public string this[CategoryTerm term] => $"{Class}.{_names[term]}";

    /// <summary>Writes the class, if there are tables.</summary>
    public void Emit(CodeWriter code)
    {
        if (_terms.Count == 0)
            return;
        code.Write($$"""

            // What each category adds to the sum that the table is named after, in the order of its enum.
            {{Attributes.NotUserCode}}
            private static class {{Class}}
            {
                {{EmitTables}}
            }
            """);
    }

    private void EmitTables(CodeWriter code)
    {
        foreach (var term in _terms)
        {
            code.Write($$"""

                internal static readonly double[] {{_names[term]}} =
                {
                    {{Rows(term)}}
                };
                """);
        }
    }

    private IEnumerable<string> Rows(CategoryTerm term)
    {
        var categories = _document.Inputs.CategoryAt(term.Input).Categories;
        var values = term.Table(categories.Count).Select(w => w.Literal + ",").ToArray();
        var width = values.Max(v => v.Length);
        return values.Select((value, c) => $"{value.PadRight(width)} // {ShownName.Of(categories[c])}");
    }
}
