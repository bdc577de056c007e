using System;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Networks.Trees;

/// <summary>The one tree of an ensemble, or what prevented it.</summary>
/// <param name="Tree">The tree; null where it is larger than the limits.</param>
/// <param name="IsTooDeep">Whether that is because of its depth rather than its leaves.</param>
public sealed record EnsembleGrowth(DecisionTree? Tree, bool IsTooDeep);

/// <summary>Writes decision trees that are taken together as one tree: the second is put at each leaf of the first, and so on.</summary>
/// <remarks>
/// What no point of a cell can reach is never grown. The tests are of the inputs themselves and give the same answer for every double:
/// where
/// trees compare in single precision, and where something comes before them, x ≤ t becomes x ≤ the last double that still passes.
/// </remarks>
public sealed class EnsembleTree
{
    private readonly TreeEnsemble _trees;
    private readonly TreeQuestion[] _questions;
    private readonly Func<double[], double[]> _scores;
    private readonly (int Leaves, int Depth) _most;
    private readonly WorkLimit _limit;
    private int _leaves;
    private bool _isTooDeep;

    private EnsembleTree(TreeModel model, TreeInputs inputs, (int Leaves, int Depth) most, WorkLimit limit)
    {
        (_trees, _scores, _most, _limit) = (model.Trees, model.Scores, most, limit);
        _questions = _trees.Nodes.Select(Ask).ToArray();

        TreeQuestion Ask(Graphs.TreeNode node)
        {
            limit.Check();
            return inputs.Ask(node);
        }
    }

    /// <summary>Grows one tree that gives the scores of the whole ensemble.</summary>
    /// <param name="model">The trees.</param>
    /// <param name="inputs">Their inputs, and their ranges.</param>
    /// <param name="maxLeaves">The largest number of leaves, before equal neighbours are joined.</param>
    /// <param name="maxDepth">The largest number of tests on a path.</param>
    /// <param name="limit">Ends the work; null does not.</param>
    /// <returns>A tree with the scores of the model, to the same bits.</returns>
    /// <exception cref="WorkStoppedException">The limit was reached.</exception>
    public static EnsembleGrowth Grow(TreeModel model, TreeInputs inputs, int maxLeaves, int maxDepth, WorkLimit? limit = null)
    {
        var (growth, trees) = (new EnsembleTree(model, inputs, (maxLeaves, maxDepth), limit ?? WorkLimit.None), model.Trees);
        return new EnsembleGrowth(
            growth.Grow(inputs.Cell(), new Place(0, trees.Roots[0], 0, TreeSums.None(trees.BaseValues.Count, trees.IsSingle)), 0),
            growth._isTooDeep);
    }

    private DecisionTree? Grow(TreeCell cell, Place at, int depth)
    {
        while (true)
        {
            // In here, since one leaf of a thousand trees is a long way.
            _limit.Check();
            var (node, question) = (_trees.Nodes[at.Node], _questions[at.Node]);
            if (node.Test == Graphs.TreeTest.Leaf)
            {
                at = at with { Tree = at.Tree + 1, Sums = at.Sums.Plus(node, _trees.Aggregate) };
                if (at.Tree == _trees.Roots.Count)
                    return ++_leaves > _most.Leaves ? null : new TreeLeaf(_scores(_trees.Outputs(at.Sums)));
                at = at.To(_trees.Roots[at.Tree]);
                continue;
            }

            if (at.Asked == question.Asked.Count)
            {
                at = at.To(question.Otherwise);
                continue;
            }

            var (test, side, to) = question.Asked[at.Asked];
            var (passed, failed) = (cell.On(test, true), cell.On(test, false));
            var (leads, next) = (at.To(to), at with { Asked = at.Asked + 1 });
            if (passed is null || failed is null)
                at = (passed is not null) == side ? leads : next;
            else
                return Split(test, (passed, side ? leads : next), (failed, side ? next : leads), depth);
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
        return holds is TreeLeaf one && fails is TreeLeaf other && one.Outputs.SequenceEqual(other.Outputs)
            ? one
            : new TreeSplit(test, holds, fails);
    }

    /// <summary>
    /// How far the descent is: in which tree, at which node, after how many of its tests, and what the trees before have given.
    /// </summary>
    private sealed record Place(int Tree, int Node, int Asked, TreeSums Sums)
    {
        public Place To(int node) => this with { Node = node, Asked = 0 };
    }
}
