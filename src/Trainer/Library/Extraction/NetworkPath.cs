using System;
using System.Linq;
using System.Text;
using RuleCompiler.Exact;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>
/// The tree of a network's gates. The units' affine maps follow the layers, so that what is switched off adds exactly nothing.
/// </summary>
/// <remarks>
/// A row is n weights and a constant. A gate's condition is its unit's row, but for the constant of a clipped unit; that of a unit which
/// may take the lead is the difference of two rows, so no error builds up along a group.
/// </remarks>
internal sealed class NetworkPath : IRegionPath
{
    private readonly PiecewiseNetwork _network;
    private readonly WorkLimit _limit;
    private readonly Gate[] _gates;
    private readonly int _stride;
    private readonly int[] _firstUnit; // of a layer, in _units
    private readonly int[] _firstActivation; // of a layer's inputs, in _activations: those of the layer before
    // of a gate that is its layer's first: the layers from here to its own have units without gates; else -1
    private readonly int[] _completedFrom;
    private readonly bool _hasSharedRegions;

    // Change along the path.
    private readonly double[] _units;
    private readonly double[] _activations;
    private readonly bool[] _isZero; // of an activation
    private readonly double[] _leads; // the conditions of gates of kind Winner, a row per gate
    private readonly bool[] _negative;
    private readonly int[] _visited;
    private readonly double[] _constants;
    private int _steps;
    private int _gate;

    /// <summary>Makes a path at the root.</summary>
    /// <param name="network">The network.</param>
    /// <param name="limit">Ends the work.</param>
    public NetworkPath(PiecewiseNetwork network, WorkLimit limit)
    {
        (_network, _limit) = (network, limit);
        _gates = network.Gates.ToArray();
        _stride = network.Inputs + 1;
        var layers = network.Layers;
        _firstUnit = Sums(layers.Select(l => l.Units).ToArray());
        _firstActivation = Sums(layers.Select(l => l.Inputs).ToArray());
        _completedFrom = new int[_gates.Length];
        for (var g = 0; g < _gates.Length; g++)
            _completedFrom[g] = g > 0 && _gates[g - 1].Layer == _gates[g].Layer ? -1 : g == 0 ? 0 : _gates[g - 1].Layer;
        _hasSharedRegions = layers.Any(l => l.Activation is MaxOfUnits { GroupSize: > 2 });

        _units = new double[_firstUnit[^1] * _stride];
        _activations = new double[_firstActivation[^1] * _stride];
        _isZero = new bool[_firstActivation[^1]];
        _leads = new double[_gates.Any(g => g.Kind == GateKind.Winner) ? _gates.Length * _stride : 0];
        _negative = new bool[_gates.Length];
        _visited = new int[_gates.Length];
        _constants = new double[_gates.Length];
        Arrive();
    }

    /// <summary>Asks before the rows of all units are kept, for each of some paths.</summary>
    /// <exception cref="WorkStoppedException">They would take too much memory.</exception>
    public static void Require(PiecewiseNetwork network, int paths, WorkLimit limit)
    {
        var (units, numbers) = (network.Layers.Sum(l => l.Units), network.Inputs + 1);
        var rows = units + network.Layers
            .Sum(l => l.Inputs) + (network.Gates.Any(g => g.Kind == GateKind.Winner) ? network.Gates.Count : 0);
        limit.Require(
            (double)paths * rows * numbers * sizeof(double),
            FormattableString.Invariant(
                $"keeping {units} units as functions of {network.Inputs} inputs on {paths - 1} {(paths == 2 ? "thread" : "threads")}"));
    }

    public bool AtLeaf => _gate == _gates.Length;

    public int Hinge => _gate;

    public ReadOnlySpan<bool> Pattern => _negative.AsSpan(0, _gate);

    public ReadOnlySpan<double> Weights => _gates[_gate].Kind == GateKind.Winner
        ? _leads.AsSpan(_gate * _stride, _stride - 1)
        : Unit(_gates[_gate].Layer, _gates[_gate].Unit)[..^1];

    public double Bias => _constants[_gate];

    public string? SharedRegion => _hasSharedRegions ? RegionOf(_negative) : null;

    /// <summary>What distinguishes an activation region from others: the signs and, of each group, only the winner.</summary>
    /// <param name="negative">For each gate whether it is negative.</param>
    /// <returns>A key; who led before the winner makes no difference to it, nor to the network.</returns>
    public string RegionOf(ReadOnlySpan<bool> negative)
    {
        var key = new StringBuilder(_gates.Length);
        for (var g = 0; g < _gates.Length; g++)
        {
            if (_gates[g].Kind != GateKind.Winner)
                key.Append(negative[g] ? '-' : '+');
            else if (IsLastOfGroup(g))
                key.Append((char)Leader(negative, g + 1, _gates[g].Unit + 1));
        }

        return key.ToString();
    }

    public void Descend(bool negative)
    {
        _visited[_steps++] = _gate;
        Take(negative);
        // At its least value a unit is not at its largest.
        while (!AtLeaf && _gates[_gate].Kind == GateKind.High && _negative[_gate - 1])
            Take(true);
        Arrive();
    }

    public void Ascend() => _gate = _visited[--_steps];

    public Rational[][] ExactConditions(WorkLimit limit)
    {
        var maps = ExactGates.Maps(_network, _negative.AsSpan(0, _gate), limit);
        return _visited.Take(_steps).Append(_gate).Select(g => maps[g]).ToArray();
    }

    public AffineMap[] OutputMaps()
    {
        Complete(_gates.Length == 0 ? 0 : _gates[^1].Layer, _network.Layers.Count);
        var layer = _network.Layers.Count - 1;
        return Enumerable.Range(0, _network.Outputs).Select(k =>
        {
            var row = Unit(layer, k);
            return new AffineMap(row[..^1].ToArray(), row[^1]);
        }).ToArray();
    }

