using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>Collects the regions of a network that points fall into.</summary>
/// <remarks>
/// A forward pass with a bound of its rounding error tells the signs of the gates. Where all are beyond doubt the point is inside a
/// full-dimensional region; a point on or next to a hyperplane is followed through the tree of regions, by linear programmes.
/// </remarks>
public sealed class ReachedRegions
{
    private readonly PiecewiseNetwork _network;
    private readonly InputBox _box;
    private readonly WorkLimit _limit;
    private readonly NetworkPath _path;
    private readonly CellSearch _search;
    private readonly HashSet<string> _regions = new(StringComparer.Ordinal);
    private readonly bool[] _negative;

    /// <summary>Prepares to collect the regions that rows fall into; there are none yet.</summary>
    /// <param name="network">The network.</param>
    /// <param name="box">The domain, of as many features.</param>
    /// <param name="limit">Ends the work with an exception; null does not.</param>
    public ReachedRegions(PiecewiseNetwork network, InputBox box, WorkLimit? limit = null)
    {
        limit ??= WorkLimit.None;
        if (network.Inputs != box.Features)
            throw new ArgumentException($"The network has {network.Inputs} inputs, the box {box.Features}.");
        (_network, _box) = (network, box);
        NetworkPath.Require(network, 1, limit);
        _limit = limit;
        _path = new NetworkPath(network, limit);
        _search = new CellSearch(_path, box, new NoVisitor(), limit);
        _negative = new bool[network.Gates.Count];
    }

    /// <summary>The number of different regions that rows fell into so far.</summary>
    public long Regions => _regions.Count;

    /// <summary>Sides of conditions left out without proof; see <see cref="RegionExtraction"/>.</summary>
    public long Undecided => _search.Undecided;

    /// <summary>Adds the region of a point.</summary>
    /// <param name="x">One finite value per input.</param>
    /// <returns>Whether the point is in the box; one outside reaches nothing.</returns>
    public bool Add(ReadOnlySpan<double> x)
    {
        if (!_box.Contains(x))
            return false;
        if (FindSigns(x))
            _regions.Add(_path.RegionOf(_negative));
        else
            _search.Follow(x, () => _regions.Add(_path.RegionOf(_path.Pattern)));
        return true;
    }

    private bool FindSigns(ReadOnlySpan<double> x)
    {
        var activations = x.ToArray().Select(v => new SignedValue(v, 0)).ToArray();
        var gate = 0;
        foreach (var layer in _network.Layers)
        {
            _limit.Check();
            if (gate == _negative.Length)
                return true;
            var z = PreActivations(layer, activations);
            activations = new SignedValue[layer.Width];
            for (var unit = 0; unit < layer.Units; unit++)
            {
                var isCertain = layer.Activation switch
                {
                    NegativeSlopes { Slopes: var a } => ApplySlope(z[unit], a[unit], ref gate, out activations[unit]),
                    Clip clip => ApplyClip(z[unit], clip, ref gate, out activations[unit]),
                    MaxOfUnits { GroupSize: var size } => ApplyMax(z[unit], unit % size == 0, ref gate, ref activations[unit / size]),
                    _ => Pass(z[unit], out activations[unit]),
                };
                if (!isCertain)
                    return false;
            }
        }

        return true;
    }

    private static bool Pass(SignedValue z, out SignedValue activation)
    {
        activation = z;
        return true;
    }

    private bool ApplySlope(SignedValue z, double slope, ref int gate, out SignedValue activation)
    {
        activation = z;
        if (slope.Equals(1.0))
            return true;
        _negative[gate++] = z.IsNegative;
        if (z.IsNegative)
            activation = new SignedValue(slope * z.Value, Math.Abs(slope) * (z.Error + (2 * Tolerances.UnitRoundoff * Math.Abs(z.Value))));
        return z.IsCertain;
    }

    private bool ApplyClip(SignedValue z, Clip clip, ref int gate, out SignedValue activation)
    {
        var (low, high) = (Difference(z, new SignedValue(clip.Low, 0)), Difference(z, new SignedValue(clip.High, 0)));
        _negative[gate++] = low.IsNegative;
        _negative[gate++] = low.IsNegative || high.IsNegative;
        activation = low.IsNegative ? new SignedValue(clip.Low, 0) : high.IsNegative ? z : new SignedValue(clip.High, 0);
        return low.IsCertain && high.IsCertain;
    }

    private bool ApplyMax(SignedValue z, bool isFirst, ref int gate, ref SignedValue leader)
    {
        if (isFirst)
        {
            leader = z;
            return true;
        }

        var difference = Difference(z, leader);
        _negative[gate++] = difference.IsNegative;
        if (!difference.IsNegative)
            leader = z;
        return difference.IsCertain;
    }

    private static SignedValue Difference(SignedValue a, SignedValue b)
    {
        var value = a.Value - b.Value;
        return new SignedValue(value, a.Error + b.Error + (2 * Tolerances.UnitRoundoff * (Math.Abs(a.Value) + Math.Abs(b.Value))));
    }

    // The error of a sum of products, and what the errors of the activations before add to it; 1 % more covers that this is itself rounded.
    private static SignedValue[] PreActivations(PiecewiseLayer layer, SignedValue[] activations)
    {
        var x = Array.ConvertAll(activations, a => a.Value);
        var z = new SignedValue[layer.Units];
        for (var unit = 0; unit < z.Length; unit++)
        {
            var weights = layer.WeightsOf(unit);
            var sum = SignedValue.Compute(weights, layer.Biases[unit], x);
            var before = 0.0;
            for (var j = 0; j < weights.Length; j++)
                before += Math.Abs(weights[j]) * activations[j].Error;
            z[unit] = sum with { Error = (sum.Error + before) * 1.01 };
        }

        return z;
    }

    private sealed class NoVisitor : ICellVisitor
    {
        public void Split()
        {
            // A point is followed, nothing is visited.
        }

        public bool Leaf(ReadOnlySpan<double> witness) => true;
    }
}
