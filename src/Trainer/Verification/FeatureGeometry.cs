using System;
using System.Linq;
using RuleCompiler.Trainer.Exact;
using RuleCompiler.Trainer.Extraction;

namespace RuleCompiler.Trainer.Verification;

/// <summary>A box of features as exact geometry: every double is the fraction that it is.</summary>
internal sealed class FeatureGeometry
{
    private readonly int[] _numbers;
    private readonly int[][] _groups;

    /// <summary>Takes over a box.</summary>
    /// <param name="box">The box; as in the extraction, a range without a double strictly inside counts as its lower bound.</param>
    public FeatureGeometry(InputBox box)
    {
        _groups = box.Groups.Select(g => g.ToArray()).ToArray();
        _numbers = Enumerable.Range(0, box.Features).Except(_groups.SelectMany(g => g)).ToArray();
        Box = new ExactBox(
            _numbers.Select(i => new ExactRange(
                Rational.From(box.Lower[i]), Rational.From(Math.BitIncrement(box.Lower[i]) < box.Upper[i] ? box.Upper[i] : box.Lower[i]))).ToArray(),
            _groups.Select(g => g.Length).ToArray());
    }

    /// <summary>The box.</summary>
    public ExactBox Box { get; }

    /// <summary>A positive multiple of an affine map with integer coefficients.</summary>
    /// <param name="map">One weight per feature, and last the bias.</param>
    /// <returns>The multiple.</returns>
    public ExactAffine Express(Rational[] map) => ExactAffine.Of(
        map[^1], _numbers.Select(i => map[i]).ToArray(), _groups.Select(g => g.Select(i => map[i]).ToArray()).ToArray());

    /// <summary>A point of features.</summary>
    /// <param name="x">One value per feature.</param>
    /// <returns>The point; a category is −1 where its group has not exactly one 1 and else 0.</returns>
    public ExactPoint ToPoint(double[] x) => new(
        _numbers.Select(i => Rational.From(x[i])).ToArray(),
        _groups.Select(g => g.All(i => x[i] is 0 or 1) && g.Count(i => x[i] == 1) == 1 ? Array.FindIndex(g, i => x[i] == 1) : -1).ToArray());
}
