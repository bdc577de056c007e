using System;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Convolution.Networks;
using RuleCompiler.Trainer.Convolution.Onnx;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Convolution.Tests.Networks;

public class NetworkOfGraphTests
{
    private static readonly ConvolutionalArchitecture Small = new(
        new ImageShape(2, 9, 8),
        [new ConvolutionLayer(3, 3), new MaxPoolLayer(2, 2), new ConvolutionLayer(2, 2, 2)],
        [5, 4],
        3,
        Rectifier.PRelu);

    [Fact]
    public void WrittenNetworkIsReadBackToTheLastBit()
    {
        var features = Enumerable.Range(0, 20 * Small.Input.Length).Select(i => (float)Math.Sin(i)).ToArray();
        var targets = Enumerable.Range(0, 60).Select(i => i % 3 == i / 3 % 3 ? 1f : 0).ToArray();
        var images = new TrainingSet(features, Small.Input.Length, targets, 3);
        // Trained, so that every filter has a slope of its own.
        var network = ConvolutionalTraining.Fit(Small, images, images, new() { MaxEpochs = 3, BatchRows = 5, Rate = 0.02 });
        Assert.True(network.Layers[0].Slopes!.Distinct().Count() > 1);
        var file = Path.GetTempFileName();
        try
        {
            OnnxWriter.Write(file, network.ToGraph());
            var read = ConvolutionalNetwork.FromGraph(Small, OnnxFile.Read(file));
            foreach (var (was, now) in network.Layers.Zip(read.Layers))
            {
                Assert.Equal(was.Weights, now.Weights);
                Assert.Equal(was.Biases, now.Biases);
                Assert.Equal(was.Slopes, now.Slopes);
            }

            Assert.Equal(network.Logits(images, 1), read.Logits(images, 2));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void GraphOfAnotherArchitectureIsRefused()
    {
        var graph = ConvolutionalNetwork.Untrained(Small, 1).ToGraph();
        ConvolutionalArchitecture Other(ImageLayer[] layers, int[] hidden, Rectifier rectifier = Rectifier.PRelu) =>
            new(Small.Input, layers, hidden, 3, rectifier);
        ImageLayer[] layers = [.. Small.Layers];
        Assert.NotNull(ConvolutionalNetwork.FromGraph(Other(layers, [5, 4]), graph));
        Assert.Throws<ArgumentException>(() => ConvolutionalNetwork.FromGraph(Other(layers, [5, 4], Rectifier.Relu), graph));
        Assert.Throws<ArgumentException>(() => ConvolutionalNetwork.FromGraph(Other(layers, [4, 5]), graph));
        Assert.Throws<ArgumentException>(() => ConvolutionalNetwork.FromGraph(Other(layers, [5]), graph));
        Assert.Throws<ArgumentException>(
            () => ConvolutionalNetwork.FromGraph(
                Other([layers[0], layers[1], new ConvolutionLayer(2, 2, 2, Padding.Valid)], [5, 4]), graph));
        Assert.Throws<ArgumentException>(
            () => ConvolutionalNetwork.FromGraph(Other([layers[0], new MaxPoolLayer(3, 2), layers[2]], [5, 4]), graph));
    }

    [Fact]
    public void NumbersOfDoublePrecisionAreRefused()
    {
        var builder = new GraphBuilder();
        var input = builder.Add("image", new NetworkInput(new TensorShape(1, 1, 1, 2)));
        var flat = builder.Add("flatten", new Reshape(new TensorShape(1, 2)), input);
        var graph = builder.Build([builder.Add("dense1", new Dense([0.1, 0.5], [0.25]), flat)]);
        Assert.Throws<ArgumentException>(() => ConvolutionalNetwork.FromGraph(new(new ImageShape(1, 1, 2), [], [], 1), graph));
    }
}
