using System;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training;
using RuleCompiler.Trainer.Training.Kernels;

namespace RuleCompiler.Trainer.Convolution.Stages;

/// <summary>One layer's part of a model's parameters and of their gradient: weights, biases, and slopes where it has them.</summary>
/// <remarks>
/// Weights are units × inputs with padded rows; for a convolution units are filters, and inputs the elements of a window.
/// </remarks>
internal sealed unsafe class LayerParameters
{
    private readonly int _start;
    private FloatBuffer _values = null!;
    private FloatBuffer _gradient = null!;

    public LayerParameters(int start, int units, int inputs, int places, bool isRectified, bool hasSlopes)
    {
        (_start, Units, Inputs, IsRectified, HasSlopes) = (start, units, inputs, isRectified, hasSlopes);
        Places = places;
        Stride = FloatBuffer.Padded(inputs);
        BiasesAt = units * Stride;
        SlopesAt = BiasesAt + FloatBuffer.Padded(units);
        Length = hasSlopes ? SlopesAt + FloatBuffer.Padded(units) : SlopesAt;
    }

    public int Units { get; }

    public int Inputs { get; }

    /// <summary>In how many places of a window an input is; 1 in a dense layer.</summary>
    public int Places { get; }

    public bool IsRectified { get; }

    public bool HasSlopes { get; }

    /// <summary>The distance of the units' weights.</summary>
    public int Stride { get; }

    /// <summary>Where the biases start, from the layer's first parameter on.</summary>
    public int BiasesAt { get; }

    /// <summary>Where the slopes start, from the layer's first parameter on.</summary>
    public int SlopesAt { get; }

    /// <summary>Floats of the layer, a multiple of 16.</summary>
    public int Length { get; }

    public float* Weights => _values.Pointer + _start;

    public float* Biases => Weights + BiasesAt;

    /// <summary>The layer's part of the gradient, laid out like its parameters.</summary>
    public float* Gradient => _gradient.Pointer + _start;

    public Span<float> Slopes => HasSlopes ? new Span<float>(Weights + SlopesAt, Units) : default;

    /// <summary>Where the layer ends.</summary>
    public int End => _start + Length;

    /// <summary>a of a unit: 0 for a ReLU.</summary>
    public float Slope(int unit) => HasSlopes ? Weights[SlopesAt + unit] : 0;

    /// <summary>Binds the layer to the model's memory.</summary>
    public void Bind(FloatBuffer values, FloatBuffer gradient) => (_values, _gradient) = (values, gradient);

    /// <summary>Draws weights; biases are 0.</summary>
    public void Initialize(WeightStart start, Xoshiro256 random)
    {
        var bound = start == WeightStart.Glorot
            ? Math.Sqrt(6.0 / (Inputs + (Units * Places)))
            : Math.Sqrt((IsRectified ? 6.0 : 3.0) / Inputs);
        for (var i = 0; i < Units; i++)
        {
            for (var j = 0; j < Inputs; j++)
                Weights[(i * Stride) + j] = (float)(bound * ((2 * random.NextDouble()) - 1));
        }

        Slopes.Fill(TrainableNetwork.InitialSlope);
    }
}
