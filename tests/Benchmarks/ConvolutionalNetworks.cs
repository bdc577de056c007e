using System;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Benchmarks;

/// <summary>Networks of known shapes with random weights, of the deviation that keeps activations at their size (He).</summary>
internal static class ConvolutionalNetworks
{
    /// <summary>Convolution 32@5×5, pool 2, convolution 64@5×5, pool 2, dense 512, dense.</summary>
    public static NetworkGraph TwoConvolutions(int channels, int side, int outputs)
    {
        var (random, builder) = (new Xoshiro256(1), new GraphBuilder());
        var last = builder.Add("input", new NetworkInput(new TensorShape(1, channels, side, side)));
        last = Pool(builder, Convolution(builder, random, 32, new WindowAxis(5, 1, 1, 2, 2), last));
        last = Pool(builder, Convolution(builder, random, 64, new WindowAxis(5, 1, 1, 2, 2), last));
        return Dense(builder, random, 512, outputs, last);
    }

    /// <summary>Convolution 32@8×8/4, 64@4×4/3, 64@3×3, dense 512, dense 18, on four frames of 84×84.</summary>
    public static NetworkGraph Atari()
    {
        var (random, builder) = (new Xoshiro256(1), new GraphBuilder());
        var last = builder.Add("input", new NetworkInput(new TensorShape(1, 4, 84, 84)));
        last = Convolution(builder, random, 32, new WindowAxis(8, 4, 1, 2, 2), last);
        last = Convolution(builder, random, 64, new WindowAxis(4, 3, 1, 0, 1), last);
        last = Convolution(builder, random, 64, new WindowAxis(3, 1, 1, 1, 1), last);
        return Dense(builder, random, 512, 18, last);
    }

    private static int Convolution(GraphBuilder builder, Xoshiro256 random, int filters, WindowAxis axis, int input)
    {
        var channels = builder.ShapeOf(input)[1];
        var weights = Normal(random, filters * channels * axis.Size * axis.Size, Math.Sqrt(2.0 / (channels * axis.Size * axis.Size)));
        return builder.Add(
            "relu",
            new NegativeSlope([0]),
            builder.Add("conv", new Convolution(weights, Normal(random, filters, 0.1), 1, axis, axis), input));
    }

    private static int Pool(GraphBuilder builder, int input) =>
        builder.Add("pool", new MaxPool(new WindowAxis(2, 2), new WindowAxis(2, 2)), input);

    private static NetworkGraph Dense(GraphBuilder builder, Xoshiro256 random, int hidden, int outputs, int input)
    {
        var count = builder.ShapeOf(input).Count;
        var flat = builder.Add("flatten", new Reshape(new TensorShape(1, count)), input);
        var units = builder.Add(
            "dense", new Dense(Normal(random, count * hidden, Math.Sqrt(2.0 / count)), Normal(random, hidden, 0.1)), flat);
        var active = builder.Add("relu", new NegativeSlope([0]), units);
        return builder.Build(
            [builder.Add("scores", new Dense(Normal(random, hidden * outputs, Math.Sqrt(1.0 / hidden)), new double[outputs]), active)]);
    }

    private static double[] Normal(Xoshiro256 random, int count, double deviation) => Enumerable.Range(0, count)
        .Select(_ => deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())).ToArray();
}
