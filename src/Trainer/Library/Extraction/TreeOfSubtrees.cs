using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>Builds the tree of a search whose subtrees are searched by themselves.</summary>
/// <param name="box">The domain.</param>
/// <param name="options">Whether to mark implied conditions, and how.</param>
/// <param name="count">Counts the regions.</param>
/// <param name="limit">Ends the work on implied conditions.</param>
internal sealed class TreeOfSubtrees(InputBox box, ExtractionOptions options, RegionCount count, WorkLimit limit) : ISubtreeVisitor
{
    // In preorder: a split, or null for a subtree, whose builder is the next one.
    private readonly List<(int Hinge, AffineMap Condition)?> _nodes = [];
    private readonly List<(RegionTreeBuilder Builder, ImpliedConditions? Implied)> _subtrees = [];
    private readonly List<PathCondition> _above = [];

    /// <summary>The programmes solved to find implied conditions.</summary>
    public long Programs => _subtrees.Sum(s => s.Implied?.Programs ?? 0);

    public void Split(IRegionPath top)
    {
        var condition = top.Condition;
        _nodes.Add((top.Hinge, condition));
        _above.Add(new PathCondition(top.Hinge, condition, true, false));
    }

    public ICellVisitor Open(IRegionPath position)
    {
        var implied = options.FindImplied ? new ImpliedConditions(box, options.Exact, limit) : null;
        var builder = new RegionTreeBuilder(position, _above.ToArray(), implied, count);
        _nodes.Add(null);
        _subtrees.Add((builder, implied));
        while (_above.Count > 0 && !_above[^1].Negative)
            _above.RemoveAt(_above.Count - 1);
        if (_above.Count > 0)
            _above[^1] = _above[^1] with { Negative = false };
        return builder;
    }

    /// <summary>Puts the tree together, once all subtrees are searched.</summary>
    /// <returns>The tree.</returns>
    public RegionTree Build()
    {
        var (node, subtree) = (0, 0);
        return Next();

        // As deep as there are splits above the subtrees: a few.
        RegionTree Next()
        {
            if (_nodes[node++] is not var (hinge, condition))
                return _subtrees[subtree++].Builder.Tree!;
            var negative = Next();
            return new RegionSplit(hinge, condition, negative, Next());
        }
    }
}
