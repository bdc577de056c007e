using System;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Training.Curves;

/// <summary>How much a curve moves from one value to the next, over values that there are.</summary>
/// <param name="Up">The sum of all rises.</param>
/// <param name="Down">The sum of all falls.</param>
internal sealed record CurveVariation(double Up, double Down)
{
    /// <summary>1 where it rises more than it falls, −1 where it falls more; 0 where it does not move.</summary>
    public int Direction => Math.Sign(Up - Down);

    /// <summary>The share of the main direction in all movement; 0 where there is none.</summary>
    public double Share => Up + Down > 0 ? Math.Max(Up, Down) / (Up + Down) : 0;

    /// <summary>Follows a curve.</summary>
    /// <param name="input">The input.</param>
    /// <param name="weights">The weights of all features.</param>
    /// <param name="values">The values of the input, increasing.</param>
    public static CurveVariation Of(CurveInput input, ReadOnlySpan<double> weights, ReadOnlySpan<double> values)
    {
        var slopes = weights.Slice(input.First, input.Ramps);
        var heights = input.Heights(slopes, weights.Slice(input.FirstJump, input.Jumps));
        var (up, down, before) = (0.0, 0.0, double.NaN);
        foreach (var value in values)
        {
            var (piece, within) = input.Locate(value);
            var height = heights[piece] + (slopes[piece] * within);
            up += height > before ? height - before : 0;
            down += height < before ? before - height : 0;
            before = height;
        }

        return new CurveVariation(up, down);
    }
}
