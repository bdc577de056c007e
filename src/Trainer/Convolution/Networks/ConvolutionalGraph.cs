using System;
using System.Linq;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Networks.Graphs;
using Graphs = RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Convolution.Networks;

/// <summary>Makes a graph of a network for images.</summary>
internal static class ConvolutionalGraph
{
    public static NetworkGraph Of(ConvolutionalNetwork network)
    {
        var (architecture, layers) = (network.Architecture, network.Layers);
        var (graph, input) = (new GraphBuilder(), architecture.Input);
        var last = graph.Add("image", new NetworkInput(new TensorShape(1, input.Channels, input.Height, input.Width)));
        var (convolutions, pools) = (0, 0);
        for (var l = 0; l < architecture.Layers.Count; l++)
        {
            var (layer, shape) = (architecture.Layers[l], architecture.Shapes[l]);
            if (layer is ConvolutionLayer)
            {
                var weights = layers[convolutions++];
                last = graph.Add(
                    Name("conv", convolutions),
                    new Graphs.Convolution(Doubles(weights.Weights), Doubles(weights.Biases), 1, Axes(layer, shape)),
                    last);
                last = graph.Add(Name("rectifier", convolutions), Rectifier(weights, architecture.Shapes[l + 1].Pixels), last);
            }
            else
            {
                last = graph.Add(Name("pool", ++pools), new MaxPool(Axes(layer, shape)), last);
            }
        }

        last = graph.Add("flatten", new Reshape(new TensorShape(1, architecture.Shapes[^1].Length)), last);
        for (var l = convolutions; l < layers.Count; l++)
        {
            last = graph.Add(Name("dense", l - convolutions + 1), Dense(layers[l]), last);
            if (layers[l].Slopes is not null)
                last = graph.Add(Name("rectifier", l + 1), Rectifier(layers[l], 1), last);
        }

        return graph.Build([last]);
    }

    private static string Name(string kind, int number) => FormattableString.Invariant($"{kind}{number}");

    private static WindowAxis[] Axes(ImageLayer layer, ImageShape input) =>
        new[] { input.Height, input.Width }.Select(side => Window.Place(side, layer.Kernel, layer.Stride, layer.Padding))
            .Select(w => new WindowAxis(w.Kernel, w.Stride, 1, w.Before, w.After)).ToArray();

    /// <summary>One slope for all where they are the same, as in a ReLU; else one for each value.</summary>
    private static NegativeSlope Rectifier(LayerWeights layer, int pixels) => layer.Slopes!.Distinct().Count() == 1
        ? new NegativeSlope([layer.Slopes![0]])
        : new NegativeSlope(Enumerable.Range(0, layer.Slopes!.Length * pixels).Select(i => (double)layer.Slopes[i / pixels]).ToArray());

    private static Dense Dense(LayerWeights layer)
    {
        var (units, inputs) = (layer.Biases.Length, layer.Weights.Length / layer.Biases.Length);
        var transposed = new double[layer.Weights.Length];
        for (var i = 0; i < transposed.Length; i++)
            transposed[(i % inputs * units) + (i / inputs)] = layer.Weights[i];
        return new Dense(transposed, Doubles(layer.Biases));
    }

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, v => (double)v);
}
