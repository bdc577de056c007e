using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Features;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Rules;

namespace RuleCompiler.Trainer.Regions;

/// <summary>An affine function of the inputs as one of t in [0, 1]ⁿ, x = minimum + width·t, with all that rounding can do to it.</summary>
/// <param name="Coefficients">One per input.</param>
/// <param name="Constant">The constant.</param>
/// <param name="Noise">
/// Inside the ranges this differs by at most so much from the function itself, and from what the function evaluates to in double.
/// </param>
internal sealed record ScaledMap(double[] Coefficients, double Constant, double Noise)
{
    /// <summary>Scales an affine map.</summary>
    /// <param name="map">One weight per input.</param>
    /// <param name="inputs">The inputs, all of them numbers.</param>
    public static ScaledMap Scale(AffineMap map, EquatableArray<Input> inputs)
    {
        var coefficients = new double[inputs.Count];
        var (constant, magnitude) = (map.Bias, Math.Abs(map.Bias));
        for (var i = 0; i < coefficients.Length; i++)
        {
            var input = inputs.NumberAt(i);
            var width = input.Width;
            coefficients[i] = map.Weights[i] * width;
            constant += map.Weights[i] * input.Minimum.Value;
            magnitude += Math.Abs(map.Weights[i]) * (Math.Max(Math.Abs(input.Minimum.Value), Math.Abs(input.Maximum.Value)) + width);
        }

        if (!double.IsFinite(magnitude))
            throw new RuleCompilerException(
                "An expression or a unit of the network takes values beyond the range of double inside the ranges.");

        // The standard bound of a sum of products is (n + 1)·u·Σ|terms| once for the evaluation and once for the constant here; the factor
        // 4 covers the widths' rounding and that of this bound.
        return new ScaledMap(
            coefficients,
            constant,
            (4 * (inputs.Count + 8) * Tolerances.UnitRoundoff * magnitude) + ((inputs.Count + 8) * Tolerances.SmallestNormal));
    }

    /// <summary>An expression over numbers.</summary>
    public static ScaledMap Scale(Expression expression, EquatableArray<Input> inputs) =>
        Scale(DocumentTree.ToMap(new FeatureSpace(inputs), expression), inputs);

    /// <summary>The function with the other sign.</summary>
    public ScaledMap Negated() => new(Coefficients.Select(a => -a).ToArray(), -Constant, Noise);
}
