using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Networks.Trees;

/// <summary>The one tree of an ensemble, or what stood in the way.</summary>
/// <param name="Tree">The tree; null where it is larger than the limits.</param>
/// <param name="IsTooDeep">Whether that is because of its depth rather than its leaves.</param>
public sealed record EnsembleGrowth(DecisionTree? Tree, bool IsTooDeep);

/// <summary>Writes decision trees that are taken together as one tree: the second stands at each leaf of the first, and so on.</summary>
/// <remarks>
/// What no point of a cell can reach is never grown. Where trees compare in single precision the tests here give the same answer for every
/// float: x ≤ t is x ≤ t with the same t. For a double that rounds across t they do not, but for x = t, which is asked as the two ends of
/// what rounds to t, so that a rule has room for it.
/// </remarks>
public sealed class EnsembleTree
{
    private readonly TreeEnsemble _trees;
    private readonly Test[] _tests;
    private readonly (int Leaves, int Depth) _most;
    private readonly WorkLimit _limit;
    private int _leaves;
    private bool _isTooDeep;

    private EnsembleTree(TreeEnsemble trees, (int Leaves, int Depth) most, WorkLimit limit)
    {
        (_trees, _most, _limit) = (trees, most, limit);
        _tests = trees.Nodes.Select(n => Test.Of(n, trees.IsSingle)).ToArray();
    }

    /// <summary>Writes it.</summary>
    /// <param name="trees">The trees.</param>
    /// <param name="box">Where they are looked at.</param>
    /// <param name="maxLeaves">The most leaves, before equal ones beside each other are joined.</param>
    /// <param name="maxDepth">The most tests on a path.</param>
    /// <param name="limit">Ends the work; null does not.</param>
    /// <returns>A tree with the outputs of the ensemble, to the same bits.</returns>
    /// <exception cref="WorkStoppedException">The limit was reached.</exception>
    public static EnsembleGrowth Of(TreeEnsemble trees, TreeCell box, int maxLeaves, int maxDepth, WorkLimit? limit = null)
    {
        var growth = new EnsembleTree(trees, (maxLeaves, maxDepth), limit ?? WorkLimit.None);
        return new EnsembleGrowth(growth.Grow(box, new Place(0, trees.Roots[0], 0, TreeSums.None(trees.BaseValues.Count)), 0), growth._isTooDeep);
    }

    private DecisionTree? Grow(TreeCell cell, Place at, int depth)
    {
        while (true)
        {
            // In here, since one leaf of a thousand trees is a long way.
            _limit.Check();
            var (node, test) = (_trees.Nodes[at.Node], _tests[at.Node]);
            if (node.Test == Graphs.TreeTest.Leaf)
            {
                at = at with { Tree = at.Tree + 1, Sums = at.Sums.Plus(node, _trees.Aggregate) };
                if (at.Tree == _trees.Roots.Count)
                    return ++_leaves > _most.Leaves ? null : new TreeLeaf(_trees.Outputs(at.Sums));
                at = at.To(_trees.Roots[at.Tree]);
                continue;
            }

            if (at.Asked == test.All.Count)
            {
                at = at.To(test.Passed);
                continue;
            }

            var asked = test.All[at.Asked];
            var (passed, failed) = (cell.On(asked, true), cell.On(asked, false));
            if (failed is null)
                at = at with { Asked = at.Asked + 1 };
            else if (passed is null)
                at = at.To(test.Failed);
            else
                return Split(asked, (passed, at with { Asked = at.Asked + 1 }), (failed, at.To(test.Failed)), depth);
        }
    }

    private DecisionTree? Split(TreeTest test, (TreeCell Cell, Place At) passed, (TreeCell Cell, Place At) failed, int depth)
    {
        if (depth == _most.Depth)
        {
            _isTooDeep = true;
            return null;
        }

        var holds = Grow(passed.Cell, passed.At, depth + 1);
        var fails = holds is null ? null : Grow(failed.Cell, failed.At, depth + 1);
        if (holds is null || fails is null)
            return null;
        return holds is TreeLeaf one && fails is TreeLeaf other && one.Outputs.SequenceEqual(other.Outputs) ? one : new TreeSplit(test, holds, fails);
    }

    /// <summary>How far the descent is: in which tree, at which node, behind how many of its tests, and what the trees before have given.</summary>
    private sealed record Place(int Tree, int Node, int Asked, TreeSums Sums)
    {
        public Place To(int node) => this with { Node = node, Asked = 0 };
    }

    /// <summary>A node's comparison as tests that must all hold, and where they lead.</summary>
    private sealed record Test(IReadOnlyList<TreeTest> All, int Passed, int Failed)
    {
        public static Test Of(TreeNode node, bool isSingle)
        {
            var t = node.Threshold + 0.0;
            var known = double.IsFinite(t) && (node.Test is not (Graphs.TreeTest.Equal or Graphs.TreeTest.NotEqual) || !isSingle || t.Equals((float)t));
            // What the answer is for every number alike.
            if (!known)
                return node.Test != Graphs.TreeTest.Leaf && TreeEnsemble.Holds(node.Test, 0, t) ? new([], node.True, node.False) : new([], node.False, node.True);
            return node.Test switch
            {
                Graphs.TreeTest.AtMost => new([new AtMost(node.Feature, t)], node.True, node.False),
                Graphs.TreeTest.Above => new([new AtMost(node.Feature, t)], node.False, node.True),
                Graphs.TreeTest.AtLeast => new([new AtLeast(node.Feature, t)], node.True, node.False),
                Graphs.TreeTest.Below => new([new AtLeast(node.Feature, t)], node.False, node.True),
                Graphs.TreeTest.Equal => new(Ends(node.Feature, t, isSingle), node.True, node.False),
                Graphs.TreeTest.NotEqual => new(Ends(node.Feature, t, isSingle), node.False, node.True),
                _ => new([], 0, 0),
            };
        }

        // The doubles that round to t, which is a float, where comparisons are of floats; else only t.
        private static TreeTest[] Ends(int feature, double t, bool isSingle)
        {
            var (low, high) = isSingle ? (End(t, MathF.BitDecrement((float)t)), End(t, MathF.BitIncrement((float)t))) : (t, t);
            return [new AtMost(feature, high), new AtLeast(feature, low)];
        }

        // Half of the way to the next float is a double, which rounds to the even one of the two.
        private static double End(double t, float next)
        {
            if (float.IsInfinity(next))
                return t;
            var half = (t / 2) + ((double)next / 2);
            return t.Equals((float)half) ? half : next > t ? Math.BitDecrement(half) : Math.BitIncrement(half);
        }
    }
}
