using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>A step of a network.</summary>
/// <param name="Name">What it is called in messages; where it comes from a file, untrusted text.</param>
/// <param name="Operation">What it computes.</param>
/// <param name="Inputs">The positions of the nodes whose values it takes, all before its own.</param>
/// <param name="Shape">The shape of its value.</param>
public sealed record GraphNode(string Name, Operation Operation, IReadOnlyList<int> Inputs, TensorShape Shape)
{
    /// <summary>Whether its values are rounded to single precision.</summary>
    public bool IsSingle { get; init; }
}

/// <summary>What is known of an output.</summary>
/// <param name="Name">Its name; untrusted text.</param>
/// <param name="Kind">What its values are.</param>
public sealed record NetworkOutput(string Name, InputKind Kind);

/// <summary>A feed-forward network as a graph of operations, evaluated one row at a time. Immutable.</summary>
/// <remarks>
/// The nodes are in an order in which each comes after those it takes values from. <see cref="GraphBuilder"/> makes graphs. All is
/// computed
/// in double; the values of nodes of single precision are then rounded, which for one addition, multiplication or division gives the same
/// number as an operation of single precision.
/// </remarks>
public sealed class NetworkGraph
{
    private readonly int[] _inputs;
    private readonly int[] _outputs;

    // Few graphs are asked for names, which take more than all else that is known of an input.
    private readonly Lazy<(bool AreOwn, string[] Names)> _names;

    internal NetworkGraph(IReadOnlyList<GraphNode> nodes, IReadOnlyList<int> outputs)
    {
        Nodes = nodes.ToArray();
        _inputs = Enumerable.Range(0, nodes.Count).Where(i => nodes[i].Operation is NetworkInput).ToArray();
        _outputs = outputs.ToArray();
        InputCount = checked(_inputs.Sum(i => nodes[i].Shape.Count));
        OutputCount = checked(_outputs.Sum(i => nodes[i].Shape.Count));
        InputValues = _inputs.SelectMany(i => Enumerable.Repeat((NetworkInput)nodes[i].Operation, nodes[i].Shape.Count)).ToArray();
        _names = new Lazy<(bool AreOwn, string[] Names)>(Names);
        Work = nodes.Sum(n => n.Operation is NetworkInput ? 0 : n.Operation.Work(ShapesOf(n), n.Shape));
    }

    /// <summary>The nodes, each after those it takes values from.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; }

    /// <summary>The positions of the inputs, whose operation is <see cref="NetworkInput"/>.</summary>
    public IReadOnlyList<int> Inputs => _inputs;

    /// <summary>The positions of the outputs.</summary>
    public IReadOnlyList<int> Outputs => _outputs;

    /// <summary>The number of values of all inputs together.</summary>
    public int InputCount { get; }

    /// <summary>
    /// What each value of several inputs is called: an input of one value by its own name, the values of a longer one <c>NAME_1</c>,
    /// <c>NAME_2</c>, …;
    /// those of a single input, which mostly has no name for each, are <c>x1</c>, <c>x2</c>, ….
    /// </summary>
    public IReadOnlyList<string> InputNames => _names.Value.Names;

    /// <summary>Whether <see cref="InputNames"/> are the model's own.</summary>
    public bool HasOwnNames => _names.Value.AreOwn;

    /// <summary>What each value of the inputs is.</summary>
    public IReadOnlyList<NetworkInput> InputValues { get; }

    /// <summary>The texts that the network knows; a text that is none of them is −1.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>What is known of each output from outside, such as from a file; empty where nothing is.</summary>
    public IReadOnlyList<NetworkOutput> OutputValues { get; init; } = [];

    /// <summary>The number of values of all outputs together.</summary>
    public int OutputCount { get; }

    /// <summary>About how many multiplications, comparisons or moves one evaluation takes.</summary>
    public double Work { get; }

    /// <summary>The graph of a network of dense layers: the same function, to the same bits.</summary>
    /// <param name="network">The network.</param>
    /// <returns>The graph, with one input and one output.</returns>
    public static NetworkGraph FromLayers(PiecewiseNetwork network)
    {
        var builder = new GraphBuilder();
        var last = builder.Add("input", new NetworkInput(new TensorShape(1, network.Inputs)));
        for (var l = 0; l < network.Layers.Count; l++)
            last = builder.AddLayer(FormattableString.Invariant($"layer{l + 1}"), network.Layers[l], last);
        return builder.Build([last]);
    }

