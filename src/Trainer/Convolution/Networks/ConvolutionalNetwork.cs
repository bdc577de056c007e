using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Convolution.Stages;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Convolution.Networks;

/// <summary>What a layer has learned.</summary>
/// <param name="Weights">Units × inputs, row-major; of a convolution filters × (channels × rows × columns of the window).</param>
/// <param name="Biases">One per unit or filter.</param>
/// <param name="Slopes">One slope a per unit or filter, 0 for a ReLU; null in the last layer, which is affine.</param>
public sealed record LayerWeights(float[] Weights, float[] Biases, float[]? Slopes);

/// <summary>A trained network for images: a snapshot that does not change.</summary>
public sealed class ConvolutionalNetwork
{
    /// <summary>Images that are evaluated at a time.</summary>
    private const int BatchRows = 64;

    private readonly float[] _values;

    internal ConvolutionalNetwork(TrainableConvolutionalNetwork trained)
    {
        Architecture = trained.Architecture;
        _values = trained.Values.Span.ToArray();
        Layers = trained.Parameters.Select(Copy).ToArray();
    }

    /// <summary>The shapes of all layers, from the image to the logits.</summary>
    public ConvolutionalArchitecture Architecture { get; }

    /// <summary>What the layers have learned: convolutions, then dense layers.</summary>
    public IReadOnlyList<LayerWeights> Layers { get; }

    /// <summary>The network that a graph is, such as one that was written by <see cref="ToGraph"/> and read from a file.</summary>
    /// <param name="architecture">Its architecture.</param>
    /// <param name="graph">The graph.</param>
    /// <returns>The network, with the same numbers.</returns>
    /// <exception cref="ArgumentException">The graph has another architecture, or numbers that single precision does not hold.</exception>
    public static ConvolutionalNetwork FromGraph(ConvolutionalArchitecture architecture, NetworkGraph graph)
    {
        var network = new TrainableConvolutionalNetwork(architecture, 1, 1);
        GraphParameters.Copy(network, graph);
        return new ConvolutionalNetwork(network);
    }

    /// <summary>A network as training begins with it: random weights, biases 0.</summary>
    /// <param name="architecture">Its architecture.</param>
    /// <param name="seed">The same seed gives the same network.</param>
    /// <returns>The network.</returns>
    public static ConvolutionalNetwork Untrained(ConvolutionalArchitecture architecture, ulong seed)
    {
        var network = new TrainableConvolutionalNetwork(architecture, 1, 1);
        network.Initialize(WeightStart.He, new Xoshiro256(Xoshiro256.Derive(seed, 0)));
        return new ConvolutionalNetwork(network);
    }

    /// <summary>Evaluates the network on images, in single precision.</summary>
    /// <param name="images">The images.</param>
    /// <param name="threads">How many threads to use; it changes no bit.</param>
    /// <returns>images × classes: one logit per class.</returns>
    public float[] Logits(TrainingSet images, int threads)
    {
        var network = new TrainableConvolutionalNetwork(Architecture, BatchRows, threads);
        _values.CopyTo(network.Values.Span);
        return new ModelEvaluation(images, BatchRows).Outputs(network);
    }

    /// <summary>The share of images whose class has the largest logit; of equals the first counts.</summary>
    /// <param name="images">The images, each with the target 1 for its class.</param>
    /// <param name="threads">How many threads to use; it changes no bit.</param>
    /// <returns>0 to 1.</returns>
    public double Accuracy(TrainingSet images, int threads)
    {
        var logits = Array.ConvertAll(Logits(images, threads), logit => (double)logit);
        var right = 0;
        for (var i = 0; i < images.Rows; i++)
            right += images.Targets(i)[Argmax.Of(new ArraySegment<double>(logits, i * Architecture.Classes, Architecture.Classes))] > 0
                ? 1
                : 0;
        return (double)right / images.Rows;
    }

    /// <summary>
    /// The network as a graph in double precision: one input, 1 × channels × rows × columns, and one output, 1 × classes.
    /// </summary>
    /// <returns>
    /// The graph; its nodes are called <c>conv1</c>, <c>rectifier1</c>, <c>pool1</c>, <c>flatten</c>, <c>dense1</c> and so on.
    /// </returns>
    public NetworkGraph ToGraph() => ConvolutionalGraph.Of(this);

    private static unsafe LayerWeights Copy(LayerParameters layer)
    {
        var weights = new float[layer.Units * layer.Inputs];
        for (var i = 0; i < layer.Units; i++)
            new ReadOnlySpan<float>(layer.Weights + ((nint)i * layer.Stride), layer.Inputs).CopyTo(weights.AsSpan(i * layer.Inputs));
        var slopes = layer.IsRectified ? Enumerable.Range(0, layer.Units).Select(layer.Slope).ToArray() : null;
        return new LayerWeights(weights, new ReadOnlySpan<float>(layer.Biases, layer.Units).ToArray(), slopes);
    }
}
