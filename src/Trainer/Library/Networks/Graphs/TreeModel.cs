using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>A graph that is decision trees over its inputs, each by itself, and what follows them.</summary>
/// <param name="Trees">The trees.</param>
/// <param name="Inputs">The number of inputs.</param>
/// <param name="Head">What happens to the scores.</param>
public sealed record TreeModel(TreeEnsemble Trees, int Inputs, NetworkHead Head)
{
    /// <summary>With <see cref="NetworkHead.Threshold"/> the score above which the second label holds.</summary>
    public double Threshold { get; init; }

    /// <summary>The labels, where the graph says them.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>What the trees test, each a value of an input and what is done to it before.</summary>
    public IReadOnlyList<InputPath> Features { get; init; } = Enumerable.Range(0, Inputs).Select(InputPath.Of).ToArray();

    /// <summary>The scores of what the trees give.</summary>
    public Func<double[], double[]> Scores { get; init; } = sums => sums;

    /// <summary>What the inputs are called.</summary>
    public IReadOnlyList<string> Names { get; init; } = Enumerable.Range(1, Inputs).Select(i => FormattableString.Invariant($"x{i}"))
        .ToArray();

    /// <summary>The inputs that are texts, as their positions in <see cref="Texts"/>.</summary>
    public IReadOnlySet<int> TextInputs { get; init; } = new HashSet<int>();

    /// <summary>The texts that the model knows.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>The outputs that say something other than the answer.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Finds the trees of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>The model; null where the graph has no trees.</returns>
    /// <exception cref="NotPiecewiseException">There is more than trees that test one input at a time.</exception>
    public static TreeModel? Find(NetworkGraph graph)
    {
        if (!graph.Nodes.Any(n => n.Operation is TreeEnsemble))
            return null;
        var head = GraphHead.Find(graph);
        var needed = Needed(graph, head.Scores);
        var trees = needed.Where(i => graph.Nodes[i].Operation is TreeEnsemble).ToArray();
        if (trees.Length == 0)
            return null;
        var (at, node) = (trees[0], graph.Nodes[trees[0]]);
        if (trees.Length > 1 || TakesInputsToo(graph, at, needed))
            throw new NotPiecewiseException(
                $"{PiecewiseChain.Name(graph, trees[^1])} is taken together with other trees or with inputs; rules are made of one "
                    + "ensemble of trees and what follows from it alone.");
        var ensemble = (TreeEnsemble)node.Operation;
        if (node.Shape.Count != ensemble.BaseValues.Count)
            throw new NotPiecewiseException(
                $"{PiecewiseChain.Name(graph, at)} uses several rows; rules are made of trees over one row at a time.");
        var features = Enumerable.Range(0, ensemble.Features).Select(f => InputPath.Trace(graph, node.Inputs[0], f)).ToArray();
        if (features.Where(f => f.Input >= 0 && graph.InputValues[f.Input].Kind != InputKind.Text).SelectMany(f => f.Steps)
            .OfType<Applied>().FirstOrDefault(s => s.Breaks is null) is { } step)
            throw new NotPiecewiseException(
                $"A {step.Operation.GetType().Name} comes before the trees; rules need inputs that are at most moved, scaled, replaced or "
                    + "clipped there: omit that step.");
        return new TreeModel(ensemble, graph.InputCount, head.Head)
        {
            Threshold = head.Threshold,
            Labels = head.Labels,
            LeftOut = head.LeftOut,
            Features = features,
            Scores = sums => After(graph, at, head.Scores, needed, sums),
            Names = graph.InputNames,
            TextInputs = Enumerable.Range(0, graph.InputCount).Where(i => graph.InputValues[i].Kind == InputKind.Text).ToHashSet(),
            Texts = graph.Texts,
        };
    }

    /// <summary>The nodes that a node depends on, and itself, in their order.</summary>
    private static int[] Needed(NetworkGraph graph, int node)
    {
        var isNeeded = new bool[node + 1];
        isNeeded[node] = true;
        for (var i = node; i >= 0; i--)
        {
            foreach (var input in isNeeded[i] ? graph.Nodes[i].Inputs : [])
                isNeeded[input] = true;
        }

        return Enumerable.Range(0, node + 1).Where(i => isNeeded[i]).ToArray();
    }

    /// <summary>Whether a node computes with the trees' values and with inputs in another way.</summary>
    private static bool TakesInputsToo(NetworkGraph graph, int trees, int[] needed)
    {
        var (ofTrees, ofInputs) = (new bool[graph.Nodes.Count], new bool[graph.Nodes.Count]);
        foreach (var i in needed)
        {
            var inputs = graph.Nodes[i].Inputs;
            ofTrees[i] = i == trees || inputs.Any(k => ofTrees[k]);
            ofInputs[i] = i != trees && (graph.Nodes[i].Operation is NetworkInput || inputs.Any(k => ofInputs[k]));
        }

        return needed.Any(i => ofTrees[i] && ofInputs[i]);
    }

    private static double[] After(NetworkGraph graph, int trees, int scores, int[] needed, double[] sums)
    {
        var values = new double[graph.Nodes.Count][];
        values[trees] = sums;
        foreach (var i in needed.Where(i => i != trees))
        {
            var node = graph.Nodes[i];
            if (node.Operation is NetworkInput || node.Inputs.Any(k => values[k] is null))
                continue;
            values[i] = new double[node.Shape.Count];
            node.Operation.Evaluate(
                node.Inputs.Select(k => new Tensor(graph.Nodes[k].Shape, values[k])).ToArray(), new Tensor(node.Shape, values[i]));
            if (node.IsSingle)
                NetworkGraph.Round(values[i]);
        }

        return values[scores];
    }
}
