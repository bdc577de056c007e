using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Tests.Networks.Graphs;

/// <summary>Random operations and chains of them.</summary>
internal static class RandomGraphs
{
    public static double[] Numbers(Random random, int count) =>
        Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 4) - 2).ToArray();

    public static TensorShape Shape(Random random, int rank) => new([1, .. Enumerable.Range(1, rank - 1).Select(_ => random.Next(1, 6))]);

    public static WindowAxis Axis(Random random, int length)
    {
        var size = random.Next(1, Math.Min(length, 3) + 1);
        var dilation = size > 1 && ((size - 1) * 2) + 1 <= length ? random.Next(1, 3) : 1;
        return new WindowAxis(size, random.Next(1, 4), dilation, random.Next(0, size), random.Next(0, size), random.Next(2) == 0);
    }

    public static WindowAxis[] Axes(Random random, TensorShape shape) => shape.Dimensions.Skip(2).Select(d => Axis(random, d)).ToArray();

    public static Convolution Convolution(Random random, TensorShape shape)
    {
        var groups = random.Next(2) == 0 ? 1 : shape[1];
        var (filters, axes) = (groups * random.Next(1, 4), Axes(random, shape).Select(a => a with { IsLastPartial = false }).ToArray());
        return new Convolution(
            Numbers(random, filters * (shape[1] / groups) * axes.Aggregate(1, (p, a) => p * a.Size)),
            Numbers(random, filters),
            groups,
            axes);
    }

    /// <summary>An affine operation on one value of a shape.</summary>
    public static Operation Affine(Random random, TensorShape shape) => random.Next(8) switch
    {
        0 or 1 => Units(random, shape),
        2 => Convolution(random, shape),
        3 => new AveragePool(random.Next(2) == 0, Axes(random, shape)),
        4 => new ScaleAndShift(
            Numbers(random, random.Next(2) == 0 ? 1 : shape.Count), Numbers(random, random.Next(2) == 0 ? 1 : shape.Count)),
        5 => Selection.Transposed(shape, Enumerable.Range(0, shape.Rank).OrderBy(a => a == 0 ? -1 : random.Next()).ToArray()),
        6 => Selection.Along(shape, 1, Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(shape[1])).ToArray()),
        _ => Selection.Stretched(
            shape,
            new TensorShape(shape.Dimensions.Select(d => d == 1 ? random.Next(1, 3) : d).ToArray()) is var to && to[0] == 1 ? to : shape),
    };

    /// <summary>A chain of affine operations and activations, with branches that join before an activation.</summary>
    public static NetworkGraph Chain(Random random)
    {
        var builder = new GraphBuilder();
        var last = builder.Add("x", new NetworkInput(Shape(random, random.Next(3, 5))));
        for (var step = random.Next(1, 5); step > 0; step--)
        {
            var z = builder.Add("affine", Affine(random, builder.ShapeOf(last)), last);
            var other = builder.Add("other", new ScaleAndShift(Numbers(random, 1), Numbers(random, 1)), z);
            last = random.Next(9) switch
            {
                0 => builder.Add("relu", new NegativeSlope([0]), z),
                1 => builder.Add("prelu", new NegativeSlope(Numbers(random, builder.ShapeOf(z).Count)), z),
                2 => builder.Add("clip", new Limited(-1, 0.5), z),
                3 => builder.Add("low", new Limited(0.25, double.PositiveInfinity), z),
                4 => builder.Add("high", new Limited(double.NegativeInfinity, 0.25), z),
                5 => builder.Add("abs", new Absolute(), z),
                6 => builder.Add(
                    "max",
                    new Maximum(),
                    z,
                    other,
                    builder.Add("half", new Constant(new Tensor(builder.ShapeOf(z), Numbers(random, builder.ShapeOf(z).Count))))),
                7 => builder.Add("min", new Minimum(), builder.Add("sum", new WeightedSum([1, -2]), z, other), z),
                _ => builder.Add(
                    "pool",
                    new MaxPool(Axes(random, builder.ShapeOf(z)).Select(
                        a => a with { After = a.Before, IsLastPartial = false, Dilation = 1 }).ToArray()),
                    z),
            };
            if (random.Next(3) == 0)
                last = builder.Add("join", new Concatenation(1), last, builder.Add("twice", new ScaleAndShift([2], [1]), last));
        }

        return builder.Build([builder.Add("end", Units(random, builder.ShapeOf(last)), last)]);
    }

    private static Dense Units(Random random, TensorShape shape)
    {
        var units = random.Next(1, 4);
        return new Dense(Numbers(random, shape[shape.Rank - 1] * units), Numbers(random, units));
    }

    /// <summary>The value of an operation.</summary>
    public static Tensor Evaluate(Operation operation, params IReadOnlyList<Tensor> inputs)
    {
        var output = Tensor.Zeros(operation.ShapeOf(inputs.Select(i => i.Shape).ToArray()));
        operation.Evaluate(inputs, output);
        return output;
    }
}
