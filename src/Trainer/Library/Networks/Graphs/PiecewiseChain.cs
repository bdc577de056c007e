using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Numerics;

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

    /// <summary>What the inputs of the dense layers are; none where nothing is known of them.</summary>
    public IReadOnlyList<NetworkFeature> Features { get; init; } = [];

    /// <summary>The outputs that say something other than the answer.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}

/// <summary>
/// Thrown when a graph is not piecewise linear, or has several outputs; the message names the node and what would replace it.
/// </summary>
public sealed class NotPiecewiseException(string message) : RuleCompilerException(message);

/// <summary>Writes a graph as a chain of dense layers with piecewise-linear activations.</summary>
/// <remarks>
/// All affine nodes between two activations are one layer: a row of its weights is one backward sweep from a unit, its biases are the
/// values
/// at 0. Convolutions and pools become dense this way, and scalings fold into the neighbouring weights. What goes around an activation (a
/// skip
/// connection) is carried along as units that pass unchanged: with slope 1, or as a group of equals of which the largest counts.
/// </remarks>
public static class PiecewiseChain
{
    /// <summary>The most weights of one layer.</summary>
    public const int MaxLayerWeights = 1 << 24;

    /// <summary>Writes a graph as a chain of dense layers.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="limit">Ends the work with an exception; null does not.</param>
    /// <returns>The same function, to rounding.</returns>
    /// <exception cref="NotPiecewiseException">It is none, or a layer would be too large.</exception>
    public static HeadedNetwork ToPiecewise(this NetworkGraph graph, WorkLimit? limit = null)
    {
        limit ??= WorkLimit.None;
        (graph, var features) = graph.OverFeatures();
        var head = GraphHead.Find(graph);
        var scores = head.Scores;
        var layers = new List<PiecewiseLayer>();
        var from = new ChainBase(graph, graph.Inputs.Select(i => new BaseNode(i)).ToArray(), limit);
        var activations = Between(graph, scores).Where(i => !IsAffine(graph, i)).ToArray();
        // A skip connection may end in the scores themselves.
        var sources = activations.Select(i => Sources(graph, graph.Nodes[i].Inputs)).Append(Sources(graph, [scores])).ToArray();
        for (var a = 0; a < activations.Length; a++)
        {
            var later = sources.Skip(a + 1).SelectMany(s => s).ToHashSet();
            var carried = from.Nodes.Where(n => later.Contains(n.Node)).Select(n => n.Node).ToArray();
            var step = PiecewiseStep.Read(graph, activations[a]);
            layers.AddRange(Layers(graph, from, step, carried));
            var given = step.Activation is Clip { High: var high } && carried.Length > 0
                ? new BaseNode(activations[a], -1, high)
                : new BaseNode(activations[a], step.OutputSign, step.OutputShift);
            from = new ChainBase(graph, [given, .. carried.Select(n => new BaseNode(n))], limit);
        }

        layers.Add(from.Layer(Values(graph, scores).ToArray(), new Identity()));
        return new HeadedNetwork(
            new PiecewiseNetwork(layers),
            head.Head)
        { Threshold = head.Threshold, Labels = head.Labels, Features = features, LeftOut = head.LeftOut };
    }

    internal static string Name(NetworkGraph graph, int node) => $"'{VisibleText.Of(graph.Nodes[node].Name)}'";

    /// <summary>The layer of a step, with units that carry values past it.</summary>
    private static IEnumerable<PiecewiseLayer> Layers(NetworkGraph graph, ChainBase from, PiecewiseStep step, int[] carried)
    {
        var own = step.Units.Select(u => new ChainUnit(u.Node, u.Position, step.Sign, step.Shift)).ToArray();
        var past = carried.SelectMany(n => Values(graph, n)).ToArray();
        switch (step.Activation)
        {
            case NegativeSlopes { Slopes: var slopes }:
                yield return from.Layer([.. own, .. past], Slopes([.. slopes], past.Length));
                break;
            case MaxOfUnits { GroupSize: var size }:
                yield return from.Layer([.. own, .. past.SelectMany(u => Enumerable.Repeat(u, size))], step.Activation);
                break;
            case Clip { Low: var low, High: var high } when past.Length > 0:
                // high − max(0, high − low − max(0, z − low)): twice a slope, since a clip lets nothing pass.
                var zeros = new double[own.Length];
                yield return from.Layer([.. own.Select(u => u with { Shift = u.Shift - low }), .. past], Slopes(zeros, past.Length));
                yield return Turned(own.Length, past.Length, high - low, Slopes(zeros, past.Length));
                break;
            default:
                yield return from.Layer([.. own, .. past], step.Activation);
                break;
        }
    }

    private static NegativeSlopes Slopes(IReadOnlyList<double> own, int past) => new([.. own, .. Enumerable.Repeat(1.0, past)]);

    /// <summary>A layer that takes each of some activations from a number, and lets the others pass.</summary>
    private static PiecewiseLayer Turned(int own, int past, double from, Activation activation)
    {
        var (width, weights) = (own + past, new double[(own + past) * (own + past)]);
        for (var i = 0; i < width; i++)
            weights[(i * width) + i] = i < own ? -1 : 1;
        return new PiecewiseLayer(width, weights, [.. Enumerable.Repeat(from, own), .. new double[past]], activation);
    }

    private static IEnumerable<ChainUnit> Values(NetworkGraph graph, int node) =>
        Enumerable.Range(0, graph.Nodes[node].Shape.Count).Select(i => new ChainUnit(node, i));

    private static bool IsAffine(NetworkGraph graph, int node) => graph.Nodes[node].Operation is NetworkInput or IAffineOperation;

    /// <summary>The inputs and activations that nodes are affine in.</summary>
    private static HashSet<int> Sources(NetworkGraph graph, IReadOnlyList<int> nodes)
    {
        var (found, seen, open) = (new HashSet<int>(), new HashSet<int>(), new Stack<int>(nodes));
        while (open.TryPop(out var i))
        {
            if (!seen.Add(i))
                continue;
            if (graph.Nodes[i].Operation is NetworkInput || !IsAffine(graph, i))
                found.Add(i);
            else
                graph.Nodes[i].Inputs.ToList().ForEach(open.Push);
        }

        return found;
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
