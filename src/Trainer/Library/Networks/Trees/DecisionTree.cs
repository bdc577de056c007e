using System;
using System.Collections.Generic;

namespace RuleCompiler.Trainer.Networks.Trees;

/// <summary>A decision tree with one input in each test and constants at its leaves, wherever it was grown. Immutable.</summary>
/// <remarks>A point has one value per input: a number, or the position of a category.</remarks>
public abstract record DecisionTree
{
    private protected DecisionTree()
    {
    }

    /// <summary>The number of leaves.</summary>
    public int Leaves => this is TreeSplit split ? split.Passed.Leaves + split.Failed.Leaves : 1;

    /// <summary>The outputs at a point.</summary>
    /// <param name="point">One value per input.</param>
    /// <returns>Those of the leaf that the point falls into.</returns>
    public IReadOnlyList<double> Evaluate(ReadOnlySpan<double> point)
    {
        var node = this;
        while (node is TreeSplit split)
            node = split.Test.IsPassed(point[split.Test.Input]) ? split.Passed : split.Failed;
        return ((TreeLeaf)node).Outputs;
    }
}

/// <summary>An inner node: a test, and the subtree for either result.</summary>
/// <param name="Test">What is asked.</param>
/// <param name="Passed">Where it holds.</param>
/// <param name="Failed">Where it does not.</param>
public sealed record TreeSplit(TreeTest Test, DecisionTree Passed, DecisionTree Failed) : DecisionTree;

/// <summary>A leaf, with its value for each output.</summary>
/// <param name="Outputs">One number per output.</param>
public sealed record TreeLeaf(IReadOnlyList<double> Outputs) : DecisionTree;

/// <summary>A test of one input.</summary>
/// <param name="Input">The position of the input.</param>
public abstract record TreeTest(int Input)
{
    /// <summary>Whether a value passes.</summary>
    /// <param name="value">A number, or the position of a category.</param>
    public abstract bool IsPassed(double value);
}

/// <summary>The test x ≤ t of a number.</summary>
/// <param name="Input">The position of a number.</param>
/// <param name="Threshold">t, finite.</param>
public sealed record AtMost(int Input, double Threshold) : TreeTest(Input)
{
    /// <inheritdoc/>
    public override bool IsPassed(double value) => value <= Threshold;
}

/// <summary>The test x ≥ t of a number.</summary>
/// <param name="Input">The position of a number.</param>
/// <param name="Threshold">t, finite.</param>
public sealed record AtLeast(int Input, double Threshold) : TreeTest(Input)
{
    /// <inheritdoc/>
    public override bool IsPassed(double value) => value >= Threshold;
}

/// <summary>The category is one of some.</summary>
/// <param name="Input">The position of a category input.</param>
/// <param name="Categories">The positions of the categories, in ascending order.</param>
public sealed record OneOf(int Input, IReadOnlyList<int> Categories) : TreeTest(Input)
{
    /// <inheritdoc/>
    public override bool IsPassed(double value)
    {
        foreach (var category in Categories)
        {
            if (category.Equals((int)value))
                return true;
        }

        return false;
    }
}
