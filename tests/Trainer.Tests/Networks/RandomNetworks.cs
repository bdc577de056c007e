using System;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tests.Extraction;

namespace RuleCompiler.Trainer.Tests.Networks;

/// <summary>Networks of random shapes, some of whose PReLUs are linear.</summary>
internal static class RandomNetworks
{
    public static PReluNetwork Any(Random random)
    {
        var sizes = Enumerable.Range(0, random.Next(2, 6)).Select(_ => random.Next(1, 7)).ToArray();
        return Of(random, () => random.Next(3) == 0 ? 1 : random.Next(5) == 0 ? 0 : random.NextDouble(), sizes);
    }

    /// <summary>A network with given units per layer, the inputs first and the outputs last.</summary>
    public static PReluNetwork Of(Random random, Func<double> slope, params int[] sizes)
    {
        var layers = new DenseLayer[sizes.Length - 1];
        for (var l = 0; l < layers.Length; l++)
        {
            var hidden = l < layers.Length - 1;
            layers[l] = new DenseLayer(
                sizes[l],
                HingeForms.Normals(random, sizes[l] * sizes[l + 1]),
                HingeForms.Normals(random, sizes[l + 1]),
                hidden ? Enumerable.Range(0, sizes[l + 1]).Select(_ => slope()).ToArray() : null);
        }

        return new PReluNetwork(layers);
    }
}
