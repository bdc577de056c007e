using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>One condition on the path to a rule.</summary>
/// <param name="Condition">The position of the condition.</param>
/// <param name="IsNegative">Whether the path goes on where e(x) &lt; 0.</param>
/// <param name="IsImplied">Whether the rule marks it as following from the others.</param>
public readonly record struct RuleCondition(int Condition, bool IsNegative, bool IsImplied)
{
    /// <summary>The other side of the same condition.</summary>
    internal RuleCondition Opposite => this with { IsNegative = !IsNegative };
}

/// <summary>
/// For each rule the conditions from the root to its leaf, which in a document only the tree says; none where it has no leaf.
/// </summary>
public sealed class RulePaths : IReadOnlyList<IReadOnlyList<RuleCondition>>
{
    private readonly IReadOnlyList<RuleCondition>[] _paths;
    private readonly int[] _leaves;
    private readonly SortedSet<int> _repeated = [];

    /// <summary>Walks through the tree.</summary>
    /// <param name="document">The document.</param>
    public RulePaths(RuleDocument document)
    {
        _paths = document.Rules.Select(_ => (IReadOnlyList<RuleCondition>)Array.Empty<RuleCondition>()).ToArray();
        _leaves = new int[_paths.Length];
        var pending = new Stack<(TreeNode Node, RuleCondition[] Path)>();
        pending.Push((document.Tree, []));
        while (pending.Count > 0)
        {
            var (node, path) = pending.Pop();
            node.Match(
                branch =>
                {
                    pending.Push((branch.Positive, [.. path, new RuleCondition(branch.Condition, false, false)]));
                    pending.Push((branch.Negative, [.. path, new RuleCondition(branch.Condition, true, false)]));
                },
                leaf => Add(document.Rules[leaf.Rule], leaf.Rule, path));
        }
    }

    /// <inheritdoc/>
    public int Count => _paths.Length;

    /// <summary>For each rule how many leaves it has: one, where the tree is a partition into the rules.</summary>
    public IReadOnlyList<int> Leaves => _leaves;

    /// <summary>The rules on whose path a condition is tested twice; none, where the tree is a partition into the rules.</summary>
    public IReadOnlyCollection<int> Repeated => _repeated;

    /// <inheritdoc/>
    public IReadOnlyList<RuleCondition> this[int index] => _paths[index];

    /// <inheritdoc/>
    public IEnumerator<IReadOnlyList<RuleCondition>> GetEnumerator() => ((IEnumerable<IReadOnlyList<RuleCondition>>)_paths).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(Rule rule, int position, RuleCondition[] path)
    {
        _paths[position] = path.Select(c => c with { IsImplied = rule.Implied.Contains(c.Condition) }).ToArray();
        _leaves[position]++;
        if (path.Select(c => c.Condition).Distinct().Count() < path.Length)
            _repeated.Add(position);
    }
}
