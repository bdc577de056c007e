using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>What a network does with its last values.</summary>
public enum NetworkHead
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Each becomes a probability of its own.</summary>
    Sigmoid,

    /// <summary>Together they become probabilities.</summary>
    Softmax,

    /// <summary>Together they become logarithms of probabilities.</summary>
    LogSoftmax,

    /// <summary>The position of the largest is the answer.</summary>
    ArgMax,
}

/// <summary>A network of dense layers, and what follows it.</summary>
/// <param name="Network">The piecewise-linear network.</param>
/// <param name="Head">What happens to its outputs.</param>
public sealed record HeadedNetwork(PiecewiseNetwork Network, NetworkHead Head);

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
        var (head, scores) = graph.HeadAndScores();
        var layers = new List<PiecewiseLayer>();
        var from = ChainBase.Inputs(graph);
        foreach (var node in Between(graph, scores).Where(i => graph.Nodes[i].Operation is not (NetworkInput or IAffineOperation)))
        {
            var step = PiecewiseStep.Of(graph, node);
            layers.Add(from.Layer(step.Units, step.Sign, step.Shift, step.Activation));
            from = ChainBase.Activations(graph, node, step.OutputSign, step.OutputShift);
        }

        layers.Add(from.Layer(Enumerable.Range(0, graph.Nodes[scores].Shape.Count).Select(i => (scores, i)).ToArray(), 1, 0, new Identity()));
        return new HeadedNetwork(new PiecewiseNetwork(layers), head);
    }

    /// <summary>What a network ends with, and the node whose values that is done to.</summary>
    /// <param name="graph">The graph; it need not be piecewise linear.</param>
    /// <returns>The head, and the position of the node.</returns>
    /// <exception cref="NotPiecewiseException">It has several outputs, or several rows of values at the end.</exception>
    internal static (NetworkHead Head, int Scores) HeadAndScores(this NetworkGraph graph) => graph.Outputs.Count == 1
        ? HeadOf(graph, graph.Outputs[0])
        : throw new NotPiecewiseException(FormattableString.Invariant($"The network has {graph.Outputs.Count} outputs; rules need one: export it with only the one that matters."));

    internal static string Name(NetworkGraph graph, int node) => $"'{VisibleText.Of(graph.Nodes[node].Name)}'";

    private static (NetworkHead Head, int Scores) HeadOf(NetworkGraph graph, int last)
    {
        var (at, head) = (BelowReshapes(graph, last), NetworkHead.None);
        while (Kind(graph.Nodes[at].Operation) is { } kind && kind != NetworkHead.None)
        {
            // The largest probability is that of the largest score; nothing else ends a network twice.
            if (head != NetworkHead.None && !(head == NetworkHead.ArgMax && kind is NetworkHead.Softmax or NetworkHead.LogSoftmax))
                break;
            var (node, scores) = (graph.Nodes[at], graph.Nodes[graph.Nodes[at].Inputs[0]].Shape);
            if (node.Operation is AlongAxis { Axis: var axis } && scores[axis] != scores.Count)
                throw new NotPiecewiseException($"{Name(graph, at)} ends several rows of values, of shape {scores}; rules need one row: let it go along an axis that holds all values.");
            head = head == NetworkHead.None ? kind : head;
            (last, at) = (node.Inputs[0], BelowReshapes(graph, node.Inputs[0]));
        }

        return (head, last);
    }

    private static NetworkHead Kind(Operation operation) => operation switch
    {
        Sigmoid => NetworkHead.Sigmoid,
        Softmax => NetworkHead.Softmax,
        LogSoftmax => NetworkHead.LogSoftmax,
        ArgMax => NetworkHead.ArgMax,
        _ => NetworkHead.None,
    };

    private static int BelowReshapes(NetworkGraph graph, int node)
    {
        while (graph.Nodes[node].Operation is Reshape)
            node = graph.Nodes[node].Inputs[0];
        return node;
    }

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
