using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Interpretation.Attributions;

/// <summary>
/// The terms of the sums that a node is, y_j = Σ_i x_i·w_ij, or a part of them: one weight matrix with its inputs, or several.
/// </summary>
/// <param name="parts">The matrices; of each the inputs that it takes.</param>
internal sealed class RelevanceTerms(params (LocalMap Weights, IReadOnlyList<double[]> X)[] parts)
{
    /// <summary>The positive or the negative ones among the terms of a map.</summary>
    /// <param name="map">Holds w.</param>
    /// <param name="x">Its inputs.</param>
    /// <param name="sign">1 for the positive terms, −1 for the negative ones.</param>
    public static RelevanceTerms WithSign(LocalMap map, IReadOnlyList<double[]> x, int sign)
    {
        // Positive inputs with weights of the sign, negative ones with weights of the other; mostly there are none of these.
        var positive = (WeightsOf(map, sign), Of(x, a => Math.Max(0, a)));
        return x.All(v => Array.TrueForAll(v, a => a >= 0))
            ? new RelevanceTerms(positive)
            : new RelevanceTerms(positive, (WeightsOf(map, -sign), Of(x, a => Math.Min(0, a))));
    }

    /// <summary>x_i·w_ij − l_i·w_ij⁺ − h_i·w_ij⁻ = (x_i − l_i)·w_ij⁺ + (x_i − h_i)·w_ij⁻, which is never negative.</summary>
    /// <param name="map">Holds w.</param>
    /// <param name="x">Its inputs.</param>
    /// <param name="low">l.</param>
    /// <param name="high">h.</param>
    public static RelevanceTerms WithinBounds(
        LocalMap map, IReadOnlyList<double[]> x, IEnumerable<double[]> low, IEnumerable<double[]> high) => new(
        (WeightsOf(map, 1), x.Zip(low, (v, l) => v.Zip(l, (a, b) => a - b).ToArray()).ToArray()),
        (WeightsOf(map, -1), x.Zip(high, (v, h) => v.Zip(h, (a, b) => a - b).ToArray()).ToArray()));

    /// <summary>Σ_i of the terms, for each j.</summary>
    public double[] Sums()
    {
        double[]? sums = null;
        foreach (var (weights, x) in parts)
        {
            var part = new double[weights.Offsets.Length];
            weights.Multiply(x, part);
            sums = sums is null ? part : sums.Zip(part, (a, b) => a + b).ToArray();
        }

        return sums!;
    }

    /// <summary>Adds Σ_j term_ij·share_j to each input i.</summary>
    public void AddShares(double[] shares, IReadOnlyList<double[]> inputs)
    {
        foreach (var (weights, x) in parts)
        {
            var sums = x.Select(v => new double[v.Length]).ToArray();
            weights.AddTransposed(shares, sums);
            for (var k = 0; k < sums.Length; k++)
            {
                for (var i = 0; i < sums[k].Length; i++)
                    inputs[k][i] += x[k][i] * sums[k][i];
            }
        }
    }

    private static LocalMap WeightsOf(LocalMap map, int sign) => map.With(w => sign * w > 0 ? w : 0);

    private static double[][] Of(IReadOnlyList<double[]> x, Converter<double, double> part) =>
        x.Select(v => Array.ConvertAll(v, part)).ToArray();
}