    // The maps of the gate at the position, from the activations of the layer before.
    private void Arrive()
    {
        if (AtLeaf)
            return;
        var gate = _gates[_gate];
        if (_completedFrom[_gate] >= 0)
            Complete(_completedFrom[_gate], gate.Layer);
        if (gate.Kind == GateKind.High)
        {
            _constants[_gate] = Unit(gate.Layer, gate.Unit)[^1] - ((Clip)_network.Layers[gate.Layer].Activation).High;
            return;
        }

        Substitute(gate.Layer, gate.Unit);
        var row = Unit(gate.Layer, gate.Unit);
        switch (_network.Layers[gate.Layer].Activation)
        {
            case Clip clip:
                _constants[_gate] = row[^1] - clip.Low;
                break;
            case MaxOfUnits max:
                if (gate.Unit % max.GroupSize == 1)
                    Substitute(gate.Layer, gate.Unit - 1);
                var leader = Unit(gate.Layer, Leader(_negative, _gate, gate.Unit));
                var difference = _leads.AsSpan(_gate * _stride, _stride);
                for (var i = 0; i < _stride; i++)
                    difference[i] = row[i] - leader[i];
                _constants[_gate] = difference[^1];
                break;
            default:
                _constants[_gate] = row[^1];
                break;
        }
    }

    // Notes the sign of the gate at the position, goes to the next, and sets the activation once it is known.
    private void Take(bool negative)
    {
        var at = _gate++;
        _negative[at] = negative;
        var gate = _gates[at];
        var activation = _network.Layers[gate.Layer].Activation;
        switch (gate.Kind)
        {
            case GateKind.Zero:
                Activate(gate.Layer, gate.Unit, gate.Unit, negative ? gate.Slope : 1, 0);
                break;
            case GateKind.Low when negative:
                Activate(gate.Layer, gate.Unit, gate.Unit, 0, ((Clip)activation).Low);
                break;
            case GateKind.High when !_negative[at - 1]:
                Activate(gate.Layer, gate.Unit, gate.Unit, negative ? 1 : 0, negative ? 0 : ((Clip)activation).High);
                break;
            case GateKind.Winner when IsLastOfGroup(at):
                Activate(gate.Layer, gate.Unit / ((MaxOfUnits)activation).GroupSize, Leader(_negative, _gate, gate.Unit + 1), 1, 0);
                break;
        }
    }

    private bool IsLastOfGroup(int gate) =>
        (_gates[gate].Unit + 1) % ((MaxOfUnits)_network.Layers[_gates[gate].Layer].Activation).GroupSize == 0;

    // The unit that leads among those of the group before a unit, whose gate this would be.
    private int Leader(ReadOnlySpan<bool> negative, int gate, int unit)
    {
        do
            (gate, unit) = (gate - 1, unit - 1);
        while (gate >= 0 && IsOfSameGroup(gate, unit) && negative[gate]);
        return unit;

        // The first unit of a group has no gate: it leads when nobody has taken the lead from it.
        bool IsOfSameGroup(int g, int u) => _gates[g].Kind == GateKind.Winner && _gates[g].Unit == u;
    }

    // activation = factor·row + constant
    private void Activate(int layer, int activation, int unit, double factor, double constant)
    {
        var index = _firstActivation[layer + 1] + activation;
        _isZero[index] = factor == 0 && constant == 0;
        if (_isZero[index])
            return;
        var target = _activations.AsSpan(index * _stride, _stride);
        var row = Unit(layer, unit);
        if (factor == 0)
            target.Clear();
        else if (factor.Equals(1.0))
            row.CopyTo(target);
        else
            Scale(factor, row, target);
        target[^1] += constant;
    }

    // Units without gates, which are linear, in the layers from one to before another.
    private void Complete(int from, int to)
    {
        for (var l = from; l < to; l++)
        {
            var layer = _network.Layers[l];
            for (var unit = 0; unit < layer.Units; unit++)
            {
                var isLinear = layer.Activation switch
                {
                    Identity => true,
                    NegativeSlopes { Slopes: var a } => a[unit].Equals(1.0),
                    MaxOfUnits { GroupSize: 1 } => true,
                    _ => false,
                };
                if (!isLinear)
                    continue;
                // The search asks before each gate; between two of them there may be a whole layer without any.
                _limit.Check();
                Substitute(l, unit);
                if (l + 1 < _network.Layers.Count)
                    Activate(l, unit, unit, 1, 0);
            }
        }
    }

    private void Substitute(int layer, int unit)
    {
        var z = Unit(layer, unit);
        var weights = _network.Layers[layer].WeightsOf(unit);
        if (layer == 0)
        {
            weights.CopyTo(z);
            z[^1] = _network.Layers[0].Biases[unit];
            return;
        }

        z.Clear();
        z[^1] = _network.Layers[layer].Biases[unit];
        var first = _firstActivation[layer];
        for (var j = 0; j < weights.Length; j++)
        {
            if (!_isZero[first + j] && weights[j] != 0)
                DenseRow.AddMultiple(weights[j], _activations.AsSpan((first + j) * _stride, _stride), z);
        }
    }

    private Span<double> Unit(int layer, int unit) => _units.AsSpan((_firstUnit[layer] + unit) * _stride, _stride);

    private static void Scale(double factor, ReadOnlySpan<double> source, Span<double> target)
    {
        for (var i = 0; i < source.Length; i++)
            target[i] = factor * source[i];
    }

    private static int[] Sums(int[] counts)
    {
        var sums = new int[counts.Length + 1];
        for (var i = 0; i < counts.Length; i++)
            sums[i + 1] = sums[i] + counts[i];
        return sums;
    }
}
