using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>Puts a graph together, node after node, and finds the shapes.</summary>
public sealed class GraphBuilder
{
    /// <summary>The most values of all nodes together, a quarter of a gigabyte: an evaluation keeps all of them.</summary>
    public const long MaxValues = TensorShape.MaxCount;

    /// <summary>The most numbers that all operations together keep: see <see cref="Operation.Parameters"/>.</summary>
    public const long MaxParameters = 2L * TensorShape.MaxCount;

    /// <summary>The most steps of one evaluation, some ten seconds: see <see cref="NetworkGraph.Work"/>.</summary>
    public const double MaxWork = 2e10;

    private readonly List<GraphNode> _nodes = [];
    private long _values;
    private long _parameters;
    private double _work;

    /// <summary>The nodes so far.</summary>
    public IReadOnlyList<GraphNode> Nodes => _nodes;

    /// <summary>The shape of a node's value.</summary>
    /// <param name="node">Its position.</param>
    /// <returns>The shape.</returns>
    public TensorShape ShapeOf(int node) => _nodes[node].Shape;

    /// <summary>Adds a node whose inputs are nodes that were added before.</summary>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="operation">What it computes.</param>
    /// <param name="inputs">The positions of the nodes whose values it takes.</param>
    /// <returns>Its position.</returns>
    /// <exception cref="RuleCompilerException">
    /// The operation does not fit its inputs, or the graph becomes too large; the message says why.
    /// </exception>
    public int Add(string name, Operation operation, params IReadOnlyList<int> inputs) => Add(name, operation, isSingle: false, inputs);

    /// <summary>Adds a node whose inputs are nodes that were added before.</summary>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="operation">What it computes.</param>
    /// <param name="isSingle">Whether its values are rounded to single precision.</param>
    /// <param name="inputs">The positions of the nodes whose values it takes.</param>
    /// <returns>Its position.</returns>
    /// <exception cref="RuleCompilerException">
    /// The operation does not fit its inputs, or the graph becomes too large; the message says why.
    /// </exception>
    public int Add(string name, Operation operation, bool isSingle, IReadOnlyList<int> inputs)
    {
        var shapes = inputs.Select(ShapeOf).ToArray();
        var shape = operation.ShapeOf(shapes);
        _values += shape.Count;
        if (_values > MaxValues)
            throw new RuleCompilerException(
                FormattableString.Invariant($"With it the network has more than the {MaxValues} values that are kept at a time."));
        _parameters += operation.Parameters;
        if (_parameters > MaxParameters)
            throw new RuleCompilerException(
                FormattableString.Invariant($"With it the network has more than the {MaxParameters} weights that are kept."));
        _work += operation is NetworkInput ? 0 : operation.Work(shapes, shape);
        if (_work > MaxWork)
            throw new RuleCompilerException(
                FormattableString.Invariant($"With it one row takes more than the {MaxWork:0} steps that are taken."));
        _nodes.Add(new GraphNode(name, operation, inputs.ToArray(), shape) { IsSingle = isSingle });
        return _nodes.Count - 1;
    }

    /// <summary>Adds a dense layer and what follows it.</summary>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The position of the node whose value it takes, of shape 1 × inputs.</param>
    /// <returns>The position of its activations, of shape 1 × width.</returns>
    /// <exception cref="RuleCompilerException">The layer does not fit its input.</exception>
    public int AddLayer(string name, PiecewiseLayer layer, int input)
    {
        var weights = new double[layer.Weights.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[(i % layer.Inputs * layer.Units) + (i / layer.Inputs)] = layer.Weights[i];
        var z = Add(name, new Dense(weights, layer.Biases), input);
        return layer.Activation switch
        {
            NegativeSlopes { Slopes: var a } => Add(name + ".slopes", new NegativeSlope(a.ToArray()), z),
            Clip { Low: var low, High: var high } => Add(name + ".clip", new Limited(low, high), z),
            MaxOfUnits { GroupSize: var size } => AddGroups(name, size, layer.Width, z),
            _ => z,
        };
    }

    /// <summary>Completes the graph, without the nodes that no output depends on.</summary>
    /// <param name="outputs">The positions of its outputs, at least one.</param>
    /// <returns>The graph of the nodes that the outputs depend on, and of all inputs.</returns>
    /// <exception cref="ArgumentException">There is no output.</exception>
    public NetworkGraph Build(IReadOnlyList<int> outputs)
    {
        if (outputs.Count == 0)
            throw new ArgumentException("A network has at least one output.", nameof(outputs));
        var isUsed = new bool[_nodes.Count];
        foreach (var output in outputs)
            isUsed[output] = true;
        for (var i = _nodes.Count - 1; i >= 0; i--)
        {
            isUsed[i] |= _nodes[i].Operation is NetworkInput;
            foreach (var input in isUsed[i] ? _nodes[i].Inputs : [])
                isUsed[input] = true;
        }

        var moved = new int[_nodes.Count];
        var kept = new List<GraphNode>();
        for (var i = 0; i < _nodes.Count; i++)
        {
            moved[i] = kept.Count;
            if (isUsed[i])
                kept.Add(_nodes[i] with { Inputs = _nodes[i].Inputs.Select(k => moved[k]).ToArray() });
        }

        return new NetworkGraph(kept, outputs.Select(o => moved[o]).ToArray());
    }

    private int AddGroups(string name, int size, int groups, int units)
    {
        var channels = Add(name + ".groups", new Reshape(new TensorShape(1, groups, size)), units);
        var winners = Add(name + ".max", new MaxPool(new WindowAxis(size)), channels);
        return Add(name + ".winners", new Reshape(new TensorShape(1, groups)), winners);
    }
}
