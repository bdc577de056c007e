using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs;

/// <summary>One condition on the path to a rule.</summary>
/// <param name="Condition">The position of the condition.</param>
/// <param name="Negative">Whether the path goes on where e(x) &lt; 0.</param>
/// <param name="Implied">Whether the rule marks it as following from the others.</param>
internal readonly record struct RuleCondition(int Condition, bool Negative, bool Implied);

/// <summary>The conditions of the rules, as the tree says them.</summary>
/// <param name="Paths">For each rule the conditions from the root to its leaf; null where it has none.</param>
/// <param name="Leaves">For each rule how many leaves it has.</param>
/// <param name="Repeated">The rules on whose path a condition is tested twice.</param>
internal sealed record RuleConditions(IReadOnlyList<RuleCondition>?[] Paths, int[] Leaves, IReadOnlyList<int> Repeated)
{
    /// <summary>Walks through the tree.</summary>
    /// <param name="document">The document.</param>
    /// <returns>What was found.</returns>
    public static RuleConditions Of(RuleDocument document)
    {
        var paths = new IReadOnlyList<RuleCondition>?[document.Rules.Count];
        var leaves = new int[paths.Length];
        var repeated = new SortedSet<int>();
        var pending = new Stack<(TreeNode Node, RuleCondition[] Path)>([(document.Tree, [])]);
        while (pending.Count > 0)
        {
            var next = pending.Pop();
            next.Node.Match(
                branch =>
                {
                    pending.Push((branch.Positive, [.. next.Path, new RuleCondition(branch.Condition, false, false)]));
                    pending.Push((branch.Negative, [.. next.Path, new RuleCondition(branch.Condition, true, false)]));
                },
                leaf =>
                {
                    var implied = document.Rules[leaf.Rule].Implied;
                    paths[leaf.Rule] = next.Path.Select(c => c with { Implied = implied.Contains(c.Condition) }).ToArray();
                    leaves[leaf.Rule]++;
                    if (next.Path.Select(c => c.Condition).Distinct().Count() < next.Path.Length)
                        repeated.Add(leaf.Rule);
                });
        }

        return new RuleConditions(paths, leaves, repeated.ToArray());
    }
}
