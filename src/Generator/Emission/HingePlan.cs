using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Emission;

/// <summary>What of a document is calculated before its branches: the common part, and conditions whose values several places need.</summary>
internal sealed class HingePlan
{
    private readonly HashSet<int> _first = new();

    /// <summary>Looks at a document.</summary>
    public HingePlan(RuleDocument document)
    {
        IsHinged = document.Common.Count > 0 || document.Rules.Any(r => r.Own.Contains(null)) || Sums(document).Any(s => s.Adjustments.Count > 0)
            || document.Inputs.Numbers().Any(n => n.Specials.Count > 0) || Sums(document).SelectMany(s => s.Terms).Any(IsCurve);
        if (!IsHinged)
            return;
        var nodes = new int[document.Conditions.Count];
        CountNodes(document.Tree, nodes);
        _first.UnionWith(Sums(document).SelectMany(s => s.Adjustments).Select(a => a.Condition));
        _first.UnionWith(Enumerable.Range(0, nodes.Length).Where(c => nodes[c] > 1));
        First = _first.OrderBy(c => c).ToArray();
    }

    /// <summary>Whether rules are more than sums over numbers and categories that stand alone, which is all that version 1 has.</summary>
    public bool IsHinged { get; }

    /// <summary>
    /// The positions of the conditions that adjust something or stand at several nodes. The others are calculated where they are tested.
    /// </summary>
    public IReadOnlyList<int> First { get; } = [];

    /// <summary>Whether a condition is calculated before the branches.</summary>
    public bool IsFirst(int condition) => _first.Contains(condition);

    /// <summary>The sums of a document: of conditions, of the common part, and of rules.</summary>
    public static IEnumerable<Expression> Sums(RuleDocument document) =>
        document.Conditions.Select(c => c.Expression).Concat(Present(document.Common)).Concat(document.Rules.SelectMany(r => Present(r.Own)));

    /// <summary>Those that are there.</summary>
    public static IEnumerable<Expression> Present(IEnumerable<Expression?> sums) => sums.Where(s => s is not null).Select(s => s!);

    /// <summary>Whether a term is a curve.</summary>
    public static bool IsCurve(Term term) => term.Match(_ => false, _ => false, _ => true);

    private static void CountNodes(TreeNode node, int[] nodes) => node.Match(
        branch =>
        {
            nodes[branch.Condition]++;
            CountNodes(branch.Negative, nodes);
            CountNodes(branch.Positive, nodes);
        },
        _ => { });
}
