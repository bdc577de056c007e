using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Interpretation.Attributions;

/// <summary>Deep Taylor decomposition: the z⁺ rule in hidden layers, the bounded rule z^B in the first one.</summary>
/// <remarks>
/// Montavon, Lapuschkin, Binder, Samek and Müller 2017, section 5: R_i = Σ_j z_ij⁺ / Σ_i z_ij⁺·R_j with z_ij = x_i·w_ij, and at inputs
/// within
/// [l, h] with x_i·w_ij − l_i·w_ij⁺ − h_i·w_ij⁻ in the place of z_ij⁺. Biases take nothing, so the sum is v (their proposition 4), less
/// what no input could take, where all terms are 0. For PReLU, whose activations may be negative, z_ij⁺ is the positive part of the term.
/// A value that depends on a single other one hands all its relevance to it.
/// </remarks>
public sealed class DeepTaylor : IAttribution
{
    private readonly double[] _lower;
    private readonly double[] _upper;

    /// <summary>Makes the method for inputs within bounds.</summary>
    /// <param name="lower">l, one per input value, or one for all.</param>
    /// <param name="upper">h, likewise.</param>
    /// <exception cref="RuleCompilerException">They are not one or as many, or not in order.</exception>
    public DeepTaylor(double[] lower, double[] upper)
    {
        if (lower.Length != upper.Length || lower.Length == 0 || lower.Zip(upper).Any(b => !(b.First <= b.Second)))
            throw new RuleCompilerException("Each input value has a least value that is not above its largest.");
        (_lower, _upper) = (lower, upper);
    }

    /// <inheritdoc/>
    public string Name => "deep-taylor";

    /// <inheritdoc/>
    /// <exception cref="RuleCompilerException">The input is outside its bounds, or has another number of values.</exception>
    public Attribution Attribute(NetworkState state, Unit unit)
    {
        var x = state.Input;
        if (_lower.Length != 1 && _lower.Length != x.Length)
            throw new RuleCompilerException(
                FormattableString.Invariant($"There are bounds for {_lower.Length} values, the input has {x.Length}."));
        for (var j = 0; j < x.Length; j++)
        {
            if (x[j] < At(_lower, j) || x[j] > At(_upper, j))
                throw new RuleCompilerException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The input value {j + 1}, {x[j]:R}, is outside the bounds {At(_lower, j):R} to {At(_upper, j):R} of "
                            + $"deep Taylor decomposition; widen them."));
        }

        return RelevanceSweep.From(state, unit, new Rule(state, BoundsOf(state)));
    }

    private static double At(double[] bounds, int index) => bounds[bounds.Length == 1 ? 0 : index];

    // The bounds of the nodes that are inputs moved and scaled one by one, and of constants.
    private (double[] Low, double[] High)?[] BoundsOf(NetworkState state)
    {
        var nodes = state.Graph.Nodes;
        var (bounds, read) = (new (double[] Low, double[] High)?[nodes.Count], 0);
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Operation is NetworkInput)
            {
                var first = read;
                var positions = Enumerable.Range(first, nodes[i].Shape.Count).ToArray();
                bounds[i] = (Array.ConvertAll(positions, p => At(_lower, p)), Array.ConvertAll(positions, p => At(_upper, p)));
                read += positions.Length;
            }
            else if (state.MapOf(i) is not { } map)
            {
                bounds[i] = (state.ValuesOf(i), state.ValuesOf(i));
            }
            else if (nodes[i].Operation is Reshape or Selection or Concatenation or ScaleAndShift
                && nodes[i].Inputs.All(k => bounds[k] is not null))
            {
                var (low, high) = (
                    nodes[i].Inputs.Select(k => bounds[k]!.Value.Low).ToArray(),
                    nodes[i].Inputs.Select(k => bounds[k]!.Value.High).ToArray());
                bounds[i] = (Extreme(map, low, high), Extreme(map, high, low));
            }
        }

        return bounds;
    }

    // Positive weights times one end, negative ones times the other.
    private static double[] Extreme(LocalMap map, double[][] positive, double[][] negative)
    {
        var (one, other) = (new double[map.Offsets.Length], new double[map.Offsets.Length]);
        map.With(w => Math.Max(0, w)).Multiply(positive, one);
        map.With(w => Math.Min(0, w)).Multiply(negative, other);
        return one.Zip(other, (a, b) => a + b).Zip(map.Offsets, (a, b) => a + b).ToArray();
    }

    private sealed class Rule(NetworkState state, (double[] Low, double[] High)?[] bounds) : IRelevanceRule
    {
        public double Pass(int node, LocalMap map, IReadOnlyList<double[]> x, double[] relevance, IReadOnlyList<double[]> inputs)
        {
            if (map is SparseMap sparse && Enumerable.Range(0, relevance.Length).All(i => sparse.TermsOf(i).Length < 2))
                return HandOver(sparse, relevance, inputs);
            var ends = state.Graph.Nodes[node].Inputs.Select(k => bounds[k]).ToArray();
            var terms = ends.All(b => b is not null)
                ? RelevanceTerms.WithinBounds(map, x, ends.Select(b => b!.Value.Low), ends.Select(b => b!.Value.High))
                : RelevanceTerms.WithSign(map, x, 1);
            var (z, kept) = (terms.Sums(), 0.0);
            for (var j = 0; j < z.Length; j++)
            {
                kept += z[j] > 0 ? 0 : relevance[j];
                z[j] = z[j] > 0 ? relevance[j] / z[j] : 0;
            }

            terms.AddShares(z, inputs);
            return kept;
        }

        private static double HandOver(SparseMap map, double[] relevance, IReadOnlyList<double[]> inputs)
        {
            var kept = 0.0;
            for (var i = 0; i < relevance.Length; i++)
            {
                if (map.TermsOf(i) is [var only])
                    inputs[only.Input][only.Position] += relevance[i];
                else
                    kept += relevance[i];
            }

            return kept;
        }
    }
}
