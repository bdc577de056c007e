using System;
using RuleCompiler.Exact;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>A binary tree of conditions that is walked from its root, so that it need not exist as a whole.</summary>
internal interface IConditionPath
{
    /// <summary>Whether the position is a leaf: no condition left.</summary>
    bool AtLeaf { get; }

    /// <summary>The weights of the condition e at the position, one per feature.</summary>
    ReadOnlySpan<double> Weights { get; }

    /// <summary>The bias of the condition e at the position.</summary>
    double Bias { get; }

    /// <summary>Goes on to the side where e(x) &lt; 0, or to the side where e(x) ≥ 0.</summary>
    /// <param name="negative">Which.</param>
    void Descend(bool negative);

    /// <summary>Takes the last step back.</summary>
    void Ascend();

    /// <summary>The conditions on the way and last the one at the position, without the rounding that their doubles have.</summary>
    /// <param name="limit">Ends the work.</param>
    /// <returns>For each step from the root, and for the next, one weight per feature and last the bias.</returns>
    Rational[][] ExactConditions(WorkLimit limit);
}
