using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>A node of a graph whose values are sign·(activations of a layer) + shift.</summary>
/// <param name="Node">The position of the node.</param>
/// <param name="Sign">1 or −1.</param>
/// <param name="Shift">Added to each.</param>
internal readonly record struct BaseNode(int Node, int Sign = 1, double Shift = 0);

/// <summary>A unit of a layer: sign·(a value of a node) + shift.</summary>
/// <param name="Node">The position of the node.</param>
/// <param name="Position">The position in its value.</param>
/// <param name="Sign">1 or −1.</param>
/// <param name="Shift">Added to it.</param>
internal readonly record struct ChainUnit(int Node, int Position, int Sign = 1, double Shift = 0);

/// <summary>The activations that the next layer of a chain is affine in, as the nodes of the graph that they are.</summary>
internal sealed class ChainBase
{
    private readonly NetworkGraph _graph;
    private readonly WorkLimit _limit;
    private readonly IReadOnlyList<BaseNode> _nodes;
    private readonly double[]?[] _atZero;
    private readonly bool[] _isBase;

    /// <summary>Takes over the nodes, in the order of the activations.</summary>
    public ChainBase(NetworkGraph graph, IReadOnlyList<BaseNode> nodes, WorkLimit limit)
    {
        (_graph, _nodes, _limit) = (graph, nodes, limit);
        _atZero = new double[graph.Nodes.Count][];
        _isBase = new bool[graph.Nodes.Count];
        foreach (var (node, _, shift) in nodes)
            (_isBase[node], _atZero[node]) = (true, Enumerable.Repeat(shift, graph.Nodes[node].Shape.Count).ToArray());
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            if (_isBase[i] || node.Operation is not IAffineOperation || node.Inputs.Any(k => _atZero[k] is null))
                continue;
            var values = _atZero[i] = new double[node.Shape.Count];
            node.Operation.Evaluate(
                node.Inputs.Select(k => new Tensor(graph.Nodes[k].Shape, _atZero[k]!)).ToArray(), new Tensor(node.Shape, values));
        }
    }

    /// <summary>The nodes.</summary>
    public IReadOnlyList<BaseNode> Nodes => _nodes;

    /// <summary>The layer of units that are affine in these nodes.</summary>
    /// <exception cref="NotPiecewiseException">There are too many weights.</exception>
    public PiecewiseLayer Layer(IReadOnlyList<ChainUnit> units, Activation activation)
    {
        var width = _nodes.Sum(n => _graph.Nodes[n.Node].Shape.Count);
        if ((long)units.Count * width > PiecewiseChain.MaxLayerWeights)
        {
            throw new NotPiecewiseException(FormattableString.Invariant(
                $"As a dense layer {PiecewiseChain.Name(_graph, units[0].Node)} has {units.Count} × {width} weights, more than the {PiecewiseChain.MaxLayerWeights} that are written out; use smaller images or fewer channels."));
        }

        _limit.Require(
            2.0 * units.Count * width * sizeof(double),
            FormattableString.Invariant($"writing {PiecewiseChain.Name(_graph, units[0].Node)} as {units.Count} × {width} weights"));
        var (weights, biases) = (new double[units.Count * width], new double[units.Count]);
        var rows = new Dictionary<ChainUnit, double[]>();
        for (var i = 0; i < units.Count; i++)
        {
            var (node, position, sign, shift) = units[i];
            if (!rows.TryGetValue(units[i], out var row))
                rows[units[i]] = row = Row(node, position, sign);
            row.CopyTo(weights, i * width);
            biases[i] = (sign * _atZero[node]![position]) + shift;
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
            _limit.Check();
            if (weights[i] is not { } found || _isBase[i])
                continue;
            var current = _graph.Nodes[i];
            foreach (var k in current.Inputs)
                weights[k] ??= new double[_graph.Nodes[k].Shape.Count];
            ((IAffineOperation)current.Operation).AddTransposed(
                new Tensor(current.Shape, found), current.Inputs.Select(k => new Tensor(_graph.Nodes[k].Shape, weights[k]!)).ToArray());
        }

        return _nodes.SelectMany(
            n => weights[n.Node] is { } w ? Array.ConvertAll(w, v => n.Sign * v) : new double[_graph.Nodes[n.Node].Shape.Count]).ToArray();
    }
}
