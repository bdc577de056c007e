using System;
using System.Linq;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Tests.Extraction;

/// <summary>Functions and boxes to extract from.</summary>
internal static class HingeForms
{
    public static InputBox Cube(int dimensions, double halfWidth) => new(
        Enumerable.Repeat(-halfWidth, dimensions).ToArray(), Enumerable.Repeat(halfWidth, dimensions).ToArray());

    /// <summary>Hinges whose pre-activations are affine: one arrangement of hyperplanes.</summary>
    public static HingeForm Uncoupled(Random random, int inputs, int hinges) =>
        Of(inputs, Normals(random, hinges * inputs), Normals(random, hinges), new double[hinges * hinges], random);

    /// <summary>Hinges that bend at those before them.</summary>
    public static HingeForm Coupled(Random random, int inputs, int hinges) =>
        Of(inputs, Normals(random, hinges * inputs), Normals(random, hinges), Normals(random, hinges * hinges), random);

    public static HingeForm Of(int inputs, double[] weights, double[] biases, double[]? couplings = null, Random? random = null)
    {
        random ??= new Random(1);
        const int Outputs = 2;
        return new HingeForm(
            inputs,
            weights,
            biases,
            couplings ?? new double[biases.Length * biases.Length],
            Normals(random, Outputs * inputs),
            Normals(random, Outputs),
            Normals(random, Outputs * biases.Length),
            biases.Select((_, i) => new HingeSource(1, i + 1, 0.1)).ToArray());
    }

    public static double[] Normals(Random random, int count) => Enumerable.Range(0, count).Select(_ => Normal(random)).ToArray();

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
