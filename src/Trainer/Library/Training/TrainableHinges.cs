using System;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Training.Kernels;

namespace RuleCompiler.Trainer.Training;

/// <summary>A hinge form in training.</summary>
/// <remarks>
/// The rows of w and W are one matrix, so that one product gives all affine parts; the couplings are then applied hinge by hinge:
/// z_j += Σ_{i&lt;j} U_ji·min(0, z_i), out += V·min(0, z).
/// </remarks>
internal sealed unsafe class TrainableHinges : TrainableModel
{
    private readonly HingeForm _initial;
    private readonly TermPattern? _pattern;
    private readonly float[] _scratch;
    private readonly int _inputs;
    private readonly int _hinges;
    private readonly int _weightStride;
    private readonly int _biases;
    private readonly int _couplings;
    private readonly int _couplingStride;
    private readonly FloatBuffer _features;
    private readonly FloatBuffer _values;
    private readonly FloatBuffer _gradients;

    /// <summary>Prepares to train.</summary>
    /// <param name="form">Where training starts.</param>
    /// <param name="batchRows">The most rows in a batch.</param>
    /// <param name="pattern">The terms that the rows keep to, as the start must; null leaves all weights free.</param>
    public TrainableHinges(HingeForm form, int batchRows, TermPattern? pattern = null)
        : base(ParameterCount(form), form.Outputs, batchRows)
    {
        _initial = form;
        _pattern = pattern;
        _scratch = new float[form.Inputs];
        _inputs = form.Inputs;
        _hinges = form.Hinges;
        var rows = form.Hinges + form.Outputs;
        _weightStride = FloatBuffer.Padded(form.Inputs);
        _biases = rows * _weightStride;
        _couplings = _biases + FloatBuffer.Padded(rows);
        _couplingStride = FloatBuffer.Padded(form.Hinges);
        _features = new FloatBuffer(form.Inputs * Stride);
        _values = new FloatBuffer(rows * Stride);
        _gradients = new FloatBuffer(rows * Stride);
        Load(form);
    }

    /// <summary>δ, the number of hinges.</summary>
    public int Hinges => _hinges;

    public override float* Outputs => _values.Pointer + (_hinges * Stride);

    /// <summary>The parameters as a hinge form that does not change.</summary>
    public HingeForm ToHingeForm()
    {
        var couplings = new double[_hinges * _hinges];
        for (var j = 0; j < _hinges; j++)
            Copy(_couplings + (j * _couplingStride), couplings.AsSpan(j * _hinges, j));
        var weights = new double[_hinges * _inputs];
        for (var j = 0; j < _hinges; j++)
            Copy(j * _weightStride, weights.AsSpan(j * _inputs, _inputs));
        var outputWeights = new double[OutputCount * _inputs];
        var outputCouplings = new double[OutputCount * _hinges];
        for (var k = 0; k < OutputCount; k++)
        {
            Copy((_hinges + k) * _weightStride, outputWeights.AsSpan(k * _inputs, _inputs));
            Copy(_couplings + ((_hinges + k) * _couplingStride), outputCouplings.AsSpan(k * _hinges, _hinges));
        }

        var biases = new double[_hinges];
        Copy(_biases, biases);
        var outputBiases = new double[OutputCount];
        Copy(_biases + _hinges, outputBiases);
        return new HingeForm(_inputs, weights, biases, couplings, outputWeights, outputBiases, outputCouplings, _initial.Sources);
    }

    public override void Forward(Batch batch)
    {
        var columns = FloatBuffer.Padded(batch.Rows);
        Transpose.Copy(batch.Features.Pointer, batch.FeatureStride, _features.Pointer, Stride, columns, _inputs);
        var rows = _hinges + OutputCount;
        Gemm.Multiply(
            Values.Pointer, _weightStride, 1, _features.Pointer, Stride, _values.Pointer, Stride,
            rows, _inputs, 0, columns, Values.Pointer + _biases);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < Math.Min(i, _hinges); j++)
                Rows.AddScaledNegativePart(Coupling(i)[j], Row(_values, j), Row(_values, i), columns);
        }
    }

    public override void Backward(Batch batch)
    {
        var columns = FloatBuffer.Padded(batch.Rows);
        var rows = _hinges + OutputCount;
        new ReadOnlySpan<float>(OutputGradient, OutputCount * Stride)
            .CopyTo(new Span<float>(Row(_gradients, _hinges), OutputCount * Stride));
        for (var j = _hinges - 1; j >= 0; j--)
        {
            var dz = Row(_gradients, j);
            new Span<float>(dz, columns).Clear();
            for (var i = j + 1; i < rows; i++)
            {
                Rows.AddScaled(Coupling(i)[j], Row(_gradients, i), dz, columns);
                Gradient.Pointer[_couplings + (i * _couplingStride) + j] = Rows.DotNegativePart(
                    Row(_gradients, i), Row(_values, j), columns);
            }

            Rows.KeepWhereNegative(Row(_values, j), dz, columns);
        }

        for (var i = 0; i < rows; i++)
            Gradient.Pointer[_biases + i] = Rows.Sum(Row(_gradients, i), columns);
        Gemm.Multiply(
            _gradients.Pointer, Stride, 1, batch.Features.Pointer, batch.FeatureStride, Gradient.Pointer, _weightStride,
            rows, batch.Rows, 0, _weightStride, null);
        for (var i = 0; i < rows && _pattern is not null; i++)
            _pattern.Tie(i, Gradient.Span.Slice(i * _weightStride, _inputs), _scratch);
    }

    public override void AddDecay(float decay)
    {
        var rows = _hinges + OutputCount;
        Rows.AddScaled(decay, Values.Pointer, Gradient.Pointer, rows * _weightStride);
        Rows.AddScaled(decay, Values.Pointer + _couplings, Gradient.Pointer + _couplings, rows * _couplingStride);
    }

    private static int ParameterCount(HingeForm form)
    {
        var rows = form.Hinges + form.Outputs;
        return (rows * FloatBuffer.Padded(form.Inputs)) + FloatBuffer.Padded(rows) + (rows * FloatBuffer.Padded(form.Hinges));
    }

    private float* Row(FloatBuffer matrix, int row) => matrix.Pointer + (row * Stride);

    private float* Coupling(int row) => Values.Pointer + _couplings + (row * _couplingStride);

    private void Load(HingeForm form)
    {
        var values = Values.Span;
        for (var i = 0; i < _hinges + OutputCount; i++)
        {
            var hinge = i < _hinges;
            var k = i - _hinges;
            var weights = hinge ? form.HingeWeights.AsSpan(i * _inputs, _inputs) : form.OutputWeights.AsSpan(k * _inputs, _inputs);
            var couplings = hinge ? form.Couplings.AsSpan(i * _hinges, i) : form.OutputCouplings.AsSpan(k * _hinges, _hinges);
            for (var j = 0; j < _inputs; j++)
                values[(i * _weightStride) + j] = (float)weights[j];
            for (var j = 0; j < couplings.Length; j++)
                values[_couplings + (i * _couplingStride) + j] = (float)couplings[j];
            values[_biases + i] = (float)(hinge ? form.HingeBiases[i] : form.OutputBiases[k]);
        }
    }

    private void Copy(int from, Span<double> target)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] = Values.Span[from + i];
    }
}
