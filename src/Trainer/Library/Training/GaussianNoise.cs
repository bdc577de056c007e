using System;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Training;

/// <summary>Standard normal numbers by the ziggurat of Marsaglia and Tsang (2000), in the form of Doornik (2005).</summary>
/// <remarks>
/// The area under the density is cut into layers of equal area, rectangles but for the lowest, which has the tail. A point of a random
/// layer
/// is nearly always inside the density, which one comparison shows; the rest is decided exactly.
/// </remarks>
public sealed class GaussianNoise
{
    private const int Layers = 128;

    /// <summary>Where the tail begins.</summary>
    private const double TailStart = 3.442619855899;

    /// <summary>The area of each layer.</summary>
    private const double LayerArea = 9.91256303526217e-3;

    // The right edge of each layer, widest first, and 0 at the end.
    private static readonly double[] Edges = MakeEdges();
    private static readonly double[] InsideShares = MakeInsideShares();

    private readonly Xoshiro256 _random;

    /// <summary>Draws from a source of uniform numbers.</summary>
    /// <param name="random">The source.</param>
    public GaussianNoise(Xoshiro256 random) => _random = random;

    /// <summary>Draws the next number of the sequence.</summary>
    /// <returns>A number with mean 0 and variance 1.</returns>
    public double Next()
    {
        while (true)
        {
            // The low bits choose the layer, the high ones the place in it.
            var bits = _random.NextUInt64();
            var layer = (int)(bits % Layers);
            var u = (2 * ((bits >> 11) * (1.0 / (1UL << 53)))) - 1;
            var x = u * Edges[layer];
            if (Math.Abs(u) < InsideShares[layer] || (layer > 0 && IsUnderDensity(layer, x)))
                return x;
            if (layer == 0)
                return Math.CopySign(Tail(), u);
        }
    }

    private bool IsUnderDensity(int layer, double x)
    {
        var low = Exponential.Of(-0.5 * ((Edges[layer] * Edges[layer]) - (x * x)));
        var high = Exponential.Of(-0.5 * ((Edges[layer + 1] * Edges[layer + 1]) - (x * x)));
        return high + (_random.NextDouble() * (low - high)) < 1;
    }

    private double Tail()
    {
        while (true)
        {
            // 1 − u is never 0.
            var x = -Logarithm.Of(1 - _random.NextDouble()) / TailStart;
            var y = -Logarithm.Of(1 - _random.NextDouble());
            if (2 * y > x * x)
                return TailStart + x;
        }
    }

    private static double Density(double x) => Exponential.Of(-0.5 * x * x);

    private static double[] MakeEdges()
    {
        var edges = new double[Layers + 1];
        edges[0] = LayerArea / Density(TailStart);
        edges[1] = TailStart;
        for (var i = 2; i < Layers; i++)
            edges[i] = Math.Sqrt(-2 * Logarithm.Of((LayerArea / edges[i - 1]) + Density(edges[i - 1])));
        return edges;
    }

    private static double[] MakeInsideShares()
    {
        var shares = new double[Layers];
        for (var i = 0; i < Layers; i++)
            shares[i] = Edges[i + 1] / Edges[i];
        return shares;
    }
}
