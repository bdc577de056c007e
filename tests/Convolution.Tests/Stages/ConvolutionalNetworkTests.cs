using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Convolution.Stages;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Tests.Training;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Convolution.Tests.Stages;

/// <summary>Networks for images against their dense unrolling in double precision, by value and by central differences.</summary>
public class ConvolutionalNetworkTests
{
    [Fact]
    public void OutputsAreThoseOfTheDenseUnrolling() => RandomCases.Hold(60, random =>
    {
        var architecture = RandomArchitectures.Next(random);
        var rows = random.Next(1, 40);
        var network = RandomArchitectures.Network(random, architecture, rows, threads: random.Next(1, 4));
        var set = Images(random, architecture, rows);
        var outputs = new ModelEvaluation(set, rows).Outputs(network);
        var reference = new Unrolled(network);
        for (var r = 0; r < rows; r++)
        {
            var expected = reference.Evaluate(set.Features(r).ToArray().Select(x => (double)x).ToArray());
            for (var k = 0; k < expected.Length; k++)
                Assert.Equal(expected[k], outputs[(r * expected.Length) + k], 1e-5 * (1 + expected.Max(Math.Abs)));
        }
    });

    [Fact]
    public void GradientsAgreeWithDifferences() => RandomCases.Hold(25, random =>
    {
        var architecture = RandomArchitectures.Next(random);
        var rows = random.Next(1, 20);
        var network = RandomArchitectures.Network(random, architecture, rows + random.Next(0, 20), threads: random.Next(1, 3));
        GradientCheck.Hold(random, network, rows, architecture.Input.Length, () => new Unrolled(network).Evaluate, ParametersOf(network));
    });

    [Fact]
    public void PaddingOfWeightsHasNoGradient()
    {
        var random = new Random(4);
        var architecture = new ConvolutionalArchitecture(
            new ImageShape(2, 7, 6),
            [new ConvolutionLayer(5, 3, 2), new ConvolutionLayer(3, 2, 1, Padding.Valid)],
            [7],
            3,
            Rectifier.PRelu);
        var network = RandomArchitectures.Network(random, architecture, 21);
        var batch = new Batch(21, architecture.Input.Length, 3);
        batch.Gather(Images(random, architecture, 21), Enumerable.Range(0, 21).ToArray());
        network.Differentiate(batch, Loss.Softmax);
        var parameters = ParametersOf(network).ToHashSet();
        Assert.All(
            Enumerable.Range(0, network.Values.Length).Where(i => !parameters.Contains(i)), i => Assert.Equal(0, network.Gradient.Span[i]));
        Assert.True(parameters.Count(i => network.Gradient.Span[i] != 0) > parameters.Count / 2);
    }

    [Theory]
    [InlineData(Rectifier.Relu)]
    [InlineData(Rectifier.PRelu)]
    public void NumberOfThreadsChangesNoBit(Rectifier rectifier)
    {
        var architecture = ConvolutionalArchitecture.TwoConvolutions(new ImageShape(1, 12, 12), 10, rectifier);
        float[]? expected = null;
        foreach (var threads in new[] { 1, 2, 3, 7 })
        {
            var random = new Random(8);
            var network = RandomArchitectures.Network(random, architecture, 50, threads);
            var set = Images(random, architecture, 170);
            var fitted = new ModelFitting(
                set.Select(Enumerable.Range(0, 120).ToArray()),
                set.Select(Enumerable.Range(120, 50).ToArray()),
                Loss.Softmax,
                new FittingOptions { MaxEpochs = 2, LeastSteps = 1, Decay = 1e-4 });
            Assert.True(double.IsFinite(fitted.Fit(network, new Xoshiro256(2), null, default)));
            expected ??= network.Values.Span.ToArray();
            Assert.Equal(expected, network.Values.Span.ToArray());
        }
    }

    [Fact]
    public void NetworksOfThePaperTrain()
    {
        var random = new Random(3);
        foreach (var architecture in new[] { ConvolutionalArchitecture.TwoConvolutions(
            new ImageShape(3, 24, 24), 10), ConvolutionalArchitecture.Frames() })
        {
            var network = new TrainableConvolutionalNetwork(architecture, 16, 2);
            network.Initialize(WeightStart.He, new Xoshiro256(1));
            var adam = new Adam(network.Values.Length);
            var batch = new Batch(16, architecture.Input.Length, architecture.Classes);
            batch.Gather(Images(random, architecture, 16), Enumerable.Range(0, 16).ToArray());
            var first = network.Differentiate(batch, Loss.Softmax);
            for (var step = 0; step < 12; step++)
            {
                adam.Step(network.Values, network.Gradient, 1e-3);
                network.Differentiate(batch, Loss.Softmax);
            }

            Assert.InRange(first, 1, 10);
            Assert.InRange(network.Differentiate(batch, Loss.Softmax), 0, first / 2);
        }
    }

    [Fact]
    public void WhatAnEarlierLargerBatchLeftBehindDoesNotCount()
    {
        var random = new Random(5);
        var architecture = ConvolutionalArchitecture.TwoConvolutions(new ImageShape(1, 8, 8), 3);
        var set = Images(random, architecture, 40);
        var (used, fresh) = (
            RandomArchitectures.Network(new Random(1), architecture, 40), RandomArchitectures.Network(new Random(1), architecture, 5));
        var (large, small) = (new Batch(40, 64, 3), new Batch(5, 64, 3));
        large.Gather(set, Enumerable.Range(0, 40).ToArray());
        used.Differentiate(large, Loss.Softmax);
        large.Gather(set, [1, 2, 3, 4, 5]);
        small.Gather(set, [1, 2, 3, 4, 5]);
        Assert.Equal(fresh.Differentiate(small, Loss.Softmax), used.Differentiate(large, Loss.Softmax));
        Assert.Equal(fresh.Gradient.Span.ToArray(), used.Gradient.Span.ToArray());
    }

    private static TrainingSet Images(Random random, ConvolutionalArchitecture architecture, int rows) =>
        Sets.Of(random, rows, architecture.Input.Length, _ => OneHot(random, architecture.Classes));

    private static float[] OneHot(Random random, int count)
    {
        var result = new float[count];
        result[random.Next(count)] = 1;
        return result;
    }

    /// <summary>Where in the model's parameters the layers' are, padding left out.</summary>
    private static IEnumerable<int> ParametersOf(TrainableConvolutionalNetwork network)
    {
        var start = 0;
        foreach (var p in network.Parameters)
        {
            for (var i = 0; i < p.Units * p.Inputs; i++)
                yield return start + (i / p.Inputs * p.Stride) + (i % p.Inputs);
            for (var i = 0; i < p.Units; i++)
                yield return start + p.BiasesAt + i;
            for (var i = 0; p.HasSlopes && i < p.Units; i++)
                yield return start + p.SlopesAt + i;
            start = p.End;
        }
    }
}
