using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Trainer.Networks.Trees;

namespace RuleCompiler.Trainer.Training.Trees;

/// <summary>Grows a decision tree as CART does (Breiman, Friedman, Olshen, Stone 1984), the split that gains most first.</summary>
internal sealed class TreeGrowth
{
    /// <summary>A leaf has at least this many rows; what fewer rows say is an anecdote.</summary>
    private const int LeastRows = 5;

    /// <summary>In small samples a leaf has at least one row in this many.</summary>
    private const int SmallSampleShare = 20;

    private readonly TreeSample _sample;
    private readonly SplitSearch _search;
    private readonly ParallelOptions _parallel;

    /// <summary>Prepares to grow.</summary>
    /// <param name="sample">The rows.</param>
    /// <param name="threads">How many threads may work.</param>
    /// <param name="minSupport">The fewest rows of a leaf that were asked for.</param>
    public TreeGrowth(TreeSample sample, int threads, int minSupport = 1)
    {
        _sample = sample;
        _search = new SplitSearch(sample, Math.Max(minSupport, Math.Clamp(sample.Rows / SmallSampleShare, 1, LeastRows)));
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
    }

    /// <summary>Grows.</summary>
    /// <param name="leaves">The largest number of leaves.</param>
    /// <param name="cancellation">Ends the growth early, with what has grown.</param>
    public GrownNode Grow(int leaves, CancellationToken cancellation)
    {
        var root = NodeOf(Enumerable.Range(0, _sample.Rows).ToArray());
        var open = new PriorityQueue<GrownNode, (double Gain, int Order)>();
        var order = 0;
        Open(root);
        for (var grown = 1; grown < leaves && !cancellation.IsCancellationRequested && open.TryDequeue(out var node, out _); grown++)
        {
            var test = node.Found!.Test;
            var column = _sample.Columns[test.Input];
            node.Split(
                test,
                NodeOf(Array.FindAll(node.Rows, r => test.IsPassed(column[r]))),
                NodeOf(Array.FindAll(node.Rows, r => !test.IsPassed(column[r]))));
            Open(node.Passed!);
            Open(node.Failed!);
        }

        return root;

        // A split without gain may prepare one with gain, as in exclusive or, so it is kept for the end.
        void Open(GrownNode node)
        {
            if (node.Found is { } found)
                open.Enqueue(node, (found.Error - node.Error, order++));
        }
    }

    private GrownNode NodeOf(int[] rows)
    {
        var sums = new TargetSums(_sample.Outputs);
        foreach (var row in rows)
            sums.Add(_sample, row);
        var found = new FoundSplit?[_sample.Inputs.Count];
        if (sums.Error > 0)
            Parallel.For(0, found.Length, _parallel, i => found[i] = _search.Best(i, rows, sums));
        return new GrownNode(rows, sums.Means, sums.Weight, sums.Error, found.Where(f => f is not null).MinBy(f => f!.Error));
    }
}

/// <summary>A node while a tree grows and is pruned.</summary>
/// <param name="rows">The rows that fall into it.</param>
/// <param name="means">The mean of each output over them.</param>
/// <param name="weight">Their weight.</param>
/// <param name="error">Their squared error around the means.</param>
/// <param name="found">The best test of them, if there is any.</param>
internal sealed class GrownNode(int[] rows, double[] means, double weight, double error, FoundSplit? found)
{
    public int[] Rows => rows;

    public double[] Means => means;

    public double Weight => weight;

    public double Error => error;

    public FoundSplit? Found => found;

    /// <summary>The test, where the node is not a leaf.</summary>
    public TreeTest? Test { get; private set; }

    public GrownNode? Passed { get; private set; }

    public GrownNode? Failed { get; private set; }

    public void Split(TreeTest test, GrownNode passed, GrownNode failed) => (Test, Passed, Failed) = (test, passed, failed);

    public void Cut() => (Test, Passed, Failed) = (null, null, null);

    /// <summary>The tree below this node as it stands, without tests whose two sides answer the same.</summary>
    /// <param name="outputs">What a leaf answers.</param>
    public DecisionTree ToTree(Func<GrownNode, IReadOnlyList<double>> outputs)
    {
        if (Test is null)
            return new TreeLeaf(outputs(this));
        var (passed, failed) = (Passed!.ToTree(outputs), Failed!.ToTree(outputs));
        return passed is TreeLeaf left && failed is TreeLeaf right && left.Outputs.SequenceEqual(right.Outputs)
            ? left
            : new TreeSplit(Test, passed, failed);
    }
}
