using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>What a network does with its last values.</summary>
public enum NetworkHead
{
    /// <summary>Nothing follows the scores: they are the outputs.</summary>
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

    /// <summary>The outputs that say something other than the answer, and have no part in it.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Finds the scores of a graph.</summary>
    /// <param name="graph">A graph with one output, with a label among them, or with one that is computed from all others.</param>
    /// <returns>They.</returns>
    /// <exception cref="NotPiecewiseException">There are several outputs that are not of this kind, or rows of them.</exception>
    public static GraphHead Find(NetworkGraph graph)
    {
        if (graph.Outputs.Distinct().Count() == 1)
            return OfLabel(graph, 0) ?? OfOutput(graph, graph.Outputs[0]);
        var labels = Enumerable.Range(0, graph.Outputs.Count).Select(o => OfLabel(graph, o)).OfType<GraphHead>().ToArray();
        if (labels.Length > 0 && labels.All(l => l.Scores == labels[0].Scores))
            return labels[0] with { LeftOut = Others(graph, labels[0].Scores) };
        // A value on the way to another output is not an answer of its own.
        var last = graph.Outputs.Where(o => !graph.Outputs.Any(other => other != o && DependsOn(graph, other, o))).Distinct().ToArray();
        if (labels.Length == 0 && last is [var answer])
        {
            var head = OfOutput(graph, answer);
            return head with { LeftOut = Others(graph, head.Scores) };
        }

        throw new NotPiecewiseException(string.Create(
            CultureInfo.InvariantCulture,
            $"The network has {graph.Outputs.Count} outputs, {Shown(graph)}; rules need one: say which with --network-output NAME."));
    }

    /// <summary>The node whose values a node only rearranges.</summary>
    public static int BelowReshapes(NetworkGraph graph, int node)
    {
        while (graph.Nodes[node].Operation is Reshape)
            node = graph.Nodes[node].Inputs[0];
        return node;
    }

    /// <summary>A label: made of the position of the largest score, or of whether the only one is above a threshold.</summary>
    private static GraphHead? OfLabel(NetworkGraph graph, int output)
    {
        var path = new Stack<int>();
        var at = graph.Outputs[output];
        while (graph.Nodes[at].Operation is Reshape or Lookup or Mapping or Truncation or Wrapped or Truth or Selection
            && graph.Nodes[at].Shape.Count == 1)
        {
            path.Push(at);
            at = graph.Nodes[at].Inputs[0];
        }

        switch (graph.Nodes[at].Operation)
        {
            case Above { Threshold: var threshold } when graph.Nodes[at].Shape.Count == 1:
                return OfQuestion(graph, graph.Nodes[at].Inputs[0], threshold, Names(2));
            case ArgMax largest
                when graph.Nodes[graph.Nodes[at].Inputs[0]].Shape is var scores && (path.Count > 0 || largest.Labels.Count > 0):
                return OfLargest(graph, at, Names(scores[largest.Axis]));
            default:
                return null;
        }

        string[] Names(int count) => Enumerable.Range(0, count).Select(k => Name(graph, output, path.Aggregate((double)k, (value, node) =>
            graph.Nodes[node].Operation is Elementwise e ? e.At(0, value) : value))).ToArray();
    }

    private static GraphHead OfLargest(NetworkGraph graph, int at, string[] labels)
    {
        // One score is compared with its threshold by asking which of the two is larger.
        var compared = graph.Nodes[graph.Nodes[at].Inputs[0]];
        if (compared is { Operation: Concatenation, Inputs: [var first, var score] }
            && graph.Nodes[first] is { Operation: ScaleAndShift { Scale: [0], Shift: [var threshold] }, Inputs: [var scaled] }
            && scaled == score)
            return OfQuestion(graph, score, threshold, labels);
        if (OfComplement(graph, graph.Nodes[at].Inputs[0]) is { } question)
            return question with { Labels = labels };
        var head = OfOutput(graph, at);
        return head with { Labels = labels, Head = Has<Softmax>(graph, head.Scores) ? NetworkHead.Softmax : head.Head };
    }

    private static GraphHead OfQuestion(NetworkGraph graph, int score, double threshold, string[] labels)
    {
        // Above a half of a probability is above 0 of what it is made of.
        var probability = BelowReshapes(graph, score);
        if (threshold.Equals(0.5) && graph.Nodes[probability] is { Operation: Sigmoid, Inputs: [var logit] })
            return new GraphHead(logit, NetworkHead.Sigmoid) { Labels = labels };
        return new GraphHead(
            score, Has<Sigmoid>(graph, score) ? NetworkHead.Sigmoid : NetworkHead.Threshold)
        { Threshold = threshold, Labels = labels };
    }

