using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Exact;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>The linear regions of a function in a box, as a binary tree of conditions. Immutable.</summary>
public abstract record RegionTree
{
    private protected RegionTree()
    {
    }

    /// <summary>The regions, from left (negative) to right.</summary>
    public IEnumerable<Region> Regions => Nodes.OfType<Region>();

    /// <summary>The inner nodes, each before those below it.</summary>
    public IEnumerable<RegionSplit> Splits => Nodes.OfType<RegionSplit>();

    private IEnumerable<RegionTree> Nodes
    {
        get
        {
            var waiting = new Stack<RegionTree>([this]);
            while (waiting.TryPop(out var tree))
            {
                yield return tree;
                if (tree is RegionSplit split)
                {
                    waiting.Push(split.Positive);
                    waiting.Push(split.Negative);
                }
            }
        }
    }

    /// <summary>The region that a point falls into: at each condition left where e(x) &lt; 0, else right.</summary>
    /// <param name="x">n features.</param>
    /// <returns>Its region; every point has exactly one.</returns>
    public Region Find(ReadOnlySpan<double> x)
    {
        var tree = this;
        while (tree is RegionSplit split)
            tree = split.Condition.Evaluate(x) < 0 ? split.Negative : split.Positive;
        return (Region)tree;
    }
}

/// <summary>An inner node: a hinge whose pre-activation takes both signs in the cell that the path to it describes.</summary>
/// <param name="Hinge">The hinge, counted from 0.</param>
/// <param name="Condition">e, its pre-activation in that cell.</param>
/// <param name="Negative">Where e(x) &lt; 0.</param>
/// <param name="Positive">Where e(x) ≥ 0.</param>
public sealed record RegionSplit(int Hinge, AffineMap Condition, RegionTree Negative, RegionTree Positive) : RegionTree
{
    /// <summary>
    /// The condition's weights and last its bias without the rounding of doubles; null where the shortest decimals of its doubles are them.
    /// </summary>
    internal Rational[]? Exact { get; init; }
}

/// <summary>A leaf: a full-dimensional linear region.</summary>
/// <param name="Pattern">For each hinge whether its pre-activation is negative.</param>
/// <param name="Outputs">One affine map per output.</param>
/// <param name="Witness">
/// A point inside: beyond rounding on its side of each condition, numbers between their bounds (where the range is not a single point),
/// exactly one category per group. A condition that no number has a weight in takes finitely many values, and there e(x) = 0 is on the
/// positive side like everywhere. Of a region that was found exactly it is inside but maybe not beyond rounding; and where no double was
/// found inside, which happens in regions thinner than doubles are dense, it is within one double of a point inside.
/// </param>
/// <param name="Path">The conditions from the root to here.</param>
public sealed record Region(bool[] Pattern, AffineMap[] Outputs, double[] Witness, PathCondition[] Path) : RegionTree
{
    /// <summary>The conditions that describe the region: those that do not follow from the others.</summary>
    public IEnumerable<PathCondition> Essential => Path.Where(c => !c.Implied);
}

/// <summary>One condition on the path to a region.</summary>
/// <param name="Hinge">The hinge, counted from 0.</param>
/// <param name="Condition">e, its pre-activation there.</param>
/// <param name="Negative">Whether the region has e(x) &lt; 0; else it has e(x) ≥ 0.</param>
/// <param name="Implied">
/// Whether it follows from the box and those of the path's other conditions that are not marked so themselves.
/// </param>
public sealed record PathCondition(int Hinge, AffineMap Condition, bool Negative, bool Implied);
