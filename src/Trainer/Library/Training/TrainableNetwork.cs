using System;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training.Kernels;

namespace RuleCompiler.Trainer.Training;

/// <summary>A PReLU network in training.</summary>
/// <remarks>
/// Activations are units × rows, so that every product runs along rows: Z = W·A + b, ∂L/∂A = Wᵀ·∂L/∂Z, and, with the activations once more
/// as rows × units, ∂L/∂W = ∂L/∂Z·Aᵀ.
/// </remarks>
internal sealed unsafe class TrainableNetwork : TrainableModel
{
    /// <summary>The slope that every PReLU starts with.</summary>
    public const float InitialSlope = 0.25f;

    private readonly FloatBuffer[] _activations;
    private readonly FloatBuffer[] _preActivations;
    private readonly FloatBuffer[] _gradients;
    private readonly FloatBuffer _transposed;

    public TrainableNetwork(ParameterLayout layout, int batchRows)
        : base(layout.Length, layout.Architecture[^1], batchRows)
    {
        Layout = layout;
        var sizes = layout.Architecture;
        _activations = sizes.Select(units => new FloatBuffer(units * Stride)).ToArray();
        _preActivations = layout.Layers.Select(l => new FloatBuffer(l.Hidden ? l.Units * Stride : 0)).ToArray();
        _gradients = layout.Layers.Select(l => new FloatBuffer(l.Hidden ? l.Units * Stride : 0)).ToArray();
        _transposed = new FloatBuffer(sizes.Max(FloatBuffer.Padded) * Stride);
    }

    public ParameterLayout Layout { get; }

    public override float* Outputs => _activations[^1].Pointer;

    /// <summary>Draws weights and biases uniformly from ±1/√inputs; all slopes become <see cref="InitialSlope"/>.</summary>
    public void Initialize(Xoshiro256 random)
    {
        var values = Values.Span;
        foreach (var layer in Layout.Layers)
        {
            var bound = 1 / Math.Sqrt(layer.Inputs);
            for (var i = 0; i < layer.Units; i++)
            {
                foreach (ref var weight in values.Slice(layer.Weights + (i * layer.Stride), layer.Inputs))
                    weight = (float)(bound * ((2 * random.NextDouble()) - 1));
            }

            foreach (ref var bias in values.Slice(layer.Biases, layer.Units))
                bias = (float)(bound * ((2 * random.NextDouble()) - 1));
            Slopes(layer).Fill(InitialSlope);
        }
    }

    /// <summary>Takes the parameters of a network of the same layout, rounded to single precision.</summary>
    public void Set(PReluNetwork network)
    {
        var values = Values.Span;
        foreach (var (layer, given) in Layout.Layers.Zip(network.Layers))
        {
            for (var i = 0; i < given.Weights.Length; i++)
                values[layer.Weights + (i / layer.Inputs * layer.Stride) + (i % layer.Inputs)] = (float)given.Weights[i];
            for (var i = 0; i < layer.Units; i++)
                values[layer.Biases + i] = (float)given.Biases[i];
            for (var i = 0; i < Slopes(layer).Length; i++)
                Slopes(layer)[i] = (float)given.Slopes![i];
        }
    }

    /// <summary>The slopes of a layer, empty for the last.</summary>
    public Span<float> Slopes(LayerLayout layer) => layer.Hidden ? Values.Span.Slice(layer.Slopes, layer.Units) : default;

    /// <summary>The parameters as a network that does not change.</summary>
    public PReluNetwork ToNetwork()
    {
        var values = Values.Span;
        var layers = new DenseLayer[Layout.Layers.Count];
        for (var l = 0; l < layers.Length; l++)
        {
            var layer = Layout.Layers[l];
            var weights = new double[layer.Units * layer.Inputs];
            for (var i = 0; i < weights.Length; i++)
                weights[i] = values[layer.Weights + (i / layer.Inputs * layer.Stride) + (i % layer.Inputs)];
            layers[l] = new DenseLayer(
                layer.Inputs, weights, Doubles(values.Slice(layer.Biases, layer.Units)), layer.Hidden ? Doubles(Slopes(layer)) : null);
        }

        return new PReluNetwork(layers);
    }

    /// <summary>Keeps every slope within [0, 1].</summary>
    public override void Constrain()
    {
        foreach (var layer in Layout.Layers)
        {
            foreach (ref var a in Slopes(layer))
                a = Math.Clamp(a, 0, 1);
        }
    }

    public override void Forward(Batch batch)
    {
        var columns = FloatBuffer.Padded(batch.Rows);
        Transpose.Copy(batch.Features.Pointer, batch.FeatureStride, _activations[0].Pointer, Stride, columns, batch.FeatureCount);
        var values = Values.Pointer;
        for (var l = 0; l < Layout.Layers.Count; l++)
        {
            var layer = Layout.Layers[l];
            var z = layer.Hidden ? _preActivations[l].Pointer : _activations[l + 1].Pointer;
            Gemm.Multiply(
                values + layer.Weights, layer.Stride, 1, _activations[l].Pointer, Stride, z, Stride,
                layer.Units, layer.Inputs, 0, columns, values + layer.Biases);
            if (!layer.Hidden)
                continue;
            for (var i = 0; i < layer.Units; i++)
                Rows.PRelu(z + (i * Stride), values[layer.Slopes + i], _activations[l + 1].Pointer + (i * Stride), columns);
        }
    }

    public override void Backward(Batch batch)
    {
        var columns = FloatBuffer.Padded(batch.Rows);
        var values = Values.Pointer;
        for (var l = Layout.Layers.Count - 1; l >= 0; l--)
        {
            var layer = Layout.Layers[l];
            var dz = layer.Hidden ? _gradients[l].Pointer : OutputGradient;
            DifferentiateUnits(l, dz, columns);

            var transposed = batch.Features.Pointer;
            if (l > 0)
            {
                transposed = _transposed.Pointer;
                Transpose.Copy(_activations[l].Pointer, Stride, transposed, layer.Stride, layer.Inputs, columns);
            }

            Gemm.Multiply(
                dz, Stride, 1, transposed, layer.Stride, Gradient.Pointer + layer.Weights, layer.Stride,
                layer.Units, batch.Rows, 0, layer.Stride, null);
            if (l > 0)
            {
                Gemm.Multiply(
                    values + layer.Weights, 1, layer.Stride, dz, Stride, _gradients[l - 1].Pointer, Stride,
                    layer.Inputs, layer.Units, 0, columns, null);
            }
        }
    }

    public override void AddDecay(float decay)
    {
        foreach (var layer in Layout.Layers)
            Rows.AddScaled(decay, Values.Pointer + layer.Weights, Gradient.Pointer + layer.Weights, layer.Units * layer.Stride);
    }

    /// <summary>Turns ∂L/∂f(z) into ∂L/∂z in place, and sums it up for biases and slopes.</summary>
    private void DifferentiateUnits(int l, float* dz, int columns)
    {
        var layer = Layout.Layers[l];
        var gradient = Gradient.Pointer;
        for (var i = 0; i < layer.Units; i++)
        {
            var row = dz + (i * Stride);
            if (layer.Hidden)
            {
                var z = _preActivations[l].Pointer + (i * Stride);
                gradient[layer.Biases + i] = Rows.PReluGradient(
                    z, Values.Pointer[layer.Slopes + i], row, columns, out gradient[layer.Slopes + i]);
            }
            else
            {
                gradient[layer.Biases + i] = Rows.Sum(row, columns);
            }
        }
    }

    private static double[] Doubles(ReadOnlySpan<float> values) => values.ToArray().Select(v => (double)v).ToArray();
}
