using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Convolution.Stages;
using RuleCompiler.Trainer.Networks.Graphs;
using Graphs = RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Convolution.Networks;

/// <summary>Takes the parameters of a network for images out of a graph: the way back from <see cref="ConvolutionalGraph"/>.</summary>
internal static class GraphParameters
{
    /// <summary>Fills a network with the numbers of a graph of the same architecture.</summary>
    /// <param name="network">The network.</param>
    /// <param name="graph">The graph.</param>
    /// <exception cref="ArgumentException">The graph has another architecture, or numbers that single precision does not hold.</exception>
    public static void Copy(TrainableConvolutionalNetwork network, NetworkGraph graph)
    {
        var expected = StepsOf(new ConvolutionalNetwork(network).ToGraph());
        var found = StepsOf(graph);
        if (found.Count != expected.Count || !found.Zip(expected).All(p => IsSame(p.First, p.Second)))
            throw new ArgumentException(
                "The graph is not of this architecture: its operations differ in kind, order or shape.", nameof(graph));
        var layers = network.Parameters;
        var at = -1;
        foreach (var (operation, _, shape) in found)
        {
            switch (operation)
            {
                case Graphs.Convolution convolution:
                    Copy(layers[++at], convolution.Biases, (unit, input) => convolution.Weights[(unit * layers[at].Inputs) + input]);
                    break;
                case Dense dense:
                    Copy(layers[++at], dense.Biases, (unit, input) => dense.Weights[(input * layers[at].Units) + unit]);
                    break;
                case NegativeSlope slope:
                    CopySlopes(layers[at], slope, shape.Count / layers[at].Units);
                    break;
            }
        }
    }

    // Moves change no value, and readers of files fold them in different ways.
    private static List<(Operation Operation, bool IsChained, TensorShape Shape)> StepsOf(NetworkGraph graph)
    {
        var steps = new List<(Operation, bool, TensorShape)>();
        var isChained = true;
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            isChained &= node.Inputs.SequenceEqual(i == 0 ? [] : [i - 1]);
            if (node.Operation is not Reshape)
                steps.Add((node.Operation, isChained, node.Shape));
        }

        return steps;
    }

    private static bool IsSame(
        (Operation Operation, bool IsChained, TensorShape Shape) found,
        (Operation Operation, bool IsChained, TensorShape Shape) expected) =>
        found.IsChained && found.Shape.Count == expected.Shape.Count && (found.Operation, expected.Operation) switch
        {
            (NetworkInput, NetworkInput) or (NegativeSlope, NegativeSlope) => true,
            (Graphs.Convolution a, Graphs.Convolution b) =>
                a.Groups == b.Groups && a.Parameters == b.Parameters && a.Axes.SequenceEqual(b.Axes),
            (MaxPool a, MaxPool b) => a.Axes.SequenceEqual(b.Axes),
            (Dense a, Dense b) => a.Inputs == b.Inputs,
            _ => false,
        };

    private static unsafe void Copy(LayerParameters layer, double[] biases, Func<int, int, double> weight)
    {
        for (var unit = 0; unit < layer.Units; unit++)
        {
            layer.Biases[unit] = Single(biases[unit]);
            for (var input = 0; input < layer.Inputs; input++)
                layer.Weights[(unit * layer.Stride) + input] = Single(weight(unit, input));
        }
    }

    private static void CopySlopes(LayerParameters layer, NegativeSlope slope, int pixels)
    {
        for (var i = 0; i < layer.Units * pixels; i++)
        {
            var a = Single(slope.SlopeAt(i));
            if (layer.HasSlopes && i % pixels == 0)
                layer.Slopes[i / pixels] = a;
            if (!a.Equals(layer.Slope(i / pixels)))
                throw new ArgumentException("The graph is not of this architecture: its rectifiers have other slopes.", nameof(slope));
        }
    }

    private static float Single(double value) => ((double)(float)value).Equals(value)
        ? (float)value
        : throw new ArgumentException(
            FormattableString.Invariant($"The number {value:R} of the graph is not one of single precision."), nameof(value));
}
