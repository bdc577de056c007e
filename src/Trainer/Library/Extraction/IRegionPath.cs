using System;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>A tree of conditions whose leaves are regions of a function.</summary>
internal interface IRegionPath : IConditionPath
{
    /// <summary>The hinge or gate at the position, counted from 0.</summary>
    int Hinge { get; }

    /// <summary>The condition at the position, to keep; the same instance every time where the tree is given.</summary>
    AffineMap Condition => new(Weights.ToArray(), Bias);

    /// <summary>For each hinge or gate passed whether it is negative; at a leaf for all of them.</summary>
    ReadOnlySpan<bool> Pattern { get; }

    /// <summary>
    /// At a leaf, what distinguishes its activation region from others where several leaves make one; null where each leaf is a region.
    /// </summary>
    string? SharedRegion { get; }

    /// <summary>At a leaf, one affine map per output.</summary>
    AffineMap[] OutputMaps();
}