    /// <summary>Two probabilities of which the first is 1 minus the second: a question about the second.</summary>
    private static GraphHead? OfComplement(NetworkGraph graph, int node) =>
        graph.Nodes[node] is { Operation: Concatenation, Inputs: [var first, var second], Shape.Count: 2 }
        && graph.Nodes[first] is { Operation: ScaleAndShift { Scale: [-1], Shift: [1] }, Inputs: [var turned] } && turned == second
        && graph.Nodes[BelowReshapes(graph, second)] is { Operation: Sigmoid, Inputs: [var logit] }
            ? new GraphHead(logit, NetworkHead.Sigmoid)
            : null;

    private static GraphHead OfOutput(NetworkGraph graph, int last)
    {
        var (at, head) = (BelowReshapes(graph, last), NetworkHead.None);
        while (true)
        {
            // Probabilities that are divided by their sum keep their order; and those of a softmax are the same.
            if (graph.Nodes[at].Operation is Normalization { Norm: RowNorm.Sum }
                && BelowReshapes(graph, graph.Nodes[at].Inputs[0]) is var divided
                && (Kind(graph.Nodes[divided].Operation) is NetworkHead.Sigmoid or NetworkHead.Softmax
                || OfComplement(graph, divided) is not null))
            {
                head = head == NetworkHead.None && graph.Nodes[divided].Operation is Sigmoid && graph.Nodes[divided].Shape.Count > 1
                    ? NetworkHead.ArgMax
                    : head;
                at = divided;
            }

            if (OfComplement(graph, at) is { } question && head is NetworkHead.None or NetworkHead.ArgMax)
                return question;
            var kind = Kind(graph.Nodes[at].Operation);
            // The largest probability is that of the largest score; nothing else ends a network twice.
            if (kind == NetworkHead.None
                || (head != NetworkHead.None
                && !(head == NetworkHead.ArgMax && kind is NetworkHead.Softmax or NetworkHead.LogSoftmax or NetworkHead.Sigmoid)))
                return new GraphHead(last, head);
            var (node, scores) = (graph.Nodes[at], graph.Nodes[graph.Nodes[at].Inputs[0]].Shape);
            if (node.Operation is AlongAxis { Axis: var axis } && scores[axis] != scores.Count)
                throw new NotPiecewiseException(
                    $"{PiecewiseChain.Name(graph, at)} ends several rows of values, of shape {scores}; rules need one row: let it go along "
                        + "an axis that holds all values.");
            head = head == NetworkHead.None ? kind : head;
            (last, at) = (node.Inputs[0], BelowReshapes(graph, node.Inputs[0]));
        }
    }

    private static bool Has<T>(NetworkGraph graph, int node) => graph.Nodes.Any(n => n.Operation is T && n.Inputs[0] == node);

    private static NetworkHead Kind(Operation operation) => operation switch
    {
        Sigmoid => NetworkHead.Sigmoid,
        Softmax => NetworkHead.Softmax,
        LogSoftmax => NetworkHead.LogSoftmax,
        ArgMax => NetworkHead.ArgMax,
        _ => NetworkHead.None,
    };

    /// <summary>What an output's value is called: its text, yes or no, or the number.</summary>
    private static string Name(NetworkGraph graph, int output, double value) => graph.KindOf(output) switch
    {
        InputKind.Text when value >= 0 && value < graph.Texts.Count => graph.Texts[(int)value],
        InputKind.Truth => value != 0 ? "True" : "False",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Shown(NetworkGraph graph) =>
        string.Join(", ", graph.Outputs.Select((_, o) => $"'{VisibleText.Of(graph.NameOf(o))}'"));

    /// <summary>The outputs that neither come from some scores only nor are on the way to them.</summary>
    private static string[] Others(NetworkGraph graph, int scores) => Enumerable.Range(0, graph.Outputs.Count)
        .Where(o => ReachesInput(graph, graph.Outputs[o], scores) && !DependsOn(graph, scores, graph.Outputs[o]))
        .Select(graph.NameOf).ToArray();

    private static bool DependsOn(NetworkGraph graph, int node, int on)
    {
        var isUsed = new bool[node + 1];
        isUsed[node] = true;
        for (var i = node; i > on; i--)
        {
            foreach (var input in isUsed[i] ? graph.Nodes[i].Inputs : [])
                isUsed[input] = true;
        }

        return on <= node && isUsed[on];
    }

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
