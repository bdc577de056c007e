using System;
using System.Linq;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Tests.Extraction;

/// <summary>Functions and boxes drawn at random.</summary>
internal static partial class RandomCases
{
    /// <summary>A coupled function and a box, some of whose ranges are points and some of whose features are one-hot.</summary>
    public static (HingeForm Form, InputBox Box) Mixed(Random random)
    {
        var numbers = random.Next(0, 4);
        var groups = Enumerable.Range(0, random.Next(0, 3)).Select(_ => random.Next(1, 4)).ToArray();
        var box = Box(random, numbers, groups);
        return (HingeForms.Coupled(random, box.Features, random.Next(1, 8)), box);
    }

    public static InputBox Box(Random random, int numbers, int[] groups)
    {
        var lower = Enumerable.Range(0, numbers).Select(_ => (random.NextDouble() * 4) - 3).ToList();
        var upper = lower.Select(l => random.Next(6) == 0 ? l : l + (4 * random.NextDouble())).ToList();
        var features = groups.Select(size => Enumerable.Range(0, size).ToArray()).ToArray();
        foreach (var group in features)
        {
            for (var c = 0; c < group.Length; c++)
            {
                group[c] = lower.Count;
                lower.Add(0);
                upper.Add(1);
            }
        }

        return new InputBox(lower, upper, features);
    }

    /// <summary>A point of the domain.</summary>
    public static double[] Point(Random random, InputBox box)
    {
        var x = box.Lower.Zip(box.Upper, (low, high) => low + (random.NextDouble() * (high - low))).ToArray();
        foreach (var group in box.Groups)
        {
            var chosen = random.Next(group.Count);
            for (var c = 0; c < group.Count; c++)
                x[group[c]] = c == chosen ? 1 : 0;
        }

        return x;
    }

    /// <summary>The pre-activations at a point, computed with the signs that it has, and how large the terms are.</summary>
    public static (double[] Values, double Scale) PreActivations(HingeForm form, double[] x)
    {
        var (z, scale) = (new double[form.Hinges], 1.0);
        for (var j = 0; j < form.Hinges; j++)
        {
            z[j] = form.HingeBiases[j];
            for (var i = 0; i < form.Inputs; i++)
                z[j] += form.HingeWeights[(j * form.Inputs) + i] * x[i];
            for (var i = 0; i < j; i++)
                z[j] += form.Couplings[(j * form.Hinges) + i] * Math.Min(0, z[i]);
            scale = Math.Max(scale, Math.Abs(z[j]));
        }

        return (z, scale);
    }
}
