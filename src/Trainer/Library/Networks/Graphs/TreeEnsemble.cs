using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>How a node of a decision tree compares a value with its threshold.</summary>
public enum TreeTest
{
    /// <summary>The node is a leaf.</summary>
    Leaf,

    /// <summary>Passes where x ≤ threshold.</summary>
    AtMost,

    /// <summary>Passes where x &lt; threshold.</summary>
    Below,

    /// <summary>Passes where x ≥ threshold.</summary>
    AtLeast,

    /// <summary>Passes where x &gt; threshold.</summary>
    Above,

    /// <summary>Passes where x = threshold.</summary>
    Equal,

    /// <summary>Passes where x ≠ threshold.</summary>
    NotEqual,
}

/// <summary>How the trees of an ensemble are taken together.</summary>
public enum TreeAggregate
{
    /// <summary>The sum over all trees.</summary>
    Sum,

    /// <summary>Their sum divided by their number.</summary>
    Average,

    /// <summary>The least of them.</summary>
    Minimum,

    /// <summary>The largest of them.</summary>
    Maximum,
}

/// <summary>A node of a decision tree.</summary>
/// <param name="Test">The comparison.</param>
/// <param name="Feature">The position of the value that is compared.</param>
/// <param name="Threshold">What it is compared with.</param>
/// <param name="True">The next node where the comparison holds.</param>
/// <param name="False">The next node where it does not.</param>
/// <param name="IsTrueForNaN">Where a value that is NaN goes.</param>
/// <param name="Weights">For a leaf what it adds to which target.</param>
public sealed record TreeNode(
    TreeTest Test,
    int Feature,
    double Threshold,
    int True,
    int False,
    bool IsTrueForNaN,
    IReadOnlyList<(int Target, double Weight)> Weights);

/// <summary>Decision trees over the last axis, taken together: rows × features to rows × targets.</summary>
public sealed record TreeEnsemble : Operation
{
    private readonly TreeNode[] _nodes;
    private readonly int[] _roots;
    private readonly double[] _base;
    private readonly int _features;

    /// <summary>Makes an ensemble of decision trees.</summary>
    /// <param name="nodes">The nodes of all trees.</param>
    /// <param name="roots">The positions of their roots.</param>
    /// <param name="baseValues">What each target begins with; one per target.</param>
    /// <param name="aggregate">How the trees are taken together.</param>
    /// <param name="isSingle">Whether values are compared as numbers of single precision.</param>
    /// <exception cref="RuleCompilerException">
    /// A node leads nowhere, is reached twice, or names a target or a feature that cannot be.
    /// </exception>
    public TreeEnsemble(
        IReadOnlyList<TreeNode> nodes, IReadOnlyList<int> roots, double[] baseValues, TreeAggregate aggregate, bool isSingle)
    {
        (_nodes, _roots, _base, Aggregate, IsSingle) = (nodes.ToArray(), roots.ToArray(), baseValues, aggregate, isSingle);
        var isReached = new bool[_nodes.Length];
        var open = new Stack<int>(_roots);
        while (open.TryPop(out var i))
        {
            if (i < 0 || i >= _nodes.Length)
                throw new RuleCompilerException("A node of a tree leads to one that does not exist.");
            if (isReached[i])
                throw new RuleCompilerException("A node of a tree is reached in two ways, so this is not a tree.");
            isReached[i] = true;
            var node = _nodes[i];
            if (node.Feature < 0 || node.Weights.Any(w => w.Target < 0 || w.Target >= _base.Length))
                throw new RuleCompilerException("A node of a tree names a feature or a target that does not exist.");
            if (node.Test == TreeTest.Leaf)
                continue;
            _features = Math.Max(_features, node.Feature + 1);
            open.Push(node.True);
            open.Push(node.False);
        }
    }

    /// <summary>The nodes of all trees.</summary>
    public IReadOnlyList<TreeNode> Nodes => _nodes;

    /// <summary>The number of values that the trees test: those up to the last one that a node names.</summary>
    public int Features => _features;

    /// <summary>The positions of the roots.</summary>
    public IReadOnlyList<int> Roots => _roots;

    /// <summary>What each target begins with.</summary>
    public IReadOnlyList<double> BaseValues => _base;

    /// <summary>How the trees are taken together.</summary>
    public TreeAggregate Aggregate { get; }

    /// <summary>Whether values are compared, and leaves added, as numbers of single precision.</summary>
    public bool IsSingle { get; }

    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs)
    {
        var shape = Single(inputs);
        return shape.Rank > 0 && shape[shape.Rank - 1] >= _features
            ? shape.With(shape.Rank - 1, _base.Length)
            : throw new RuleCompilerException(
                FormattableString.Invariant($"Its trees use {_features} features, its input has the shape {shape}."));
    }

    /// <inheritdoc/>
    public override double Work(IReadOnlyList<TensorShape> inputs, TensorShape output) =>
        (double)output.Count * (_nodes.Length + _roots.Length + 1);

    /// <inheritdoc/>
    public override void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output)
    {
        var features = inputs[0].Shape[inputs[0].Shape.Rank - 1];
        for (var row = 0; row < inputs[0].Values.Length / features; row++)
            EvaluateRow(inputs[0].Values.AsSpan(row * features, features), output.Values.AsSpan(row * _base.Length, _base.Length));
    }

    /// <summary>What the trees give, once a leaf of each has been taken along.</summary>
    /// <param name="sums">The leaves.</param>
    /// <returns>One value per target.</returns>
    internal double[] Outputs(TreeSums sums)
    {
        var outputs = sums.Values.ToArray();
        for (var t = 0; t < outputs.Length; t++)
            outputs[t] = Rounded(Rounded(Aggregate == TreeAggregate.Average ? outputs[t] / _roots.Length : outputs[t]) + _base[t]);
        return outputs;
    }

    /// <summary>Whether a comparison holds.</summary>
    /// <param name="test">The comparison.</param>
    /// <param name="value">x, rounded as the trees round it; no NaN.</param>
    /// <param name="threshold">The threshold.</param>
    internal static bool Holds(TreeTest test, double value, double threshold) => test switch
    {
        TreeTest.AtMost => value <= threshold,
        TreeTest.Below => value < threshold,
        TreeTest.AtLeast => value >= threshold,
        TreeTest.Above => value > threshold,
        TreeTest.Equal => value == threshold,
        _ => value != threshold,
    };

    private double Rounded(double value) => IsSingle ? (float)value : value;

    private void EvaluateRow(ReadOnlySpan<double> x, Span<double> y)
    {
        var sums = TreeSums.None(y.Length, IsSingle);
        foreach (var root in _roots)
        {
            var node = _nodes[root];
            while (node.Test != TreeTest.Leaf)
                node = _nodes[Holds(node, x[node.Feature]) ? node.True : node.False];
            sums.Add(node, Aggregate);
        }

        Outputs(sums).CopyTo(y);
    }

    private bool Holds(TreeNode node, double x) =>
        double.IsNaN(x) ? node.IsTrueForNaN : Holds(node.Test, IsSingle ? (float)x : x, node.Threshold);
}
