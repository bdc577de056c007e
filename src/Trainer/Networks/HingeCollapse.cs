using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks;

/// <summary>Writes a network as its hinge form, exactly: the PReLUs whose slope is not 1 become hinges.</summary>
/// <remarks>
/// Layer by layer the activations are kept as A·x + a₀ + H·m, where m = min(0, z) of the hinges so far. A unit with slope 1 passes that
/// through; any other adds a hinge, since f(z) = z + (a−1)·min(0, z).
/// </remarks>
public static class HingeCollapse
{
    /// <summary>The hinge form of a network.</summary>
    /// <param name="network">The network.</param>
    /// <returns>The same function with δ = <see cref="PReluNetwork.Nonlinear"/> hinges, in the order of the levels.</returns>
    public static HingeForm ToHingeForm(this PReluNetwork network)
    {
        var inputs = network.Inputs;
        var hinges = network.Nonlinear;
        var width = inputs + 1 + hinges;
        var activations = Enumerable.Range(0, inputs).Select(i => Unit(width, i)).ToArray();
        var rows = new List<double[]>();
        var sources = new List<HingeSource>();
        for (var level = 0; level < network.Layers.Count; level++)
        {
            var layer = network.Layers[level];
            activations = PreActivations(layer, activations, width, inputs);
            for (var unit = 0; unit < layer.Units; unit++)
            {
                if (layer.Slopes is null || layer.Slopes[unit].Equals(1.0))
                    continue;
                rows.Add((double[])activations[unit].Clone());
                activations[unit][inputs + sources.Count + 1] += layer.Slopes[unit] - 1;
                sources.Add(new HingeSource(level + 1, unit + 1, layer.Slopes[unit]));
            }
        }

        return new HingeForm(
            inputs,
            rows.SelectMany(r => r.Take(inputs)).ToArray(),
            rows.Select(r => r[inputs]).ToArray(),
            rows.SelectMany(r => r.Skip(inputs + 1)).ToArray(),
            activations.SelectMany(r => r.Take(inputs)).ToArray(),
            activations.Select(r => r[inputs]).ToArray(),
            activations.SelectMany(r => r.Skip(inputs + 1)).ToArray(),
            sources.ToArray());
    }

    // A row holds the weights of x, then the constant, then the weights of m.
    private static double[] Unit(int width, int position)
    {
        var row = new double[width];
        row[position] = 1;
        return row;
    }

    private static double[][] PreActivations(DenseLayer layer, double[][] activations, int width, int constant)
    {
        var result = new double[layer.Units][];
        for (var i = 0; i < layer.Units; i++)
        {
            var row = result[i] = new double[width];
            row[constant] = layer.Biases[i];
            for (var j = 0; j < layer.Inputs; j++)
            {
                var weight = layer.Weights[(i * layer.Inputs) + j];
                for (var p = 0; p < width; p++)
                    row[p] += weight * activations[j][p];
            }
        }

        return result;
    }
}
