using System.Collections.Generic;

namespace RuleCompiler.Trainer.Networks;

/// <summary>
/// What a layer does with its pre-activations z: a piecewise-linear function, described by the signs that select its pieces.
/// </summary>
public abstract record Activation
{
    private protected Activation()
    {
    }

    /// <summary>The number of values that this many units give.</summary>
    /// <param name="units">The units of the layer.</param>
    /// <returns>The width of the layer as the next one sees it.</returns>
    public virtual int Width(int units) => units;
}

/// <summary>f(z) = z: the last layer, or a layer that is linear.</summary>
public sealed record Identity : Activation;

/// <summary>f(z) = z where z ≥ 0, else a·z: ReLU (a = 0), LeakyReLU and PReLU. A unit with a = 1 is linear.</summary>
/// <param name="Slopes">a, one per unit.</param>
public sealed record NegativeSlopes(IReadOnlyList<double> Slopes) : Activation;

/// <summary>
/// f(z) = min(high, max(low, z)): clipped ReLU (0 and n), hard-tanh (−1 and 1). Three pieces: z &lt; low, z ≥ high, and between.
/// </summary>
/// <param name="Low">The least value.</param>
/// <param name="High">The largest value, above <paramref name="Low"/>.</param>
public sealed record Clip(double Low, double High) : Activation;

/// <summary>
/// The largest of each group of units that follow each other (maxout). Its pieces are the winners; of equals the last wins.
/// </summary>
/// <param name="GroupSize">Units per group, which divides the units of the layer.</param>
public sealed record MaxOfUnits(int GroupSize) : Activation
{
    /// <inheritdoc/>
    public override int Width(int units) => units / GroupSize;
}
