using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>A network of dense layers, and what follows it.</summary>
/// <param name="Network">The piecewise-linear network.</param>
/// <param name="Head">What happens to its outputs.</param>
public sealed record HeadedNetwork(PiecewiseNetwork Network, NetworkHead Head)
{
    /// <summary>With <see cref="NetworkHead.Threshold"/> the score above which the second label holds.</summary>
    public double Threshold { get; init; }

    /// <summary>The labels, where the graph says them.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];
}

/// <summary>Thrown when a graph is not piecewise linear, or no chain of layers; the message names the node and what would replace it.</summary>
public sealed class NotPiecewiseException(string message) : Exception(message);

/// <summary>Writes a graph as a chain of dense layers with piecewise-linear activations.</summary>
/// <remarks>
/// All affine nodes between two activations are one layer: a row of its weights is one backward sweep from a unit, its biases are the values
/// at 0. Convolutions and pools become dense this way, and scalings fold into the weights beside them.
/// </remarks>
public static class PiecewiseChain
{
    /// <summary>The most weights of one layer.</summary>
    public const int MaxLayerWeights = 1 << 24;

    /// <summary>Writes it.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>The same function, to rounding.</returns>
    /// <exception cref="NotPiecewiseException">It is none, or a layer would be too large.</exception>
    public static HeadedNetwork ToPiecewise(this NetworkGraph graph)
    {
        var head = GraphHead.Of(graph);
        var scores = head.Scores;
        var layers = new List<PiecewiseLayer>();
        var from = ChainBase.Inputs(graph);
        foreach (var node in Between(graph, scores).Where(i => graph.Nodes[i].Operation is not (NetworkInput or IAffineOperation)))
        {
            var step = PiecewiseStep.Of(graph, node);
            layers.Add(from.Layer(step.Units, step.Sign, step.Shift, step.Activation));
            from = ChainBase.Activations(graph, node, step.OutputSign, step.OutputShift);
        }

        layers.Add(from.Layer(Enumerable.Range(0, graph.Nodes[scores].Shape.Count).Select(i => (scores, i)).ToArray(), 1, 0, new Identity()));
        return new HeadedNetwork(new PiecewiseNetwork(layers), head.Head) { Threshold = head.Threshold, Labels = head.Labels };
    }

    internal static string Name(NetworkGraph graph, int node) => $"'{VisibleText.Of(graph.Nodes[node].Name)}'";

    private static IEnumerable<int> Between(NetworkGraph graph, int scores)
    {
        var isUsed = new bool[graph.Nodes.Count];
        isUsed[scores] = true;
        for (var i = scores; i >= 0; i--)
        {
            foreach (var input in isUsed[i] ? graph.Nodes[i].Inputs : [])
                isUsed[input] = true;
        }

        return Enumerable.Range(0, scores + 1).Where(i => isUsed[i]);
    }
}
