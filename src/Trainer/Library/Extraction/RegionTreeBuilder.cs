using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>Puts the cells that a search finds together to a tree.</summary>
/// <param name="position">The search's position.</param>
/// <param name="above">The conditions from the root to where the search starts.</param>
/// <param name="implied">Marks implied conditions; null to leave them unmarked.</param>
/// <param name="count">Counts the regions, of all searches that take part, and says when there are enough.</param>
internal sealed class RegionTreeBuilder(
    IRegionPath position, IReadOnlyList<PathCondition> above, ImpliedConditions? implied, RegionCount count) : ICellVisitor
{
    private readonly Stack<OpenSplit> _open = new();

    /// <summary>The tree, once the search has come to its end.</summary>
    public RegionTree? Tree { get; private set; }

    /// <inheritdoc/>
    public void Split() => _open.Push(new OpenSplit(position.Hinge, position.Condition));

    /// <inheritdoc/>
    public bool Leaf(ReadOnlySpan<double> witness)
    {
        if (!count.Add(null))
            return false;
        var path = above.Concat(_open.Reverse().Select(s => new PathCondition(s.Hinge, s.Condition, s.Negative is null, false))).ToArray();
        RegionTree tree = new Region(position.Pattern.ToArray(), position.OutputMaps(), witness.ToArray(), implied?.Mark(path) ?? path);
        while (_open.Count > 0 && _open.Peek().Negative is { } negative)
        {
            var split = _open.Pop();
            tree = new RegionSplit(split.Hinge, split.Condition, negative, tree);
        }

        if (_open.Count > 0)
            _open.Peek().Negative = tree;
        else
            Tree = tree;
        return true;
    }

    private sealed class OpenSplit(int hinge, AffineMap condition)
    {
        public int Hinge => hinge;

        public AffineMap Condition => condition;

        public RegionTree? Negative { get; set; }
    }
}
