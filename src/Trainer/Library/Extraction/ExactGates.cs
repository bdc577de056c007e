using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Exact;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>
/// The conditions of a network's gates under given signs, without rounding: its doubles are taken as the fractions that they are.
/// </summary>
internal static class ExactGates
{
    /// <summary>Follows the layers to a gate.</summary>
    /// <param name="network">The network.</param>
    /// <param name="negative">The signs of the gates before it; there is one more gate.</param>
    /// <param name="limit">Ends the work.</param>
    /// <returns>The conditions of these gates and of the next: n weights and last the bias.</returns>
    public static Rational[][] Maps(PiecewiseNetwork network, ReadOnlySpan<bool> negative, WorkLimit limit)
    {
        var maps = new List<Rational[]>();
        var activations = Enumerable.Range(0, network.Inputs).Select(i => Axis(network.Inputs, i)).ToArray();
        foreach (var layer in network.Layers)
        {
            var next = new Rational[layer.Width][];
            for (var unit = 0; unit < layer.Units; unit++)
            {
                var z = PreActivation(layer, unit, activations, limit);
                switch (layer.Activation)
                {
                    case NegativeSlopes { Slopes: var a } when !a[unit].Equals(1.0):
                        maps.Add(z);
                        if (maps.Count > negative.Length)
                            return maps.ToArray();
                        next[unit] = negative[maps.Count - 1] ? Times(a[unit], z) : z;
                        break;
                    case Clip { Low: var low, High: var high }:
                        maps.Add(Minus(z, Constant(low, z.Length)));
                        if (maps.Count > negative.Length)
                            return maps.ToArray();
                        maps.Add(Minus(z, Constant(high, z.Length)));
                        if (maps.Count > negative.Length)
                            return maps.ToArray();
                        next[unit] = negative[maps.Count - 2]
                            ? Constant(low, z.Length)
                            : negative[maps.Count - 1] ? z : Constant(high, z.Length);
                        break;
                    case MaxOfUnits { GroupSize: var size } when unit % size > 0:
                        maps.Add(Minus(z, next[unit / size]));
                        if (maps.Count > negative.Length)
                            return maps.ToArray();
                        if (!negative[maps.Count - 1])
                            next[unit / size] = z;
                        break;
                    case MaxOfUnits { GroupSize: var size }:
                        next[unit / size] = z;
                        break;
                    default:
                        next[unit] = z;
                        break;
                }
            }

            activations = next;
        }

        throw new ArgumentException("The signs are of all gates; none is left to follow.", nameof(negative));
    }

    private static Rational[] PreActivation(PiecewiseLayer layer, int unit, Rational[][] activations, WorkLimit limit)
    {
        var z = Constant(layer.Biases[unit], activations[0].Length);
        var weights = layer.WeightsOf(unit);
        for (var j = 0; j < weights.Length; j++)
        {
            limit.Check();
            if (weights[j] != 0)
                z = z.Zip(Times(weights[j], activations[j]), (a, b) => a + b).ToArray();
        }

        return z;
    }

    private static Rational[] Axis(int inputs, int axis)
    {
        var map = new Rational[inputs + 1];
        map[axis] = Rational.One;
        return map;
    }

    private static Rational[] Constant(double value, int length)
    {
        var map = new Rational[length];
        map[^1] = Rational.From(value);
        return map;
    }

    private static Rational[] Times(double factor, Rational[] map)
    {
        var f = Rational.From(factor);
        return Array.ConvertAll(map, a => f * a);
    }

    private static Rational[] Minus(Rational[] a, Rational[] b) => a.Zip(b, (x, y) => x - y).ToArray();
}
