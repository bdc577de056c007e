using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Convolution.Stages;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Convolution.Tests.Stages;

/// <summary>Small networks for images, of every kind of layer.</summary>
internal static class RandomArchitectures
{
    public static ConvolutionalArchitecture Next(Random random)
    {
        var input = new ImageShape(random.Next(1, 4), random.Next(3, 10), random.Next(3, 10));
        var layers = new List<ImageLayer>();
        var shape = input;
        for (var l = random.Next(0, 4); l > 0; l--)
        {
            var kernel = random.Next(1, Math.Min(shape.Height, shape.Width) + 1);
            var padding = random.Next(2) == 0 ? Padding.Same : Padding.Valid;
            layers.Add(random.Next(3) == 0
                ? new MaxPoolLayer(kernel, random.Next(1, 4), padding)
                : new ConvolutionLayer(random.Next(1, 7), kernel, random.Next(1, 4), padding));
            shape = layers[^1].Output(shape);
        }

        var hidden = Enumerable.Range(0, random.Next(0, 3)).Select(_ => random.Next(1, 20)).ToArray();
        return new ConvolutionalArchitecture(
            input, layers, hidden, random.Next(1, 5), random.Next(2) == 0 ? Rectifier.Relu : Rectifier.PRelu);
    }

    public static TrainableConvolutionalNetwork Network(
        Random random, ConvolutionalArchitecture architecture, int batchRows, int threads = 1)
    {
        var network = new TrainableConvolutionalNetwork(architecture, batchRows, threads);
        network.Initialize(WeightStart.He, new Xoshiro256((ulong)random.Next()));
        foreach (var layer in network.Parameters)
        {
            unsafe
            {
                for (var i = 0; i < layer.Units; i++)
                    layer.Biases[i] = random.NextSingle() - 0.5f;
            }

            foreach (ref var a in layer.Slopes)
                a = random.NextSingle();
        }

        return network;
    }
}
