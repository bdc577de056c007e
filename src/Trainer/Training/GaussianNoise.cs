using System;
using RuleCompiler.Trainer.Data;

namespace RuleCompiler.Trainer.Training;

/// <summary>Standard normal numbers by the polar method of Marsaglia and Bray (1964).</summary>
public sealed class GaussianNoise
{
    private readonly Xoshiro256 _random;
    private double _spare;
    private bool _hasSpare;

    /// <summary>Draws from a source of uniform numbers.</summary>
    /// <param name="random">The source.</param>
    public GaussianNoise(Xoshiro256 random) => _random = random;

    /// <summary>The next number.</summary>
    /// <returns>A number with mean 0 and variance 1.</returns>
    public double Next()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        while (true)
        {
            var u = (2 * _random.NextDouble()) - 1;
            var v = (2 * _random.NextDouble()) - 1;
            var s = (u * u) + (v * v);
            if (s is >= 1 or 0)
                continue;
            var factor = Math.Sqrt(-2 * ElementaryFunctions.Log(s) / s);
            _spare = v * factor;
            _hasSpare = true;
            return u * factor;
        }
    }
}
