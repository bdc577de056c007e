using System;

namespace RuleCompiler.Trainer.Interpretation.Attributions;

/// <summary>(x_j − x'_j)·∫ ∂v/∂x_j along the straight way from a baseline x' to the input x.</summary>
/// <remarks>
/// Sundararajan, Taly and Yan 2017, eq. 1; their sum is v(x) − v(x') (proposition 1), up to the quadrature. The midpoint rule is exact
/// where v has no kink between the ends of a step. Where its slope along the way jumps by d inside a step of length 1/m, the error is
/// at most |d| / (2m): altogether the variation of the slope over 2m.
/// </remarks>
public sealed class IntegratedGradients : IAttribution
{
    private readonly double[]? _baseline;
    private readonly int _steps;

    /// <summary>Makes the method with a number of steps and the point that the path starts from.</summary>
    /// <param name="steps">m, at least 1.</param>
    /// <param name="baseline">x', or nothing for zeros.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no step.</exception>
    public IntegratedGradients(int steps = 50, double[]? baseline = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        (_steps, _baseline) = (steps, baseline);
    }

    /// <inheritdoc/>
    public string Name => "integrated-gradients";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The baseline has another length than the input.</exception>
    public Attribution Attribute(NetworkState state, Unit unit)
    {
        var x = state.Input;
        var baseline = _baseline ?? new double[x.Length];
        if (baseline.Length != x.Length)
            throw new ArgumentException(FormattableString.Invariant($"The baseline has {baseline.Length} values, the input {x.Length}."));
        var (values, point) = (new double[x.Length], new double[x.Length]);
        for (var step = 0; step < _steps; step++)
        {
            var t = (step + 0.5) / _steps;
            for (var j = 0; j < point.Length; j++)
                point[j] = baseline[j] + (t * (x[j] - baseline[j]));
            var weights = NetworkState.At(state.Graph, point).Project(unit).Weights;
            for (var j = 0; j < point.Length; j++)
                values[j] += weights[j];
        }

        for (var j = 0; j < values.Length; j++)
            values[j] *= (x[j] - baseline[j]) / _steps;
        return new Attribution(values, state.ValueOf(unit) - NetworkState.At(state.Graph, baseline).ValueOf(unit));
    }
}
