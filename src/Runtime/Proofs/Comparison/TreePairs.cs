using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>Two rules that some rows may have both, the old one and the new one.</summary>
/// <param name="Old">The position of the old rule.</param>
/// <param name="New">The position of the new rule.</param>
internal readonly record struct RulePair(int Old, int New);

/// <summary>
/// Goes down the trees of two documents at once. Parts of them that are the same function are left out; a condition that was decided by one
/// of the same direction, in either tree, is not asked for again; where a condition has no direction in common with the other document, a
/// linear programme says whether there are rows on both of its sides.
/// </summary>
internal sealed class TreePairs
{
    // Only to leave pairs out early: what takes longer is asked at the rules.
    private const int Cells = 64;

    private readonly (AlignedDocument Document, CanonicalDocument Numbers)[] _documents;
    private readonly HashSet<int>[] _directions;
    private readonly ProofWork _work;

    /// <summary>Prepares two documents.</summary>
    /// <param name="old">The old document, and its numbers.</param>
    /// <param name="new">The new document, and its numbers.</param>
    /// <param name="work">The work of the proof.</param>
    public TreePairs(
        (AlignedDocument Document, CanonicalDocument Numbers) old,
            (AlignedDocument Document, CanonicalDocument Numbers) @new, ProofWork work)
    {
        (_documents, _work) = ([old, @new], work);
        _directions = [old.Numbers.Directions, @new.Numbers.Directions];
    }

    /// <summary>Whether all pairs were gone through, so that all other rows are answered by the same function; else work ran out.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The pairs of rules that may differ for some row.</summary>
    /// <returns>Each pair once, as both trees are trees.</returns>
    public IEnumerable<RulePair> Differing()
    {
        var pending = new Stack<Place>();
        pending.Push(new Place(_documents[0].Document.Document.Tree, _documents[1].Document.Document.Tree, Ranges(), null));
        while (pending.Count > 0)
        {
            if (!_work.Spend(TakeStep, false))
                yield break;
            var place = pending.Pop();
            if (_documents[0].Numbers.Tree(place.Old) == _documents[1].Numbers.Tree(place.New))
                continue;
            var at = place.Old.Match(branch => (0, branch), _ => place.New.Match<(int, Branch)?>(branch => (1, branch), _ => null));
            if (at is not { } test)
                yield return new RulePair(RuleOf(place.Old), RuleOf(place.New));
            else
                Descend(place, test.Item1, test.Item2, pending);
        }

        IsComplete = true;
    }

    private static int RuleOf(TreeNode node) => node.Match(_ => -1, leaf => leaf.Rule);

    private bool TakeStep()
    {
        _work.Check();
        return true;
    }

    private Slab? Ranges()
    {
        Slab? slabs = null;
        foreach (var (document, numbers) in _documents)
        {
            for (var c = 0; c < document.Document.Conditions.Count; c++)
            {
                var direction = numbers[c].Direction;
                if (Slab.Find(slabs, direction) is null && numbers.RangeOf(c) is { } range)
                    slabs = new Slab(direction, range.Least, false, range.Most, false, slabs);
            }
        }

        return slabs;
    }

    private void Descend(Place place, int which, Branch branch, Stack<Place> pending)
    {
        var condition = _documents[which].Numbers[branch.Condition];
        var known = Slab.Find(place.Slabs, condition.Direction)?.IsNegative(condition);
        foreach (var isNegative in new[] { false, true })
        {
            if (known == !isNegative)
                continue;
            var next = isNegative ? branch.Negative : branch.Positive;
            var path = new Step(which, branch.Condition, isNegative, place.Path);
            var slabs = known is null ? Slab.Narrow(place.Slabs, condition, isNegative) : place.Slabs;
            var below = which == 0
                ? place with { Old = next, Slabs = slabs, Path = path } : place with { New = next, Slabs = slabs, Path = path };
            var isShared = _directions[1 - which].Contains(condition.Direction);
            if (known is not null || isShared || !IsImpossible(path))
                pending.Push(below);
        }
    }

    // By the conditions whose sums are known on the way.
    private bool IsImpossible(Step path)
    {
        var steps = new List<Step>();
        for (var step = path; step is not null; step = step.Before)
            steps.Add(step);
        var sides = _documents.SelectMany((document, which) => SidesOf(
            document.Document.Geometry, steps.Where(s => s.Document == which).ToArray())).ToArray();
        return sides.Length > 1
            && _work.Ask(new RowClaim(_documents[0].Document.Geometry.Domain, sides, CellQuestion.Points)
            {
                Cells = Cells,
                IsInsideFirst = true,
            })
                .IsNone;
    }

    private static IEnumerable<SumSide> SidesOf(DocumentGeometry geometry, Step[] steps)
    {
        var decided = new HashSet<int>(steps.Select(s => s.Condition));
        var given = steps.Where(s => geometry.NeedsOf(s.Condition).All(decided.Contains))
            .Select(s => new RuleCondition(s.Condition, s.IsNegative, false)).ToArray();
        return given.Length == 0 ? [] : geometry.Cases(given, [])!.Single().Sides;
    }

    private sealed record Step(int Document, int Condition, bool IsNegative, Step? Before);

    private sealed record Place(TreeNode Old, TreeNode New, Slab? Slabs, Step? Path);
}
