using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training;
using RuleCompiler.Trainer.Training.Kernels;

namespace RuleCompiler.Trainer.Convolution.Stages;

/// <summary>A network for images in training.</summary>
/// <remarks>
/// The images of a batch go through the image layers in groups of sixteen, each group by itself on one thread. The dense layers take the
/// whole
/// batch and share their units among the threads. Every sum has a fixed order that knows nothing of threads, so their number changes no
/// bit.
/// </remarks>
internal sealed unsafe class TrainableConvolutionalNetwork : TrainableModel
{
    private const int Line = FloatBuffer.Line;

    private readonly LayerParameters[] _parameters;
    private readonly FloatBuffer[] _images;
    private readonly List<ImageStage> _stages = [];
    private readonly FloatBuffer _flat;
    private readonly FloatBuffer _flatGradient;
    private readonly DenseStage[] _dense;

    public TrainableConvolutionalNetwork(ConvolutionalArchitecture architecture, int batchRows, int threads)
        : this(architecture, LayersOf(architecture).ToArray(), batchRows, threads)
    {
    }

    private TrainableConvolutionalNetwork(ConvolutionalArchitecture architecture, LayerParameters[] parameters, int batchRows, int threads)
        : base(parameters[^1].End, architecture.Classes, batchRows)
    {
        (Architecture, _parameters, Threads) = (architecture, parameters, threads);
        foreach (var layer in parameters)
            layer.Bind(Values, Gradient);
        var groups = Stride / Line;
        _images = Enumerable.Range(0, groups).Select(_ => new FloatBuffer(architecture.Input.Length * Line)).ToArray();
        var convolutions = 0;
        for (var l = 0; l < architecture.Layers.Count; l++)
        {
            var input = architecture.Shapes[l];
            _stages.Add(architecture.Layers[l] switch
            {
                ConvolutionLayer layer => new ConvolutionStage(layer, input, parameters[convolutions++], groups, isFirst: l == 0),
                MaxPoolLayer layer => new MaxPoolStage(layer, input, groups),
                var layer => throw new ArgumentException($"There is no training for {layer.GetType().Name}.", nameof(architecture)),
            });
        }

        _flat = new FloatBuffer(architecture.Shapes[^1].Length * Stride);
        _flatGradient = new FloatBuffer(_stages.Count == 0 ? 0 : _flat.Length);
        _dense = parameters.Skip(convolutions).Select(p => new DenseStage(p, Stride, threads)).ToArray();
    }

    public ConvolutionalArchitecture Architecture { get; }

    /// <summary>The layers that have parameters: convolutions, then dense ones.</summary>
    public IReadOnlyList<LayerParameters> Parameters => _parameters;

    public override int Threads { get; }

    public override float* Outputs => _dense[^1].Output;

    /// <summary>Draws all weights.</summary>
    public void Initialize(WeightStart start, Xoshiro256 random)
    {
        foreach (var layer in _parameters)
            layer.Initialize(start, random);
    }

    /// <summary>Keeps every slope within [0, 1].</summary>
    public override void Constrain()
    {
        foreach (var layer in _parameters)
        {
            foreach (ref var a in layer.Slopes)
                a = Math.Clamp(a, 0, 1);
        }
    }

    public override void AddDecay(float decay)
    {
        foreach (var layer in _parameters)
            Rows.AddScaled(decay, layer.Weights, layer.Gradient, layer.Units * layer.Stride);
    }

    public override void Forward(Batch batch)
    {
        var columns = FloatBuffer.Padded(batch.Rows);
        foreach (var stage in _stages)
            stage.Prepare();
        Parts.Run(Threads, columns / Line, group => ForwardGroup(batch, group));
        var input = _flat.Pointer;
        foreach (var layer in _dense)
        {
            layer.Forward(input, columns);
            input = layer.Output;
        }
    }

    public override void Backward(Batch batch)
    {
        var columns = FloatBuffer.Padded(batch.Rows);
        for (var l = _dense.Length - 1; l >= 0; l--)
        {
            var dz = l == _dense.Length - 1 ? OutputGradient : _dense[l].OutputGradient;
            var input = l == 0 ? _flat.Pointer : _dense[l - 1].Output;
            var inputGradient = l > 0 ? _dense[l - 1].OutputGradient : _stages.Count > 0 ? _flatGradient.Pointer : null;
            _dense[l].Backward(input, dz, inputGradient, columns);
        }

        if (_stages.Count == 0)
            return;
        Parts.Run(Threads, columns / Line, BackwardGroup);
        foreach (var stage in _stages)
            stage.SumGradients(columns / Line);
    }

    private static IEnumerable<LayerParameters> LayersOf(ConvolutionalArchitecture architecture)
    {
        var hasSlopes = architecture.Rectifier == Rectifier.PRelu;
        var end = 0;
        for (var l = 0; l < architecture.Layers.Count; l++)
        {
            if (architecture.Layers[l] is ConvolutionLayer layer)
                yield return Next(
                    layer.Filters, architecture.Shapes[l].Channels * layer.Kernel * layer.Kernel, layer.Kernel * layer.Kernel, true);
        }

        var inputs = architecture.Shapes[^1].Length;
        foreach (var units in architecture.Hidden)
        {
            yield return Next(units, inputs, 1, true);
            inputs = units;
        }

        yield return Next(architecture.Classes, inputs, 1, false);

        LayerParameters Next(int units, int inputs, int places, bool isRectified)
        {
            var layer = new LayerParameters(end, units, inputs, places, isRectified, isRectified && hasSlopes);
            end = layer.End;
            return layer;
        }
    }

    private float* Input(int stage, int group) => stage == 0 ? _images[group].Pointer : _stages[stage - 1].Output(group);

    private void ForwardGroup(Batch batch, int group)
    {
        // Rows past the last are those of an earlier batch; their gradient is zero.
        Transpose.Copy(
            batch.Features.Pointer + ((nint)group * Line * batch.FeatureStride),
            batch.FeatureStride,
            _images[group].Pointer,
            Line,
            Line,
            batch.FeatureCount);
        for (var s = 0; s < _stages.Count; s++)
            _stages[s].Forward(group, Input(s, group));
        var values = Input(_stages.Count, group);
        for (var k = 0; k < _flat.Length / Stride; k++)
            new ReadOnlySpan<float>(values + (k * Line), Line).CopyTo(
                new Span<float>(_flat.Pointer + ((nint)k * Stride) + (group * Line), Line));
    }

    private void BackwardGroup(int group)
    {
        var gradient = _stages[^1].OutputGradient(group);
        for (var k = 0; k < _flat.Length / Stride; k++)
            new ReadOnlySpan<float>(_flatGradient.Pointer + ((nint)k * Stride) + (group * Line), Line).CopyTo(
                new Span<float>(gradient + (k * Line), Line));
        for (var s = _stages.Count - 1; s >= 0; s--)
            _stages[s].Backward(group, Input(s, group), s == 0 ? null : _stages[s - 1].OutputGradient(group));
    }
}
