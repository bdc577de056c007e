using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks;

/// <summary>
/// Writes a piecewise-linear network as a network of PReLUs with slopes from 0 to 1, exactly: the form whose slopes a force can pull.
/// </summary>
/// <remarks>
/// With r = max(0, ·): a slope a &gt; 1 is −a·f(−z) with slope 1/a, one below 0 is r(z) + |a|·r(−z), clipping is low + r(z − low) − r(z −
/// high), and the
/// larger of u and v is v + r(u − v), v passing as a unit with slope 1. Layers without activation fall into the next.
/// </remarks>
public static class PReluRewriting
{
    /// <summary>Writes a piecewise-linear network with PReLUs as its only activations.</summary>
    /// <param name="network">The network.</param>
    /// <returns>The same function; a network of ReLUs, LeakyReLUs and PReLUs with slopes from 0 to 1 keeps its units.</returns>
    public static PReluNetwork ToPRelu(this PiecewiseNetwork network)
    {
        var layers = new List<DenseLayer>();
        // What the next layer sees, as affine maps of the activations of the last one written.
        var seen = Enumerable.Range(0, network.Inputs).Select(i => Unit(network.Inputs, (i, 1))).ToArray();
        foreach (var layer in network.Layers)
            seen = Activate(layer.Activation, PreActivations(layer, seen), layers);
        layers.Add(Dense(seen, null));
        return new PReluNetwork(layers);
    }

    private static AffineMap[] Activate(Activation activation, AffineMap[] z, List<DenseLayer> layers)
    {
        switch (activation)
        {
            case NegativeSlopes { Slopes: var a }:
                return Write(z.Select((map, i) => WithSlope(map, a[i])), layers);
            case Clip { Low: var low, High: var high }:
                return Write(z.Select(map => new Parts(low, new(1, Moved(map, -low), 0), new(-1, Moved(map, -high), 0))), layers);
            case MaxOfUnits { GroupSize: var size }:
                // Halves each group until one is left of it.
                for (; size > 1; size = (size + 1) / 2)
                    z = Write(z.Chunk(size).SelectMany(group => group.Chunk(2).Select(Larger)).ToArray(), layers);
                return z;
            default:
                return z;
        }
    }

    private static Parts WithSlope(AffineMap z, double slope) => slope switch
    {
        > 1 => new Parts(0, new Part(-slope, Times(z, -1), 1 / slope)),
        < 0 => new Parts(0, new(1, z, 0), new(-slope, Times(z, -1), 0)),
        _ => new Parts(0, new Part(1, z, slope)),
    };

    private static Parts Larger(AffineMap[] pair) => pair is [var u, var v]
        ? new Parts(0, new(1, v, 1), new(1, Sum(u, Times(v, -1)), 0))
        : new Parts(0, new Part(1, pair[0], 1));

    /// <summary>Writes a layer of PReLUs and says what each unit that they are parts of is a function of.</summary>
    private static AffineMap[] Write(IEnumerable<Parts> units, List<DenseLayer> layers)
    {
        var parts = units.ToArray();
        var all = parts.SelectMany(p => p.Terms).ToArray();
        layers.Add(Dense(all.Select(p => p.PreActivation).ToArray(), all.Select(p => p.Slope).ToArray()));
        var next = 0;
        return parts.Select(p => Unit(all.Length, p.Terms.Select(t => (next++, t.Factor)).ToArray()) with { Bias = p.Bias }).ToArray();
    }

    private static DenseLayer Dense(AffineMap[] maps, double[]? slopes) =>
        new(maps[0].Weights.Length, maps.SelectMany(m => m.Weights).ToArray(), maps.Select(m => m.Bias).ToArray(), slopes);

    private static AffineMap[] PreActivations(PiecewiseLayer layer, AffineMap[] seen) => Enumerable.Range(0, layer.Units).Select(i =>
    {
        var weights = new double[seen[0].Weights.Length];
        var bias = layer.Biases[i];
        var w = layer.WeightsOf(i);
        for (var j = 0; j < w.Length; j++)
        {
            bias += w[j] * seen[j].Bias;
            for (var p = 0; p < weights.Length; p++)
                weights[p] += w[j] * seen[j].Weights[p];
        }

        return new AffineMap(weights, bias);
    }).ToArray();

    private static AffineMap Unit(int width, params ReadOnlySpan<(int Position, double Weight)> terms)
    {
        var weights = new double[width];
        foreach (var (position, weight) in terms)
            weights[position] = weight;
        return new AffineMap(weights, 0);
    }

    private static AffineMap Times(AffineMap map, double factor) => new(Array.ConvertAll(map.Weights, w => factor * w), factor * map.Bias);

    private static AffineMap Sum(AffineMap a, AffineMap b) => new(a.Weights.Zip(b.Weights, (v, w) => v + w).ToArray(), a.Bias + b.Bias);

    private static AffineMap Moved(AffineMap map, double by) => map with { Bias = map.Bias + by };

    /// <summary>A unit as a sum: Bias + Σ Factor·f(PreActivation).</summary>
    private sealed record Parts(double Bias, params Part[] Terms);

    /// <summary>One PReLU of it.</summary>
    private sealed record Part(double Factor, AffineMap PreActivation, double Slope);
}
