using System.Collections.Generic;
using System.Linq;

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

    /// <summary>There is one, and above a threshold the second of two labels is the answer.</summary>
    Threshold,
}

/// <summary>The scores of a graph and how they become its answer.</summary>
/// <param name="Scores">The position of their node.</param>
/// <param name="Head">What happens to them.</param>
internal sealed record GraphHead(int Scores, NetworkHead Head)
{
    /// <summary>The score above which the second label holds.</summary>
    public double Threshold { get; init; }

    /// <summary>The labels, where the graph says them.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Finds the scores of a graph.</summary>
    /// <param name="graph">A graph with one output, or with a label and what else comes from the same scores.</param>
    /// <returns>They.</returns>
    /// <exception cref="NotPiecewiseException">There are several outputs that are not of this kind, or rows of them.</exception>
    public static GraphHead Of(NetworkGraph graph)
    {
        if (graph.Outputs.Count == 1)
            return OfLabel(graph, graph.Outputs[0]) ?? OfOutput(graph, graph.Outputs[0]);
        var label = graph.Outputs.Select(o => OfLabel(graph, o)).FirstOrDefault(h => h is not null);
        return label is not null && graph.Outputs.All(o => !ReachesInput(graph, o, label.Scores))
            ? label
            : throw new NotPiecewiseException(System.FormattableString.Invariant($"The network has {graph.Outputs.Count} outputs; rules need one: export it with only the one that matters."));
    }

    /// <summary>The node whose values a node only arranges anew.</summary>
    public static int BelowReshapes(NetworkGraph graph, int node)
    {
        while (graph.Nodes[node].Operation is Reshape)
            node = graph.Nodes[node].Inputs[0];
        return node;
    }

    /// <summary>A label: the position of the largest score, or what stands there in a list.</summary>
    private static GraphHead? OfLabel(NetworkGraph graph, int output)
    {
        var at = BelowReshapes(graph, output);
        if (graph.Nodes[at].Operation is Lookup)
            at = BelowReshapes(graph, graph.Nodes[at].Inputs[0]);
        if (graph.Nodes[at].Operation is not ArgMax { Labels: { Count: > 0 } labels })
            return null;
        // One score is compared with its threshold by asking which of the two is larger.
        var compared = graph.Nodes[graph.Nodes[at].Inputs[0]];
        if (compared is { Operation: Concatenation, Inputs: [var first, var score] }
            && graph.Nodes[first] is { Operation: ScaleAndShift { Scale: [0], Shift: [var threshold] }, Inputs: [var scaled] } && scaled == score)
            return new GraphHead(score, Has<Sigmoid>(score) ? NetworkHead.Sigmoid : NetworkHead.Threshold) { Threshold = threshold, Labels = labels };
        var head = OfOutput(graph, at);
        return head with { Labels = labels, Head = Has<Softmax>(head.Scores) ? NetworkHead.Softmax : head.Head };

        bool Has<T>(int node) => graph.Nodes.Any(n => n.Operation is T && n.Inputs[0] == node);
    }

    private static GraphHead OfOutput(NetworkGraph graph, int last)
    {
        var (at, head) = (BelowReshapes(graph, last), NetworkHead.None);
        while (Kind(graph.Nodes[at].Operation) is { } kind && kind != NetworkHead.None)
        {
            // The largest probability is that of the largest score; nothing else ends a network twice.
            if (head != NetworkHead.None && !(head == NetworkHead.ArgMax && kind is NetworkHead.Softmax or NetworkHead.LogSoftmax))
                break;
            var (node, scores) = (graph.Nodes[at], graph.Nodes[graph.Nodes[at].Inputs[0]].Shape);
            if (node.Operation is AlongAxis { Axis: var axis } && scores[axis] != scores.Count)
                throw new NotPiecewiseException($"{PiecewiseChain.Name(graph, at)} ends several rows of values, of shape {scores}; rules need one row: let it go along an axis that holds all values.");
            head = head == NetworkHead.None ? kind : head;
            (last, at) = (node.Inputs[0], BelowReshapes(graph, node.Inputs[0]));
        }

        return new GraphHead(last, head);
    }

    private static NetworkHead Kind(Operation operation) => operation switch
    {
        Sigmoid => NetworkHead.Sigmoid,
        Softmax => NetworkHead.Softmax,
        LogSoftmax => NetworkHead.LogSoftmax,
        ArgMax => NetworkHead.ArgMax,
        _ => NetworkHead.None,
    };

    /// <summary>Whether a node depends on an input in another way than through given ones.</summary>
    private static bool ReachesInput(NetworkGraph graph, int from, int through)
    {
        var isUsed = new bool[from + 1];
        isUsed[from] = true;
        for (var i = from; i >= 0; i--)
        {
            if (!isUsed[i] || i == through)
                continue;
            if (graph.Nodes[i].Operation is NetworkInput)
                return true;
            foreach (var input in graph.Nodes[i].Inputs)
                isUsed[input] = true;
        }

        return false;
    }
}
