using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>Puts the cells that a search finds together to a tree.</summary>
/// <param name="condition">The hinge and the condition at the search's position.</param>
/// <param name="leaf">The pattern and the outputs at the search's position.</param>
/// <param name="implied">Marks implied conditions; null to leave them unmarked.</param>
/// <param name="maxRegions">How many regions to take.</param>
internal sealed class RegionTreeBuilder(
    Func<(int Hinge, AffineMap Condition)> condition,
    Func<(bool[] Pattern, AffineMap[] Outputs)> leaf,
    ImpliedConditions? implied,
    long maxRegions) : ICellVisitor
{
    private readonly Stack<OpenSplit> _open = new();

    /// <summary>The tree, once the search has come to its end.</summary>
    public RegionTree? Tree { get; private set; }

    /// <summary>The regions found.</summary>
    public long Regions { get; private set; }

    /// <inheritdoc/>
    public void Split()
    {
        var (hinge, map) = condition();
        _open.Push(new OpenSplit(hinge, map));
    }

    /// <inheritdoc/>
    public bool Leaf(ReadOnlySpan<double> witness)
    {
        if (++Regions > maxRegions)
            return false;
        var path = _open.Reverse().Select(s => new PathCondition(s.Hinge, s.Condition, s.Negative is null, false)).ToArray();
        var (pattern, outputs) = leaf();
        RegionTree tree = new Region(pattern, outputs, witness.ToArray(), implied?.Mark(path) ?? path);
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
