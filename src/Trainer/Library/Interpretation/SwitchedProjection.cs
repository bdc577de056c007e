using System;

namespace RuleCompiler.Trainer.Interpretation;

/// <summary>A value of a network's node: an element of what the node gives, flattened in row-major order.</summary>
/// <param name="Node">The position of the node in the graph.</param>
/// <param name="Element">The position of the value in the node's.</param>
public readonly record struct Unit(int Node, int Element);

/// <summary>What a unit is in one state of its network: v = x·ŵ + b̂ (Szymanski, McCane and Atkinson, Theorem 1).</summary>
/// <param name="Weights">ŵ, the switched weights, one per input value of the network.</param>
/// <param name="Bias">b̂, the switched bias.</param>
/// <param name="Value">v, as the network computed it.</param>
public sealed record SwitchedProjection(double[] Weights, double Bias, double Value)
{
    /// <summary>The squared length of the switched weights, ŵ·ŵ; 0 where all are 0.</summary>
    public double Square => Dot(Weights, Weights);

    /// <summary>The centre, the nearest point at which v would be 0 in this state: c = x − (v / ŵ·ŵ) ŵ (eq. 6).</summary>
    /// <param name="x">The input of the network.</param>
    /// <returns>c; x itself where ŵ is 0.</returns>
    /// <exception cref="ArgumentException">The input has another length.</exception>
    public double[] Centre(ReadOnlySpan<double> x)
    {
        if (x.Length != Weights.Length)
            throw new ArgumentException(
                FormattableString.Invariant($"The network takes {Weights.Length} values, found {x.Length}."), nameof(x));
        var centre = Pattern();
        for (var j = 0; j < centre.Length; j++)
            centre[j] = x[j] - centre[j];
        return centre;
    }

    /// <summary>What each input contributes, (x_j − c_j)·ŵ_j = v·ŵ_j² / (ŵ·ŵ) (eq. 5): together v.</summary>
    /// <returns>One per input value; zeros where ŵ is 0.</returns>
    public double[] Contributions()
    {
        var contributions = Pattern();
        for (var j = 0; j < contributions.Length; j++)
            contributions[j] *= Weights[j];
        return contributions;
    }

    /// <summary>ω̂ = (v / ŵ·ŵ) ŵ (eq. 7), the way from the centre to the input, so that ω̂·ŵ = v.</summary>
    /// <returns>One per input value; zeros where ŵ is 0.</returns>
    public double[] Pattern() => Pattern(Value);

    /// <summary>The same for another value than v, such as the distance to an end at which the unit is limited.</summary>
    /// <param name="value">It takes the place of v.</param>
    /// <returns>One per input value; zeros where ŵ is 0.</returns>
    public double[] Pattern(double value)
    {
        var factor = Square is > 0 and var square ? value / square : 0;
        return Array.ConvertAll(Weights, w => factor * w);
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
