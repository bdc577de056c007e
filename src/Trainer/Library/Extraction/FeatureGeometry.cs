using System;
using System.Linq;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>A box of features as exact geometry: every double is the fraction that it is.</summary>
internal sealed class FeatureGeometry
{
    private readonly int[] _numbers;
    private readonly int[][] _groups;
    private readonly int _features;

    /// <summary>Takes over a box.</summary>
    /// <param name="box">The box; as in the extraction, a range without a double strictly inside counts as its lower bound.</param>
    public FeatureGeometry(InputBox box)
    {
        _groups = box.Groups.Select(g => g.ToArray()).ToArray();
        _numbers = Enumerable.Range(0, box.Features).Except(_groups.SelectMany(g => g)).ToArray();
        _features = box.Features;
        Box = new ExactBox(
            _numbers.Select(i => new ExactRange(
                Rational.From(box.Lower[i]), Rational.From(Math.BitIncrement(box.Lower[i]) < box.Upper[i] ? box.Upper[i] : box.Lower[i])))
                    .ToArray(),
            _groups.Select(g => g.Length).ToArray());
    }

    /// <summary>The box.</summary>
    public ExactBox Box { get; }

    /// <summary>A positive multiple of an affine map with integer coefficients.</summary>
    /// <param name="map">One weight per feature, and last the bias.</param>
    /// <returns>The multiple.</returns>
    public ExactAffine Express(Rational[] map) => ExactAffine.Of(
        map[^1], _numbers.Select(i => map[i]).ToArray(), _groups.Select(g => g.Select(i => map[i]).ToArray()).ToArray());

    /// <summary>The features of a point, as doubles.</summary>
    /// <param name="x">The point.</param>
    /// <returns>One value per feature: of each number the nearest double or one next to it.</returns>
    public double[] ToFeatures(ExactPoint x)
    {
        var features = new double[_features];
        for (var i = 0; i < _numbers.Length; i++)
            features[_numbers[i]] = Math.Clamp(x.Numbers[i].ToDouble(), Box.Numbers[i].Lower.ToDouble(), Box.Numbers[i].Upper.ToDouble());
        for (var g = 0; g < _groups.Length; g++)
            features[_groups[g][x.Categories[g]]] = 1;
        return features;
    }

    /// <summary>A point of features.</summary>
    /// <param name="x">One value per feature.</param>
    /// <returns>The point; a category is −1 where its group has not exactly one 1 and else 0.</returns>
    public ExactPoint ToPoint(double[] x) => new(
        _numbers.Select(i => Rational.From(x[i])).ToArray(),
        _groups.Select(g => g.All(i => x[i] is 0 or 1) && g.Count(i => x[i] == 1) == 1 ? Array.FindIndex(g, i => x[i] == 1) : -1)
            .ToArray());
}
