using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>The terms that have a method of their own: curves, and numbers with several special values.</summary>
internal sealed class TermMethods
{
    private readonly Dictionary<Term, string> _names = new(ByReference<Term>.Comparer);
    private readonly List<TermMethod> _methods = new();

    /// <summary>Names the methods of a document.</summary>
    public TermMethods(RuleDocument document, DocumentNames names)
    {
        var terms = Owned(document, names).SelectMany(
            s => s.Sum.Terms.Where(t => HasMethod(t, document)), (s, term) => (s.Owner, s.Words, Term: term)).ToArray();
        Class = terms.Length > 0 ? names.Members.Take("Terms") : string.Empty;
        // Inside it the name of the whole class has to stay visible, and what it calls.
        var scope = new NameScope(DocumentNames.ObjectMembers.Concat([Class, names.Class, "At", "All", "Select", "AreEqual"]));
        foreach (var (owner, words, term) in terms)
        {
            var name = scope.Take(owner + names.Inputs[term.Input].Property);
            _names.Add(term, name);
            _methods.Add(new TermMethod(name, scope.Take(name + "Points"), term, words));
        }
    }

    /// <summary>The class that holds them.</summary>
    public string Class { get; }

    /// <summary>The methods, in the order in which sums use them.</summary>
    public IReadOnlyList<TermMethod> All => _methods;

    /// <summary>Whether curves are among them.</summary>
    public bool HasCurves => _methods.Any(m => m.Term.IsCurve);

    /// <summary>A call of a term's method, or null where it has none.</summary>
    public string? Call(Term term, string operand) => _names.TryGetValue(term, out var name) ? $"{Class}.{name}({operand})" : null;

    private static bool HasMethod(Term term, RuleDocument document) =>
        term.Match(number => document.Inputs.NumberAt(number.Input).Specials.Count > 1, _ => false, _ => true);

    /// <summary>
    /// Each sum, and what it belongs to: as the start of its methods' names, nothing for the one that all rules share, and in words.
    /// </summary>
    private static IEnumerable<(string Owner, string Words, Expression Sum)> Owned(RuleDocument document, DocumentNames names)
    {
        var isOne = document.Outputs.Count == 1;
        string Of(int output) => isOne ? string.Empty : " of " + ShownName.Of(document.Outputs[output].Name);
        for (var k = 0; k < document.Common.Count; k++)
        {
            if (document.Common[k] is { } common)
                yield return (isOne ? string.Empty : names.Outputs[k].Property, "the common part" + Of(k), common);
        }

        foreach (var condition in document.Conditions)
            yield return ("Condition" + Literals.Int(condition.Id), "condition " + Literals.Int(condition.Id), condition.Expression);
        foreach (var rule in document.Rules)
        {
            for (var k = 0; k < rule.Own.Count; k++)
            {
                if (rule.Own[k] is { } own)
                {
                    var id = Literals.Int(rule.Id);
                    yield return ($"Rule{id}{(isOne ? string.Empty : names.Outputs[k].Property)}", $"rule {id}{Of(k)}", own);
                }
            }
        }
    }
}

/// <summary>A term with a method of its own.</summary>
/// <param name="Name">The name of the method.</param>
/// <param name="Points">The name of the table of its points, if it is a curve.</param>
/// <param name="Term">The term.</param>
/// <param name="Sum">What it is a term of, in words.</param>
internal sealed record TermMethod(string Name, string Points, Term Term, string Sum);
