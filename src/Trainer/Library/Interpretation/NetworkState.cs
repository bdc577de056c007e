using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Interpretation;

/// <summary>A network at one input: which of its units are active, and the affine map that each node therefore is. Immutable.</summary>
/// <remarks>
/// A Sigmoid, Softmax, LogSoftmax or ArgMax that ends the network is left out: the outputs are what goes into it. Only the nodes that lead
/// to the outputs count.
/// </remarks>
public sealed class NetworkState
{
    private readonly double[] _x;
    private readonly double[][] _values;
    private readonly LocalMap?[] _maps;
    private readonly Lazy<UnitLayer[]> _layers;

    private NetworkState(NetworkGraph graph, double[] x)
    {
        (Graph, _x, _values) = (graph, x, graph.Run(x));
        OutputNodes = graph.Outputs.Select(o => ScoresOf(graph, o)).Distinct().ToArray();
        var (leads, depends) = (LeadsToOutputs(), DependsOnInputs());
        _maps = new LocalMap?[graph.Nodes.Count];
        for (var i = 0; i < _maps.Length; i++)
        {
            if (leads[i] && depends[i] && graph.Nodes[i].Operation is not NetworkInput)
                _maps[i] = LocalMaps.Of(graph, i, _values);
        }

        _layers = new Lazy<UnitLayer[]>(() => UnitLayers.Find(this));
    }

    /// <summary>The network whose state this is.</summary>
    public NetworkGraph Graph { get; }

    /// <summary>The input that the network was run with, flattened in row-major order.</summary>
    public ReadOnlySpan<double> Input => _x;

    /// <summary>The nodes whose values are the outputs, before a head such as softmax.</summary>
    public IReadOnlyList<int> OutputNodes { get; }

    /// <summary>The output units, in order.</summary>
    public IEnumerable<Unit> Outputs =>
        OutputNodes.SelectMany(n => Enumerable.Range(0, Graph.Nodes[n].Shape.Count).Select(i => new Unit(n, i)));

    /// <summary>
    /// The hidden units, layer by layer: all that can be inactive, but for the outputs. A layer of linear PReLUs is one without units.
    /// </summary>
    public IReadOnlyList<UnitLayer> Layers => _layers.Value;

    /// <summary>The number of hidden units. A PReLU with slope 1 is none.</summary>
    public int Units => Layers.Sum(l => l.Units);

    /// <summary>How many of them are active by themselves, v &gt; 0, whether a pool takes them or not.</summary>
    public int Active => Layers.Sum(l => l.Active);

    /// <summary>Runs a network at an input.</summary>
    /// <param name="graph">The network, piecewise linear but for a head.</param>
    /// <param name="x">The input, flattened in row-major order; finite.</param>
    /// <returns>The state.</returns>
    /// <exception cref="NotPiecewiseException">A node before the head is not piecewise linear; the message names it.</exception>
    /// <exception cref="RuleCompilerException">The input has another length, or a value that is not finite.</exception>
    public static NetworkState At(NetworkGraph graph, ReadOnlySpan<double> x)
    {
        foreach (var value in x)
        {
            if (!double.IsFinite(value))
                throw new RuleCompilerException("The input of a network must be finite; it holds a value that is missing or infinite.");
        }

        return new NetworkState(graph, x.ToArray());
    }

    /// <summary>The value of a unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <returns>v.</returns>
    public double ValueOf(Unit unit) => _values[unit.Node][unit.Element];

    /// <summary>A unit's switched weights and bias: one sweep back from it.</summary>
    /// <param name="unit">The unit, of a node that leads to an output.</param>
    /// <returns>ŵ, b̂ and v.</returns>
    /// <exception cref="RuleCompilerException">The node does not lead to an output.</exception>
    public SwitchedProjection Project(Unit unit)
    {
        if (_maps[unit.Node] is null && Graph.Nodes[unit.Node].Operation is not NetworkInput)
            throw new RuleCompilerException(
                $"The node '{VisibleText.Of(Graph.Nodes[unit.Node].Name)}' does not lead from an input to an output, or comes after a head "
                    + "such as softmax.");
        var seeds = new double[]?[_maps.Length];
        seeds[unit.Node] = new double[_values[unit.Node].Length];
        seeds[unit.Node]![unit.Element] = 1;
        var (weights, bias) = SweepBack(seeds);
        return new SwitchedProjection(weights, bias, ValueOf(unit));
    }

    /// <summary>The values of a node.</summary>
    internal double[] ValuesOf(int node) => _values[node];

    /// <summary>The map of a node; none of an input, of a constant, and of what does not lead to an output.</summary>
    internal LocalMap? MapOf(int node) => _maps[node];

    /// <summary>The weights and the constant of a sum of units: Σ seed·v = x·weights + constant.</summary>
    /// <param name="seeds">For each node the factors of its values, or nothing for zeros. They are added to.</param>
    internal (double[] Weights, double Constant) SweepBack(double[]?[] seeds)
    {
        var constant = 0.0;
        for (var i = seeds.Length - 1; i >= 0; i--)
        {
            if (seeds[i] is not { } seed || Graph.Nodes[i].Operation is NetworkInput)
                continue;
            // Without a map it is a constant.
            constant += Dot(seed, _maps[i]?.Offsets ?? _values[i]);
            if (_maps[i] is not { } map)
                continue;
            var inputs = Graph.Nodes[i].Inputs;
            foreach (var k in inputs)
                seeds[k] ??= new double[_values[k].Length];
            map.AddTransposed(seed, inputs.Select(k => seeds[k]!).ToArray());
            seeds[i] = null;
        }

        return (Graph.Inputs.SelectMany(i => seeds[i] ?? new double[_values[i].Length]).ToArray(), constant);
    }

    /// <summary>How every node changes when the input moves along a direction, as far as the state stays.</summary>
    internal double[][] SweepForward(double[] direction)
    {
        var (changes, read) = (new double[_maps.Length][], 0);
        for (var i = 0; i < changes.Length; i++)
        {
            changes[i] = new double[_values[i].Length];
            if (Graph.Nodes[i].Operation is NetworkInput)
            {
                Array.Copy(direction, read, changes[i], 0, changes[i].Length);
                read += changes[i].Length;
            }

            _maps[i]?.Multiply(Graph.Nodes[i].Inputs.Select(k => changes[k]).ToArray(), changes[i]);
        }

        return changes;
    }

    private static int ScoresOf(NetworkGraph graph, int output)
    {
        for (var (scores, at) = (output, output); ; at = graph.Nodes[at].Inputs[0])
        {
            if (graph.Nodes[at].Operation is Sigmoid or Softmax or LogSoftmax or ArgMax)
                scores = graph.Nodes[at].Inputs[0];
            else if (graph.Nodes[at].Operation is not Reshape)
                return scores;
        }
    }

    private bool[] LeadsToOutputs()
    {
        var leads = new bool[Graph.Nodes.Count];
        foreach (var output in OutputNodes)
            leads[output] = true;
        for (var i = leads.Length - 1; i >= 0; i--)
        {
            foreach (var k in leads[i] ? Graph.Nodes[i].Inputs : [])
                leads[k] = true;
        }

        return leads;
    }

    private bool[] DependsOnInputs()
    {
        var depends = new bool[Graph.Nodes.Count];
        for (var i = 0; i < depends.Length; i++)
            depends[i] = Graph.Nodes[i].Operation is NetworkInput || Graph.Nodes[i].Inputs.Any(k => depends[k]);
        return depends;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] == 0 ? 0 : a[i] * b[i];
        return sum;
    }
}
