using System.Linq;
using RuleCompiler.Trainer.Interpretation.Rows;

namespace RuleCompiler.Trainer.Interpretation;

/// <summary>Inactive state sensitivity: the mean of ω̂ over the units that are inactive (eq. 8).</summary>
/// <remarks>
/// Each inactive unit counts with its share: 1 for a ReLU, 1 − a for a PReLU of slope a, 1 for a unit that a pool beats and for a limited
/// unit at either end, with the distance to that end in the place of v. Winners of pools and output units do not count. A unit
/// with ŵ = 0 has ω̂ = 0 and counts.
/// </remarks>
public static class Insens
{
    /// <summary>Computes it in two sweeps, forward for every ŵ·ŵ and back for the sum of all ω̂.</summary>
    /// <param name="state">The state.</param>
    /// <returns>One number per input value; zeros where no unit counts.</returns>
    /// <exception cref="System.ArgumentException">Active units have more than 2²⁸ switched weights, two gigabytes.</exception>
    public static double[] Compute(NetworkState state)
    {
        var (factors, total) = FactorsOf(state);
        return Compute(state, factors, total);
    }

    /// <summary>Makes the sweep back, when the one forward is done.</summary>
    internal static double[] Compute(NetworkState state, double[]?[] factors, double total)
    {
        var weights = state.SweepBack((double[]?[])factors.Clone()).Weights;
        for (var j = 0; j < weights.Length && total > 0; j++)
            weights[j] /= total;
        return weights;
    }

    /// <summary>For each unit that counts share·v / ŵ·ŵ, so that the sum of these times ŵ is the sum of the shares of ω̂.</summary>
    /// <returns>The factors by node, and the sum of the shares.</returns>
    internal static (double[]?[] Factors, double Total) FactorsOf(NetworkState state)
    {
        var squares = RowSweep.Squares(state);
        var factors = new double[]?[state.Graph.Nodes.Count];
        foreach (var layer in state.Layers.Where(l => squares[l.Node] is not null))
        {
            var (v, square) = (state.ValuesOf(layer.Node), squares[layer.Node]!);
            var factor = factors[layer.Node] ??= new double[v.Length];
            for (var i = 0; i < v.Length; i++)
            {
                if (layer.Shares[i] > 0 && square[i] > 0)
                    factor[i] += layer.Shares[i] * (v[i] - layer.Ends[i]) / square[i];
            }
        }

        return (factors, state.Layers.Sum(l => l.Shares.Sum()));
    }

    /// <summary>Computes it as it is defined: unit by unit, one sweep back for each. For small networks.</summary>
    /// <param name="state">The state.</param>
    /// <returns>As <see cref="Compute(NetworkState)"/>, up to rounding.</returns>
    public static double[] ByDefinition(NetworkState state)
    {
        var (sum, total) = (new double[state.Graph.InputCount], 0.0);
        foreach (var layer in state.Layers)
        {
            for (var i = 0; i < layer.Shares.Length; i++)
            {
                if (!(layer.Shares[i] > 0))
                    continue;
                var projection = state.Project(new Unit(layer.Node, i));
                var pattern = projection.Pattern(projection.Value - layer.Ends[i]);
                for (var j = 0; j < sum.Length; j++)
                    sum[j] += layer.Shares[i] * pattern[j];
                total += layer.Shares[i];
            }
        }

        return total > 0 ? sum.Select(s => s / total).ToArray() : sum;
    }
}
