using System;
using System.Linq;
using RuleCompiler.Trainer.Convolution.Kernels;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Training.Kernels;

namespace RuleCompiler.Trainer.Convolution.Stages;

/// <summary>A convolution with its rectifier in training.</summary>
internal sealed unsafe class ConvolutionStage : ImageStage
{
    private const int Line = FloatBuffer.Line;

    private readonly ConvolutionGeometry _geometry;
    private readonly LayerParameters _parameters;
    private readonly FloatBuffer _packed;
    private readonly FloatBuffer _backPacked;
    private readonly FloatBuffer[] _padded;
    private readonly FloatBuffer[] _preActivations;
    private readonly FloatBuffer[] _spread;
    private readonly FloatBuffer[] _scratch;
    private readonly FloatBuffer[] _gradients;

    /// <summary>Makes the layer.</summary>
    /// <param name="layer">Its shape.</param>
    /// <param name="input">The shape of the images it takes.</param>
    /// <param name="parameters">What it learns.</param>
    /// <param name="groups">Groups of a batch.</param>
    /// <param name="isFirst">Whether nothing before it learns, so that nobody will ask for ∂L/∂input.</param>
    public ConvolutionStage(ConvolutionLayer layer, ImageShape input, LayerParameters parameters, int groups, bool isFirst)
        : base(input, layer.Output(input), groups)
    {
        _geometry = new ConvolutionGeometry(layer, input);
        _parameters = parameters;
        _packed = new FloatBuffer(Correlation.PackedLength(layer.Filters, _geometry.Offsets.Length));
        _backPacked = new FloatBuffer(Correlation.PackedLength(input.Channels, _geometry.BackOffsets.Length));
        _padded = Memory(_geometry.PaddedInput.Length, groups);
        _preActivations = Memory(Result.Length, groups);
        _spread = isFirst ? [] : Memory(_geometry.SpreadOutput.Length, groups);
        _scratch = Enumerable.Range(0, groups).Select(_ => new FloatBuffer(CorrelationGradient.ScratchLength(_geometry.Offsets.Length)))
            .ToArray();
        _gradients = Enumerable.Range(0, groups).Select(_ => new FloatBuffer(parameters.Length)).ToArray();
    }

    private int WindowLength => _geometry.Offsets.Length;

    public override void Prepare()
    {
        fixed (int* forward = _geometry.Weights, back = _geometry.BackWeights)
        {
            Correlation.Pack(_parameters.Weights, _parameters.Stride, forward, Result.Channels, WindowLength, _packed.Pointer);
            Correlation.Pack(
                _parameters.Weights,
                WindowLength / Input.Channels,
                back,
                Input.Channels,
                _geometry.BackWeights.Length,
                _backPacked.Pointer);
        }
    }

    public override void Forward(int group, float* input)
    {
        var padded = _padded[group].Pointer;
        var z = _preActivations[group].Pointer;
        var a = Output(group);
        _geometry.Pad(input, padded);
        var plane = Result.Pixels * Line;
        fixed (int* positions = _geometry.Positions, offsets = _geometry.Offsets)
        {
            // A few filters at a time, rectified while they are in the nearest caches.
            for (var o = 0; o < Result.Channels; o += Correlation.Tile)
            {
                var many = Math.Min(Correlation.Tile, Result.Channels - o);
                Correlation.Multiply(
                    _packed.Pointer + ((nint)o * WindowLength), _parameters.Biases + o, padded, positions, offsets, WindowLength,
                    z + ((nint)o * plane), plane, many, 0, Result.Pixels);
                for (var f = o; f < o + many; f++)
                    Rows.PRelu(z + ((nint)f * plane), _parameters.Slope(f), a + ((nint)f * plane), plane);
            }
        }
    }

    public override void Backward(int group, float* input, float* inputGradient)
    {
        var z = _preActivations[group].Pointer;
        var dz = OutputGradient(group);
        var own = _gradients[group].Pointer;
        var plane = Result.Pixels * Line;
        fixed (int* positions = _geometry.Positions, offsets = _geometry.Offsets)
        {
            for (var o = 0; o < Result.Channels; o += Correlation.Tile)
            {
                var many = Math.Min(Correlation.Tile, Result.Channels - o);
                for (var f = o; f < o + many; f++)
                    DifferentiateFilter(f, z + ((nint)f * plane), dz + ((nint)f * plane), own);
                CorrelationGradient.Multiply(
                    dz + ((nint)o * plane), plane, many, _padded[group].Pointer, positions, Result.Pixels, offsets, WindowLength,
                    own + ((nint)o * _parameters.Stride), _parameters.Stride, _scratch[group].Pointer);
            }
        }

        if (inputGradient == null)
            return;
        _geometry.Spread(dz, _spread[group].Pointer);
        fixed (int* positions = _geometry.BackPositions, offsets = _geometry.BackOffsets)
        {
            Correlation.Multiply(
                _backPacked.Pointer, null, _spread[group].Pointer, positions, offsets, _geometry.BackOffsets.Length,
                inputGradient, Input.Pixels * Line, Input.Channels, 0, Input.Pixels);
        }
    }

    public override void SumGradients(int groups)
    {
        var sum = _parameters.Gradient;
        _gradients[0].Span.CopyTo(new Span<float>(sum, _parameters.Length));
        for (var g = 1; g < groups; g++)
            Rows.AddScaled(1, _gradients[g].Pointer, sum, _parameters.Length);
    }

    /// <summary>Turns a filter's ∂L/∂f(z) into ∂L/∂z in place, and sums it up for its bias and slope.</summary>
    private void DifferentiateFilter(int filter, float* z, float* dz, float* gradient)
    {
        gradient[_parameters.BiasesAt + filter] = Rows.PReluGradient(z, _parameters.Slope(filter), dz, Result.Pixels * Line, out var slope);
        if (_parameters.HasSlopes)
            gradient[_parameters.SlopesAt + filter] = slope;
    }
}
