using RuleCompiler.Trainer.Convolution.Kernels;
using RuleCompiler.Trainer.Training.Kernels;

namespace RuleCompiler.Trainer.Convolution.Stages;

/// <summary>A dense layer in training, with its rectifier unless it is the last.</summary>
/// <remarks>Inputs and outputs are units × images, all images of a batch side by side.</remarks>
internal sealed unsafe class DenseStage
{
    private readonly LayerParameters _parameters;
    private readonly int _stride;
    private readonly int _threads;
    private readonly FloatBuffer _preActivations;
    private readonly FloatBuffer _outputs;
    private readonly FloatBuffer _gradient;
    private readonly FloatBuffer _transposed;

    public DenseStage(LayerParameters parameters, int stride, int threads)
    {
        (_parameters, _stride, _threads) = (parameters, stride, threads);
        _preActivations = new FloatBuffer(parameters.IsRectified ? parameters.Units * stride : 0);
        _outputs = new FloatBuffer(parameters.Units * stride);
        _gradient = new FloatBuffer(parameters.IsRectified ? parameters.Units * stride : 0);
        _transposed = new FloatBuffer(stride * parameters.Stride);
    }

    public float* Output => _outputs.Pointer;

    /// <summary>∂L/∂<see cref="Output"/> of a rectified layer; a backward pass changes it.</summary>
    public float* OutputGradient => _gradient.Pointer;

    public void Forward(float* input, int columns)
    {
        var z = _parameters.IsRectified ? _preActivations.Pointer : Output;
        Parts.Run(_threads, _parameters.Units, Correlation.Tile, (from, to) =>
        {
            Gemm.Multiply(
                _parameters.Weights + ((nint)from * _parameters.Stride),
                _parameters.Stride,
                1,
                input,
                _stride,
                z + (from * _stride),
                _stride,
                to - from, _parameters.Inputs, 0, columns, _parameters.Biases + from);
            for (var i = from; _parameters.IsRectified && i < to; i++)
                Rows.PRelu(z + (i * _stride), _parameters.Slope(i), Output + (i * _stride), columns);
        });
    }

    /// <summary>Differentiates the last forward pass.</summary>
    /// <param name="input">Its input.</param>
    /// <param name="dz">∂L/∂output, which becomes ∂L/∂z.</param>
    /// <param name="inputGradient">Receives ∂L/∂input, unless null.</param>
    /// <param name="columns">Its columns.</param>
    public void Backward(float* input, float* dz, float* inputGradient, int columns)
    {
        var gradient = _parameters.Gradient;
        Parts.Run(_threads, _parameters.Inputs, FloatBuffer.Line, (from, to) =>
            Transpose.Copy(input + ((nint)from * _stride), _stride, _transposed.Pointer + from, _parameters.Stride, to - from, columns));
        Parts.Run(_threads, _parameters.Units, Correlation.Tile, (from, to) =>
        {
            for (var i = from; i < to; i++)
                DifferentiateUnit(i, dz + (i * _stride), gradient, columns);
            Gemm.Multiply(
                dz + (from * _stride),
                _stride,
                1,
                _transposed.Pointer,
                _parameters.Stride,
                gradient + ((nint)from * _parameters.Stride),
                _parameters.Stride,
                to - from, columns, 0, _parameters.Stride, null);
        });
        if (inputGradient == null)
            return;
        Parts.Run(_threads, _parameters.Inputs, Correlation.Tile, (from, to) =>
            Gemm.Multiply(
                _parameters.Weights + from, 1, _parameters.Stride, dz, _stride, inputGradient + ((nint)from * _stride), _stride,
                to - from, _parameters.Units, 0, columns, null));
    }

    /// <summary>Turns a unit's ∂L/∂f(z) into ∂L/∂z in place, and sums it up for its bias and slope.</summary>
    private void DifferentiateUnit(int i, float* dz, float* gradient, int columns)
    {
        if (!_parameters.IsRectified)
        {
            gradient[_parameters.BiasesAt + i] = Rows.Sum(dz, columns);
            return;
        }

        gradient[_parameters.BiasesAt + i] = Rows.PReluGradient(
            _preActivations.Pointer + (i * _stride), _parameters.Slope(i), dz, columns, out var slope);
        if (_parameters.HasSlopes)
            gradient[_parameters.SlopesAt + i] = slope;
    }
}
