using System;
using System.Collections.Generic;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Interpretation;

/// <summary>A node of a network in one state, in which it is affine: y = Σ_k A_k·x_k + b over its inputs x_k.</summary>
internal abstract class LocalMap
{
    /// <summary>b, one per value of the node.</summary>
    public abstract double[] Offsets { get; }

    /// <summary>Computes Σ_k A_k·x_k.</summary>
    /// <param name="inputs">x, one array per input.</param>
    /// <param name="output">Where it goes; zeros before.</param>
    public abstract void Multiply(IReadOnlyList<double[]> inputs, double[] output);

    /// <summary>Adds A_kᵀ·g to what is in each input k.</summary>
    /// <param name="output">g, one per value of the node.</param>
    /// <param name="inputs">Where it is added, one array per input.</param>
    public abstract void AddTransposed(double[] output, IReadOnlyList<double[]> inputs);

    /// <summary>The same map with other weights and without offsets.</summary>
    /// <param name="weight">The new weight for each weight of A; 0 for 0.</param>
    /// <returns>The map.</returns>
    public abstract LocalMap With(Func<double, double> weight);
}

/// <summary>A dense layer or a convolution, which are the same in every state.</summary>
internal sealed class LayerMap : LocalMap
{
    private readonly Operation _linear;
    private readonly TensorShape _input;
    private readonly TensorShape _output;

    private LayerMap(Operation layer, Operation linear, double[] offsets, TensorShape input, TensorShape output) =>
        (Layer, _linear, Offsets, _input, _output) = (layer, linear, offsets, input, output);

    /// <summary>The layer.</summary>
    public Operation Layer { get; }

    public override double[] Offsets { get; }

    public static LayerMap Of(Dense layer, TensorShape input, TensorShape output)
    {
        var offsets = new double[output.Count];
        for (var i = 0; i < offsets.Length; i++)
            offsets[i] = layer.Biases[i % layer.Units];
        return new LayerMap(layer, new Dense(layer.Weights, new double[layer.Units]), offsets, input, output);
    }

    public static LayerMap Of(Convolution layer, TensorShape input, TensorShape output)
    {
        var (offsets, filters) = (new double[output.Count], layer.Biases.Length);
        var places = offsets.Length / output[0] / filters;
        for (var i = 0; i < offsets.Length; i++)
            offsets[i] = layer.Biases[i / places % filters];
        return new LayerMap(layer, new Convolution(layer.Weights, new double[filters], layer.Groups, layer.Axes), offsets, input, output);
    }

    public override void Multiply(IReadOnlyList<double[]> inputs, double[] output) =>
        _linear.Evaluate([new Tensor(_input, inputs[0])], new Tensor(_output, output));

    public override void AddTransposed(double[] output, IReadOnlyList<double[]> inputs) =>
        ((IAffineOperation)_linear).AddTransposed(new Tensor(_output, output), [new Tensor(_input, inputs[0])]);

    public override LocalMap With(Func<double, double> weight)
    {
        var scaled = Scaled(Layer, weight);
        return new LayerMap(scaled, scaled, new double[_output.Count], _input, _output);
    }

    private static Operation Scaled(Operation layer, Func<double, double> weight) => layer switch
    {
        Dense dense => new Dense(Array.ConvertAll(dense.Weights, w => weight(w)), new double[dense.Biases.Length]),
        Convolution c => new Convolution(Array.ConvertAll(c.Weights, w => weight(w)), new double[c.Biases.Length], c.Groups, c.Axes),
        _ => throw new ArgumentException("A layer is dense or a convolution.", nameof(layer)),
    };
}
