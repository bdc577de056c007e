using System.Collections.Generic;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>
/// The tree of a points document: that which decides what rules add for themselves, and at its leaves the conditions that adjust points,
/// since a rule is a linear region. A side on which there are no rows is proven to have none, and is stated instead of tested.
/// </summary>
/// <param name="conditions">A document with all conditions; its tree is not looked at.</param>
/// <param name="work">The work of the proofs.</param>
internal sealed class PointsTree(RuleDocument conditions, ProofWork work)
{
    /// <summary>More rules than that nobody reads.</summary>
    public const int MostRules = 1_000;

    private readonly DocumentGeometry _geometry = new(conditions);
    private readonly List<PlacedRule> _rules = [];

    /// <summary>The rules, in the order of the leaves.</summary>
    public IReadOnlyList<PlacedRule> Rules => _rules;

    /// <summary>Grows the tree.</summary>
    /// <param name="routing">What decides what rules add for themselves: its leaves are groups of rules.</param>
    /// <param name="positionOf">Where a condition of the routing stands among all conditions.</param>
    /// <param name="needs">For each group the conditions that its points depend on, in order.</param>
    public TreeNode Grow(TreeNode routing, System.Func<int, int> positionOf, IReadOnlyList<IReadOnlyList<int>> needs)
    {
        return Place(routing, []);

        TreeNode Place(TreeNode node, RuleCondition[] path) => node.Match(
            branch =>
            {
                var condition = positionOf(branch.Condition);
                return new Branch(
                    condition,
                    Place(branch.Negative, [.. path, new RuleCondition(condition, true, false)]),
                    Place(branch.Positive, [.. path, new RuleCondition(condition, false, false)]));
            },
            leaf => Hang(leaf.Rule, needs[leaf.Rule], 0, path, []));
    }

    private TreeNode Hang(int group, IReadOnlyList<int> needs, int next, RuleCondition[] path, ImpliedSide[] untested)
    {
        if (next == needs.Count)
        {
            if (_rules.Count == MostRules)
                throw new RuleCompilerException(
                    $"The points table would have more than {MostRules} rules; a document with fewer conditions has one that can be read.");
            _rules.Add(new PlacedRule(group, untested));
            return new Leaf(_rules.Count - 1);
        }

        RuleCondition[] Sided(bool isNegative) => [.. path, new RuleCondition(needs[next], isNegative, false)];
        var (negative, positive) = (HasRows(Sided(true)), HasRows(Sided(false)));
        if (negative != positive)
            return Hang(group, needs, next + 1, Sided(negative), [.. untested, new ImpliedSide(needs[next], negative)]);
        return new Branch(
            needs[next],
            Hang(group, needs, next + 1, Sided(true), untested),
            Hang(group, needs, next + 1, Sided(false), untested));
    }

    private bool HasRows(RuleCondition[] sides)
    {
        var undecided = false;
        foreach (var signs in _geometry.Cases(sides, []) ?? throw Open())
        {
            var verdict = work.Ask(new RowClaim(_geometry.Domain, signs.Sides, CellQuestion.Points) { IsInsideFirst = true });
            if (verdict.Witness is not null)
                return true;
            undecided |= verdict.IsUndecided;
        }

        return undecided ? throw Open() : false;
    }

    // A rule that may have no rows is no rule that can be signed.
    private static RuleCompilerException Open() => new(
        "It is not decided on which sides of the conditions in points there are rows, which needs too much work; give fewer bins (--bins), "
            + "or rules with fewer conditions.");
}

/// <summary>A rule at a leaf.</summary>
/// <param name="Group">The group of rules that adds what it adds.</param>
/// <param name="Untested">The sides of conditions that follow from its path.</param>
internal sealed record PlacedRule(int Group, IReadOnlyList<ImpliedSide> Untested);