    /// <summary>The same graph with what is known of it from outside.</summary>
    internal NetworkGraph With(IReadOnlyList<string> texts, IReadOnlyList<NetworkOutput> outputs) =>
        new(Nodes, Outputs) { Texts = texts, OutputValues = outputs };

    /// <summary>What the values of an output are.</summary>
    /// <param name="output">Counted from 0.</param>
    /// <returns>Their kind; numbers where nothing is known.</returns>
    public InputKind KindOf(int output) => output < OutputValues.Count ? OutputValues[output].Kind : InputKind.Number;

    /// <summary>What an output is called.</summary>
    /// <param name="output">Counted from 0.</param>
    /// <returns>Its name; untrusted text.</returns>
    public string NameOf(int output) => output < OutputValues.Count ? OutputValues[output].Name : Nodes[_outputs[output]].Name;

    /// <summary>Evaluates the network at a point.</summary>
    /// <param name="x">The values of the inputs, each flattened in row-major order, one input after the other.</param>
    /// <returns>The values of the outputs, likewise.</returns>
    /// <exception cref="ArgumentException">There are more or fewer values than inputs.</exception>
    public double[] Evaluate(ReadOnlySpan<double> x)
    {
        var values = Run(x);
        var (outputs, at) = (new double[OutputCount], 0);
        foreach (var output in _outputs)
        {
            values[output].CopyTo(outputs, at);
            at += values[output].Length;
        }

        return outputs;
    }

    /// <summary>Evaluates every node at a point.</summary>
    /// <param name="x">As for <see cref="Evaluate"/>.</param>
    /// <returns>For each node its value, flattened in row-major order.</returns>
    /// <exception cref="ArgumentException">There are more or fewer values than inputs.</exception>
    public double[][] Run(ReadOnlySpan<double> x)
    {
        if (x.Length != InputCount)
            throw new ArgumentException(
                FormattableString.Invariant($"The network takes {InputCount} values, found {x.Length}."), nameof(x));
        var (values, read) = (new double[Nodes.Count][], 0);
        for (var i = 0; i < Nodes.Count; i++)
        {
            var node = Nodes[i];
            if (node.Operation is NetworkInput)
            {
                values[i] = x.Slice(read, node.Shape.Count).ToArray();
                read += node.Shape.Count;
            }
            else
            {
                values[i] = new double[node.Shape.Count];
                node.Operation.Evaluate(
                    node.Inputs.Select(k => new Tensor(Nodes[k].Shape, values[k])).ToArray(), new Tensor(node.Shape, values[i]));
            }

            if (node.IsSingle)
                Round(values[i]);
        }

        return values;
    }

    /// <summary>Rounds numbers to single precision.</summary>
    internal static void Round(Span<double> values)
    {
        foreach (ref var value in values)
            value = (float)value;
    }

    private (bool AreOwn, string[] Names) Names()
    {
        var mayBeOwn = _inputs.Length > 1 && _inputs.Any(i => Nodes[i].Shape.Count == 1);
        var names = mayBeOwn ? _inputs.SelectMany(i => NamesOf(Nodes[i])).ToArray() : [];
        return mayBeOwn && names.All(n => !string.IsNullOrWhiteSpace(n)) && names.Distinct(StringComparer.Ordinal).Count() == names.Length
            ? (true, names)
            : (false, Enumerable.Range(1, InputCount).Select(i => "x" + i.ToString(CultureInfo.InvariantCulture)).ToArray());
    }

    private static IEnumerable<string> NamesOf(GraphNode input) => input.Shape.Count == 1
        ? [input.Name]
        : Enumerable.Range(1, input.Shape.Count).Select(i => FormattableString.Invariant($"{input.Name}_{i}"));

    private TensorShape[] ShapesOf(GraphNode node) => node.Inputs.Select(i => Nodes[i].Shape).ToArray();
}
