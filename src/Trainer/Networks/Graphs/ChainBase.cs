using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>Values of a graph that the next layer of a chain is affine in: the inputs, or the activations of the layer before.</summary>
internal sealed class ChainBase
{
    private readonly NetworkGraph _graph;
    private readonly int[] _nodes;
    private readonly int _sign;
    private readonly double[][] _atZero;
    private readonly bool[] _isKnown;

    private ChainBase(NetworkGraph graph, int[] nodes, int sign, double shift)
    {
        (_graph, _nodes, _sign) = (graph, nodes, sign);
        _atZero = new double[graph.Nodes.Count][];
        _isKnown = new bool[graph.Nodes.Count];
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            if (nodes.Contains(i))
            {
                (_isKnown[i], _atZero[i]) = (true, Enumerable.Repeat(shift, node.Shape.Count).ToArray());
            }
            else if (node.Operation is IAffineOperation && node.Inputs.All(k => _isKnown[k]))
            {
                (_isKnown[i], _atZero[i]) = (true, new double[node.Shape.Count]);
                node.Operation.Evaluate(node.Inputs.Select(k => new Tensor(graph.Nodes[k].Shape, _atZero[k])).ToArray(), new Tensor(node.Shape, _atZero[i]));
            }
        }
    }

    private int Width => _nodes.Sum(n => _graph.Nodes[n].Shape.Count);

    public static ChainBase Inputs(NetworkGraph graph) => new(graph, graph.Inputs.ToArray(), 1, 0);

    /// <summary>The values of a node, which are sign·(activations) + shift.</summary>
    public static ChainBase Activations(NetworkGraph graph, int node, int sign, double shift) => new(graph, [node], sign, shift);

    /// <summary>The layer whose unit i is sign·(a value of a node) + shift.</summary>
    /// <exception cref="NotPiecewiseException">A unit is not affine in these values, or there are too many weights.</exception>
    public PiecewiseLayer Layer(IReadOnlyList<(int Node, int Position)> units, int sign, double shift, Activation activation)
    {
        var width = Width;
        if ((long)units.Count * width > PiecewiseChain.MaxLayerWeights)
        {
            throw new NotPiecewiseException(FormattableString.Invariant(
                $"As a dense layer {PiecewiseChain.Name(_graph, units[0].Node)} has {units.Count} × {width} weights, more than the {PiecewiseChain.MaxLayerWeights} that are written out; use smaller images or fewer channels."));
        }

        var (weights, biases) = (new double[units.Count * width], new double[units.Count]);
        var rows = new Dictionary<(int, int), double[]>();
        for (var i = 0; i < units.Count; i++)
        {
            var (node, position) = units[i];
            if (!_isKnown[node])
            {
                throw new NotPiecewiseException(
                    $"What leads to {PiecewiseChain.Name(_graph, node)} goes around an activation (a skip connection); rules need a chain of layers: train the network without it.");
            }

            if (!rows.TryGetValue(units[i], out var row))
                rows[units[i]] = row = Row(node, position, sign * _sign);
            row.CopyTo(weights, i * width);
            biases[i] = (sign * _atZero[node][position]) + shift;
        }

        return new PiecewiseLayer(width, weights, biases, activation);
    }

    // The weights of one value: a sweep back from it to the base.
    private double[] Row(int node, int position, int sign)
    {
        var weights = new double[]?[_graph.Nodes.Count];
        weights[node] = new double[_graph.Nodes[node].Shape.Count];
        weights[node]![position] = sign;
        for (var i = node; i >= 0; i--)
        {
            if (weights[i] is not { } found || _nodes.Contains(i))
                continue;
            var current = _graph.Nodes[i];
            foreach (var k in current.Inputs)
                weights[k] ??= new double[_graph.Nodes[k].Shape.Count];
            ((IAffineOperation)current.Operation).AddTransposed(
                new Tensor(current.Shape, found), current.Inputs.Select(k => new Tensor(_graph.Nodes[k].Shape, weights[k]!)).ToArray());
        }

        return _nodes.SelectMany(n => weights[n] ?? new double[_graph.Nodes[n].Shape.Count]).ToArray();
    }
}
