using System;
using System.Collections.Generic;

namespace RuleCompiler.Trainer.Interpretation.Attributions;

/// <summary>Layer-wise relevance propagation, ε rule: R_i = Σ_j x_i·w_ij / (z_j + ε·sgn z_j)·R_j.</summary>
/// <remarks>
/// Bach, Binder, Montavon, Klauschen, Müller and Samek 2015, eq. 58. z_j holds the bias, whose share stays with it: the sum is v less
/// the shares of the biases and of ε. With ε = 0 it is gradient × input, for activations without an offset (ReLU, PReLU).
/// </remarks>
public sealed class LayerwiseRelevanceEpsilon : IAttribution, IRelevanceRule
{
    private readonly double _epsilon;

    /// <summary>Makes the method with its parameter.</summary>
    /// <param name="epsilon">ε, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">ε is negative.</exception>
    public LayerwiseRelevanceEpsilon(double epsilon = 0.01)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epsilon);
        _epsilon = epsilon;
    }

    /// <inheritdoc/>
    public string Name => "lrp-epsilon";

    /// <inheritdoc/>
    public Attribution Attribute(NetworkState state, Unit unit) => RelevanceSweep.From(state, unit, this);

    double IRelevanceRule.Pass(int node, LocalMap map, IReadOnlyList<double[]> x, double[] relevance, IReadOnlyList<double[]> inputs)
    {
        var terms = new RelevanceTerms((map, x));
        var (z, kept) = (terms.Sums(), 0.0);
        for (var j = 0; j < z.Length; j++)
        {
            var stabiliser = z[j] + map.Offsets[j] < 0 ? -_epsilon : _epsilon;
            var whole = z[j] + map.Offsets[j] + stabiliser;
            var share = whole == 0 ? 0 : relevance[j] / whole;
            kept += whole == 0 ? relevance[j] : share * (map.Offsets[j] + stabiliser);
            z[j] = share;
        }

        terms.AddShares(z, inputs);
        return kept;
    }
}

/// <summary>
/// Layer-wise relevance propagation, αβ rule: R_i = Σ_j (α·z_ij⁺/z_j⁺ − β·z_ij⁻/z_j⁻)·R_j with z_ij = x_i·w_ij and α − β = 1.
/// </summary>
/// <remarks>
/// Bach et al. 2015, eq. 60. z_j⁺ and z_j⁻ hold the positive and the negative bias, whose share stays with it; where one of them is 0, its
/// part is not passed on. The sum is v less these.
/// </remarks>
public sealed class LayerwiseRelevanceAlphaBeta : IAttribution, IRelevanceRule
{
    private readonly double _alpha;

    /// <summary>Makes the method with its parameter.</summary>
    /// <param name="alpha">α, 1 or more; β is α − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">α is below 1.</exception>
    public LayerwiseRelevanceAlphaBeta(double alpha = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(alpha, 1);
        _alpha = alpha;
    }

    /// <inheritdoc/>
    public string Name => "lrp-alpha-beta";

    /// <inheritdoc/>
    public Attribution Attribute(NetworkState state, Unit unit) => RelevanceSweep.From(state, unit, this);

    double IRelevanceRule.Pass(int node, LocalMap map, IReadOnlyList<double[]> x, double[] relevance, IReadOnlyList<double[]> inputs) =>
        Pass(map, x, relevance, inputs, 1, _alpha) + Pass(map, x, relevance, inputs, -1, 1 - _alpha);

    // The positive terms (sign 1) or the negative ones share factor·R.
    private static double Pass(
        LocalMap map, IReadOnlyList<double[]> x, double[] relevance, IReadOnlyList<double[]> inputs, int sign, double factor)
    {
        if (factor == 0)
            return 0;
        var terms = RelevanceTerms.WithSign(map, x, sign);
        var (z, kept) = (terms.Sums(), 0.0);
        for (var j = 0; j < z.Length; j++)
        {
            var bias = sign * map.Offsets[j] > 0 ? map.Offsets[j] : 0;
            var whole = z[j] + bias;
            var share = whole == 0 ? 0 : factor * relevance[j] / whole;
            kept += whole == 0 ? factor * relevance[j] : share * bias;
            z[j] = share;
        }

        terms.AddShares(z, inputs);
        return kept;
    }
}
