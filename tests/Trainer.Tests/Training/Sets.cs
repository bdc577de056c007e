using System;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Tests.Training;

/// <summary>Rows to train on.</summary>
internal static class Sets
{
    /// <summary>Features between −1 and 1, and what a function makes of them.</summary>
    public static TrainingSet Of(Random random, int rows, int features, Func<float[], float[]> targets)
    {
        var x = new float[rows * features];
        float[]? y = null;
        for (var r = 0; r < rows; r++)
        {
            var row = new float[features];
            for (var j = 0; j < features; j++)
                row[j] = x[(r * features) + j] = (random.NextSingle() * 2) - 1;
            var target = targets(row);
            y ??= new float[rows * target.Length];
            target.CopyTo(y, r * target.Length);
        }

        return new TrainingSet(x, features, y!, y!.Length / rows);
    }

    /// <summary>|x₀| + |x₁ − 0.3|/2: two hinges.</summary>
    public static TrainingSet TwoHinges(int seed, int rows) =>
        Of(new Random(seed), rows, 2, x => [Math.Abs(x[0]) + (0.5f * Math.Abs(x[1] - 0.3f))]);
}
