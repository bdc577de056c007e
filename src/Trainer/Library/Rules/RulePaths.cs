using System.Collections.Generic;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Rules;

/// <summary>One test on the way to a rule.</summary>
/// <param name="Condition">The position of the condition.</param>
/// <param name="IsNegative">Whether the way goes on where e(x) &lt; 0.</param>
public readonly record struct PathStep(int Condition, bool IsNegative);

/// <summary>The conditions of each rule, which in the document only the tree says.</summary>
public static class RulePaths
{
    /// <summary>The way from the root to each rule.</summary>
    /// <param name="document">The document.</param>
    /// <returns>One list per rule, in the order of the rules.</returns>
    public static IReadOnlyList<PathStep>[] Of(RuleDocument document)
    {
        var paths = new IReadOnlyList<PathStep>[document.Rules.Count];
        var pending = new Stack<(TreeNode Node, PathStep[] Path)>();
        pending.Push((document.Tree, []));
        while (pending.TryPop(out var next))
        {
            if (next.Node is Leaf leaf)
            {
                paths[leaf.Rule] = next.Path;
                continue;
            }

            var branch = (Branch)next.Node;
            pending.Push((branch.Negative, [.. next.Path, new PathStep(branch.Condition, true)]));
            pending.Push((branch.Positive, [.. next.Path, new PathStep(branch.Condition, false)]));
        }

        return paths;
    }
}
