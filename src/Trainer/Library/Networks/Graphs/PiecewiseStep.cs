using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>A node of a graph as the activation of a dense layer: node = outputSign·f(sign·units + shift) + outputShift.</summary>
/// <param name="Units">For each unit the node and the position in its value that it is.</param>
/// <param name="Sign">1 or −1.</param>
/// <param name="Shift">Added to each unit.</param>
/// <param name="Activation">f.</param>
/// <param name="OutputSign">1 or −1.</param>
/// <param name="OutputShift">Added to each activation.</param>
internal sealed record PiecewiseStep(
    IReadOnlyList<(int Node, int Position)> Units,
    int Sign,
    double Shift,
    Activation Activation,
    int OutputSign = 1,
    double OutputShift = 0)
{
    /// <summary>The step that a node is.</summary>
    /// <exception cref="NotPiecewiseException">It is none.</exception>
    public static PiecewiseStep Read(NetworkGraph graph, int node)
    {
        var (inputs, count) = (graph.Nodes[node].Inputs, graph.Nodes[node].Shape.Count);
        switch (graph.Nodes[node].Operation)
        {
            case NegativeSlope slope:
                return new(Each(inputs[0], count), 1, 0, new NegativeSlopes(Enumerable.Range(0, count).Select(slope.SlopeAt).ToArray()));
            case Absolute:
                return new(Each(inputs[0], count), 1, 0, Slopes(count, -1));
            case Limited { Low: var low, High: double.PositiveInfinity }:
                return double.IsInfinity(low)
                    ? new(Each(inputs[0], count), 1, 0, new Identity())
                    : new(Each(inputs[0], count), 1, -low, Slopes(count, 0), 1, low);
            case Limited { Low: double.NegativeInfinity, High: var high }:
                // min(high, z) = high − max(0, high − z)
                return new(Each(inputs[0], count), -1, high, Slopes(count, 0), -1, high);
            case Limited { Low: var low, High: var high }:
                return new(Each(inputs[0], count), 1, 0, new Clip(low, high));
            // As its float network: without the steps, and kept in the range that has any.
            case Quantization { Scale: [_], Zero: [_] } quantization when quantization.Ends(0) is var (low, high):
                return new(Each(inputs[0], count), 1, 0, new Clip(low, high));
            case Maximum:
                return new(Position(inputs, count), 1, 0, new MaxOfUnits(inputs.Count));
            case Minimum:
                return new(Position(inputs, count), -1, 0, new MaxOfUnits(inputs.Count), -1);
            case MaxPool pool:
                return Windows(pool, inputs[0], graph.Nodes[inputs[0]].Shape, graph.Nodes[node].Shape);
            case var other:
                throw new NotPiecewiseException(
                    $"The node {PiecewiseChain.Name(graph, node)} ({other.GetType().Name}) is not piecewise linear; rules need ReLU-like "
                        + "activations there: train the network with ReLU, PReLU or hard-tanh instead, or a Sigmoid or Softmax as the last "
                        + "step only.");
        }
    }

    private static NegativeSlopes Slopes(int count, double slope) => new(Enumerable.Repeat(slope, count).ToArray());

    private static (int, int)[] Each(int node, int count) => Enumerable.Range(0, count).Select(i => (node, i)).ToArray();

    private static (int, int)[] Position(IReadOnlyList<int> nodes, int count) =>
        Enumerable.Range(0, count).SelectMany(i => nodes.Select(n => (n, i))).ToArray();

    private static PiecewiseStep Windows(MaxPool pool, int input, TensorShape from, TensorShape to)
    {
        var windows = pool.Windows(from, to).Select(w => w.Inside.ToArray()).ToArray();
        var size = windows.Max(w => w.Length);
        // Groups are of one size: a window at the edge names its first place again, which changes no maximum.
        var units = windows.SelectMany(w => Enumerable.Repeat(w[0], size - w.Length).Concat(w)).Select(i => (input, i)).ToArray();
        return new(units, 1, 0, new MaxOfUnits(size));
    }
}
