using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Networks;

/// <summary>Writes a piecewise-linear network as a hinge form: one hinge per gate, in the same order.</summary>
/// <remarks>
/// With m = min(0, ·): a slope a is f(z) = z + (a−1)·m(z); clipping is high − m(z − low) + m(z − high); and the larger of u and v is
/// v − m(v − u). The activations are kept as A·x + a₀ + H·m. Where many terms cancel (all units off), so do the large numbers they are
/// made of, up to rounding; the search for regions therefore follows the layers themselves.
/// </remarks>
public static class PiecewiseHinges
{
    /// <summary>The hinge form of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="limit">Ends the work with an exception; null does not.</param>
    /// <returns>The same function, hinge j having the sign of gate j.</returns>
    public static HingeForm ToHingeForm(this PiecewiseNetwork network, WorkLimit? limit = null) =>
        Write(network, number => number, -1, limit ?? WorkLimit.None);

    /// <summary>How large the terms are that the coefficients of a network's hinge form are summed up from.</summary>
    /// <param name="network">The network.</param>
    /// <param name="limit">Ends the work with an exception.</param>
    /// <returns>
    /// The magnitudes, in a hinge form of the same shape: the same steps with absolute values and without a difference. No number that
    /// occurs
    /// on the way to a coefficient, or while the network evaluates layer by layer, is larger than what is used here in its place.
    /// </returns>
    internal static HingeForm MagnitudesOf(PiecewiseNetwork network, WorkLimit limit) => Write(network, Math.Abs, 1, limit);

    /// <summary>Follows the layers.</summary>
    /// <param name="network">The network.</param>
    /// <param name="taken">How one of its numbers counts.</param>
    /// <param name="minus">What a difference counts its second term with: −1, or 1 where magnitudes are summed up.</param>
    /// <param name="limit">Ends the work.</param>
    private static HingeForm Write(PiecewiseNetwork network, Func<double, double> taken, double minus, WorkLimit limit)
    {
        var (inputs, hinges) = (network.Inputs, network.Gates.Count);
        var width = inputs + 1 + hinges;
        limit.Require(
            3.0 * (hinges + network.Layers.Max(l => l.Units)) * width * sizeof(double),
            FormattableString.Invariant($"writing {hinges} hinges as functions of {inputs} inputs and of each other"));
        var activations = Enumerable.Range(0, inputs).Select(i =>
        {
            var row = new double[width];
            row[i] = 1;
            return row;
        }).ToArray();
        var rows = new List<double[]>();
        foreach (var layer in network.Layers)
            activations = Activate(
                layer.Activation, PreActivations(layer, activations, width, inputs, taken, limit), rows, inputs, taken, minus);
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

    // A row holds the weights of x, then the constant, then the weights of m.
    private static double[][] Activate(
        Activation activation, double[][] z, List<double[]> rows, int constant, Func<double, double> taken, double minus)
    {
        switch (activation)
        {
            case NegativeSlopes { Slopes: var a }:
                for (var i = 0; i < z.Length; i++)
                {
                    if (!a[i].Equals(1.0))
                        z[i][Hinge((double[])z[i].Clone())] += taken(a[i]) + minus;
                }

                return z;
            case Clip { Low: var low, High: var high }:
                return z.Select(unit =>
                {
                    var row = new double[unit.Length];
                    row[constant] = taken(high);
                    row[Hinge(Moved(unit, low))] = minus;
                    row[Hinge(Moved(unit, high))] = 1;
                    return row;
                }).ToArray();
            case MaxOfUnits { GroupSize: var size }:
                return z.Chunk(size).Select(group => group.Aggregate((leader, unit) =>
                {
                    var row = (double[])unit.Clone();
                    row[Hinge(unit.Zip(leader, (v, u) => v + (minus * u)).ToArray())] += minus;
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
            row[constant] += minus * taken(by);
            return row;
        }
    }

    private static double[][] PreActivations(
        PiecewiseLayer layer, double[][] activations, int width, int constant, Func<double, double> taken, WorkLimit limit)
    {
        var result = new double[layer.Units][];
        for (var i = 0; i < layer.Units; i++)
        {
            var row = result[i] = new double[width];
            row[constant] = taken(layer.Biases[i]);
            var weights = layer.WeightsOf(i);
            for (var j = 0; j < layer.Inputs; j++)
            {
                limit.Check();
                var weight = taken(weights[j]);
                for (var p = 0; p < width; p++)
                    row[p] += weight * activations[j][p];
            }
        }

        return result;
    }
}
