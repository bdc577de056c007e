using System.Collections.Generic;

namespace RuleCompiler.Documents;

/// <summary>One test on the way to a rule.</summary>
/// <param name="Condition">The position of the condition.</param>
/// <param name="IsNegative">Whether the way goes on where e(x) &lt; 0.</param>
internal readonly record struct PathStep(int Condition, bool IsNegative);

/// <summary>The conditions of each rule, which in the document only the tree says.</summary>
internal static class RulePaths
{
    /// <summary>The way from the root to each rule.</summary>
    /// <param name="document">A valid document.</param>
    /// <returns>One list per rule, in the order of the rules.</returns>
    public static IReadOnlyList<PathStep>[] Of(RuleDocument document)
    {
        var paths = new IReadOnlyList<PathStep>[document.Rules.Count];
        var pending = new Stack<(TreeNode Node, PathStep[] Path)>();
        pending.Push((document.Tree, []));
        while (pending.Count > 0)
        {
            var (node, path) = pending.Pop();
            node.Match(
                branch =>
                {
                    pending.Push((branch.Negative, [.. path, new PathStep(branch.Condition, true)]));
                    pending.Push((branch.Positive, [.. path, new PathStep(branch.Condition, false)]));
                },
                leaf => paths[leaf.Rule] = path);
        }

        return paths;
    }
}
