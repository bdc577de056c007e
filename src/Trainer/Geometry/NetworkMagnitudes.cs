using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Geometry;

/// <summary>How large the terms are that the coefficients of a network's hinge form are summed up from.</summary>
/// <remarks>
/// The form is made by <see cref="PiecewiseHinges"/>, whose steps are repeated here with absolute values and without a difference: no number
/// that occurs on the way to a coefficient, or while the network evaluates layer by layer, is larger than what stands here in its place.
/// </remarks>
internal static class NetworkMagnitudes
{
    /// <summary>The magnitudes, in a hinge form of the same shape.</summary>
    /// <param name="network">The network.</param>
    public static HingeForm Of(PiecewiseNetwork network)
    {
        var (inputs, hinges) = (network.Inputs, network.Gates.Count);
        var activations = Enumerable.Range(0, inputs).Select(i => Unit(i, inputs + 1 + hinges)).ToArray();
        var rows = new List<double[]>();
        foreach (var layer in network.Layers)
            activations = Activate(layer.Activation, PreActivations(layer, activations, inputs + 1 + hinges, inputs), rows, inputs);
        return new HingeForm(
            inputs,
            rows.SelectMany(r => r.Take(inputs)).ToArray(),
            rows.Select(r => r[inputs]).ToArray(),
            rows.SelectMany(r => r.Skip(inputs + 1)).ToArray(),
            activations.SelectMany(r => r.Take(inputs)).ToArray(),
            activations.Select(r => r[inputs]).ToArray(),
            activations.SelectMany(r => r.Skip(inputs + 1)).ToArray(),
            network.Gates.Select(g => g.Source).ToArray());
    }

    /// <summary>A bound of the relative error, against the magnitudes, of the form's coefficients and of the network's own evaluation.</summary>
    /// <param name="network">The network.</param>
    public static double Rounding(PiecewiseNetwork network)
    {
        // The longest way of a number through all layers: a sum of products, and a few operations per activation or member of a group. Once
        // for the form, once for the evaluation, and twice over for the rounding of the magnitudes themselves.
        var operations = network.Layers.Sum(l => l.Inputs + 8L + (l.Activation is MaxOfUnits max ? 2L * max.GroupSize : 0));
        return 4 * operations * Precision.UnitRoundoff;
    }

    private static double[][] Activate(Activation activation, double[][] z, List<double[]> rows, int constant)
    {
        switch (activation)
        {
            case NegativeSlopes { Slopes: var a }:
                for (var i = 0; i < z.Length; i++)
                {
                    if (!a[i].Equals(1.0))
                        z[i][Hinge((double[])z[i].Clone())] += Math.Abs(a[i]) + 1;
                }

                return z;
            case Clip { Low: var low, High: var high }:
                return z.Select(unit =>
                {
                    var row = new double[unit.Length];
                    row[constant] = Math.Abs(high);
                    row[Hinge(Moved(unit, low))] = 1;
                    row[Hinge(Moved(unit, high))] = 1;
                    return row;
                }).ToArray();
            case MaxOfUnits { GroupSize: var size }:
                return z.Chunk(size).Select(group => group.Aggregate((leader, unit) =>
                {
                    var row = (double[])unit.Clone();
                    row[Hinge(unit.Zip(leader, (v, u) => v + u).ToArray())] += 1;
                    return row;
                })).ToArray();
            default:
                return z;
        }

        int Hinge(double[] row)
        {
            rows.Add(row);
            return constant + rows.Count;
        }

        double[] Moved(double[] unit, double by)
        {
            var row = (double[])unit.Clone();
            row[constant] += Math.Abs(by);
            return row;
        }
    }

    private static double[][] PreActivations(PiecewiseLayer layer, double[][] activations, int width, int constant)
    {
        var result = new double[layer.Units][];
        for (var i = 0; i < layer.Units; i++)
        {
            var row = result[i] = new double[width];
            row[constant] = Math.Abs(layer.Biases[i]);
            var weights = layer.WeightsOf(i);
            for (var j = 0; j < layer.Inputs; j++)
            {
                for (var p = 0; p < width; p++)
                    row[p] += Math.Abs(weights[j]) * activations[j][p];
            }
        }

        return result;
    }

    private static double[] Unit(int index, int length)
    {
        var row = new double[length];
        row[index] = 1;
        return row;
    }
}
