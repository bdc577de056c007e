using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Exact;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>The tree of a given rule system.</summary>
internal sealed class TreePath(RegionTree root) : IRegionPath
{
    private readonly Stack<RegionTree> _above = new();
    private RegionTree _position = root;

    /// <summary>The node at the position, where it is none of the leaves.</summary>
    public RegionSplit Split => (RegionSplit)_position;

    /// <summary>The leaf at the position.</summary>
    public Region Region => (Region)_position;

    public int Hinge => Split.Hinge;

    public AffineMap Condition => Split.Condition;

    public ReadOnlySpan<bool> Pattern => Region.Pattern;

    public string? SharedRegion => null;

    public AffineMap[] OutputMaps() => Region.Outputs;

    public bool AtLeaf => _position is Region;

    public ReadOnlySpan<double> Weights => Split.Condition.Weights;

    public double Bias => Split.Condition.Bias;

    public void Descend(bool negative)
    {
        _above.Push(_position);
        _position = negative ? Split.Negative : Split.Positive;
    }

    public void Ascend() => _position = _above.Pop();

    public Rational[][] ExactConditions(WorkLimit limit) => _above.Reverse().Append(_position).Select(node =>
    {
        limit.Check();
        var split = (RegionSplit)node;
        return split.Exact ?? WrittenNumbers.Of(split.Condition);
    }).ToArray();
}
