using System;

namespace RuleCompiler.Trainer.Networks;

/// <summary>One affine function of the features: x ↦ weights·x + bias.</summary>
/// <param name="Weights">One weight per feature.</param>
/// <param name="Bias">The constant.</param>
public sealed record AffineMap(double[] Weights, double Bias)
{
    /// <summary>The value at a point.</summary>
    /// <param name="x">One value per feature.</param>
    /// <returns>weights·x + bias.</returns>
    public double Evaluate(ReadOnlySpan<double> x)
    {
        var sum = Bias;
        for (var i = 0; i < Weights.Length; i++)
            sum += Weights[i] * x[i];
        return sum;
    }
}
