using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>
/// What of a tree decides what rules add for themselves. Where all add the same nothing is left of it: what conditions add to sums looks at
/// the conditions and not at the tree.
/// </summary>
internal sealed class RoutingTree
{
    private readonly RuleDocument _document;
    private readonly ConditionNeeds _needs;
    private readonly List<Rule> _groups = [];
    private readonly bool _hasNested;

    private RoutingTree(RuleDocument document)
    {
        _document = document;
        _needs = new ConditionNeeds(document.Conditions);
        // Where all rules add the same no tree is left, and nothing that depends on it.
        _hasNested = document.Rules.Any(r => !Equals(r.Own[0], document.Rules[0].Own[0]))
            && document.Conditions.Any(c => c.Expression.Adjustments.Count > 0);
        Tree = Reduced(document.Tree);
        var tested = new SortedSet<int>();
        Collect(Tree, tested);
        Conditions = [.. tested.Union(tested.SelectMany(_needs.Of)).Order()];
    }

    /// <summary>The tree, whose leaves are positions in <see cref="Groups"/>.</summary>
    public TreeNode Tree { get; }

    /// <summary>Of all rules that add the same one.</summary>
    public IReadOnlyList<Rule> Groups => _groups;

    /// <summary>The positions of the conditions that the tree tests, and of those that these depend on.</summary>
    public IReadOnlyList<int> Conditions { get; }

    /// <summary>
    /// What rules of a group state of conditions without testing them; nothing where no condition of the tree depends on another, since
    /// then only what adjusts points has to be known, and that is stated of conditions in points.
    /// </summary>
    /// <param name="group">The position of the group.</param>
    public IEnumerable<ImpliedSide> StatedBy(int group) => _hasNested ? _groups[group].Untested : [];

    /// <summary>The tree of a document.</summary>
    /// <param name="document">The document, of one output.</param>
    public static RoutingTree Of(RuleDocument document) => new(document);

    private TreeNode Reduced(TreeNode node) => node.Match<TreeNode>(
        branch =>
        {
            var (negative, positive) = (Reduced(branch.Negative), Reduced(branch.Positive));
            return negative.Equals(positive) && !IsNeeded(branch.Condition, negative)
                ? negative
                : new Branch(branch.Condition, negative, positive);
        },
        leaf => new Leaf(GroupOf(_document.Rules[leaf.Rule])));

    // What a rule states without testing it is kept, so that a rule with other statements is another one.
    private int GroupOf(Rule rule)
    {
        var found = _groups.FindIndex(g => Equals(g.Own[0], rule.Own[0]) && (!_hasNested || g.Untested.Equals(rule.Untested)));
        if (found >= 0)
            return found;
        _groups.Add(rule);
        return _groups.Count - 1;
    }

    // Whether what is tested further down depends on the side of the condition.
    private bool IsNeeded(int condition, TreeNode below)
    {
        if (!_hasNested)
            return false;
        var tested = new SortedSet<int>();
        Collect(below, tested);
        return tested.Any(t => _needs.Of(t).Contains(condition));
    }

    private static void Collect(TreeNode node, SortedSet<int> tested) => node.Match(
        branch =>
        {
            tested.Add(branch.Condition);
            Collect(branch.Negative, tested);
            Collect(branch.Positive, tested);
        },
        _ => { });
}
