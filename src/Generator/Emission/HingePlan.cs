using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Emission;

/// <summary>
/// What of a document is calculated before its branches: the common part, and conditions whose values several places need.
/// </summary>
internal sealed class HingePlan
{
    private readonly HashSet<int> _first = new();

    /// <summary>Looks at a document.</summary>
    public HingePlan(RuleDocument document)
    {
        IsHinged = document.Common.Count > 0 || document.Rules.Any(r => r.Own.Contains(null))
            || document.Sums.Any(s => s.Adjustments.Count > 0)
            || document.Inputs.Numbers().Any(n => n.Specials.Count > 0) || document.Sums.Any(s => s.Terms.Any(t => t.IsCurve));
        if (!IsHinged)
            return;
        var nodes = new int[document.Conditions.Count];
        CountNodes(document.Tree, nodes);
        _first.UnionWith(document.Sums.SelectMany(s => s.Adjustments).Select(a => a.Condition));
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

    private static void CountNodes(TreeNode node, int[] nodes) => node.Match(
        branch =>
        {
            nodes[branch.Condition]++;
            CountNodes(branch.Negative, nodes);
            CountNodes(branch.Positive, nodes);
        },
        _ => { });
}
