using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Tests.Networks;

/// <summary>Networks with every activation, of any weights, or of small whole numbers, whose hyperplanes coincide and meet often.</summary>
internal static class RandomPiecewise
{
    public static PiecewiseNetwork Network(Random random, int inputs)
    {
        var isWhole = random.Next(2) == 0;
        var layers = new List<PiecewiseLayer>();
        var width = inputs;
        for (var l = random.Next(1, 4); l > 0; l--)
        {
            var (activation, units) = Activation(random, isWhole);
            layers.Add(Layer(random, width, units, activation, isWhole));
            width = layers[^1].Width;
        }

        layers.Add(Layer(random, width, random.Next(1, 3), new Identity(), isWhole));
        return new PiecewiseNetwork(layers);
    }

    public static PiecewiseLayer Layer(Random random, int inputs, int units, Activation activation, bool isWhole = false) =>
        new(inputs, Numbers(random, inputs * units, isWhole), Numbers(random, units, isWhole), activation);

    public static PiecewiseNetwork Relu(Random random, params int[] architecture) =>
        new(Enumerable.Range(0, architecture.Length - 1).Select(l => Layer(
            random,
            architecture[l],
            architecture[l + 1],
            l == architecture.Length - 2 ? new Identity() : new NegativeSlopes(new double[architecture[l + 1]]))).ToArray());

    /// <summary>How large the terms of the outputs are: the scale of their rounding errors.</summary>
    public static double Scale(PiecewiseNetwork network, double[] x)
    {
        var sizes = x.Select(Math.Abs).ToArray();
        foreach (var layer in network.Layers)
        {
            var z = Enumerable.Range(0, layer.Units)
                .Select(i => Math.Abs(layer.Biases[i]) + sizes.Select((s, j) => s * Math.Abs(layer.WeightsOf(i)[j])).Sum()).ToArray();
            sizes = layer.Activation is MaxOfUnits max
                ? z.Chunk(max.GroupSize).Select(g => g.Max()).ToArray()
                : z.Select(v => v + 1).ToArray();
        }

        return sizes.Max();
    }

    private static (Activation Activation, int Units) Activation(Random random, bool isWhole)
    {
        var units = random.Next(1, 5);
        switch (random.Next(7))
        {
            case 0:
                return (new NegativeSlopes(new double[units]), units);
            case 1:
                return (new NegativeSlopes(Enumerable.Repeat(0.01, units).ToArray()), units);
            case 2:
                return (
                    new NegativeSlopes(
                        Enumerable.Range(0, units).Select(_ => isWhole ? random.Next(-1, 2) : random.NextDouble()).ToArray()),
                    units);
            case 3:
                return (new Clip(0, 6), units);
            case 4:
                return (new Clip(-1, 1), units);
            case 5:
                return (new Identity(), units);
            default:
                var size = random.Next(1, 5);
                return (new MaxOfUnits(size), size * random.Next(1, 3));
        }
    }

    private static double[] Numbers(Random random, int count, bool isWhole) =>
        Enumerable.Range(0, count).Select(_ => isWhole ? random.Next(-2, 3) : (random.NextDouble() * 4) - 2).ToArray();
}
