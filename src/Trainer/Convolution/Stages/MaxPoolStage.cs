using System;
using RuleCompiler.Trainer.Convolution.Kernels;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Training.Kernels;

namespace RuleCompiler.Trainer.Convolution.Stages;

/// <summary>A max-pool in training; of equals the first wins and gets the gradient.</summary>
internal sealed unsafe class MaxPoolStage : ImageStage
{
    private const int Line = FloatBuffer.Line;

    private readonly Window _rows;
    private readonly Window _columns;

    public MaxPoolStage(MaxPoolLayer layer, ImageShape input, int groups)
        : base(input, layer.Output(input), groups)
    {
        _rows = Window.Place(input.Height, layer.Kernel, layer.Stride, layer.Padding);
        _columns = Window.Place(input.Width, layer.Kernel, layer.Stride, layer.Padding);
    }

    public override void Forward(int group, float* input)
    {
        var largest = Output(group);
        for (var c = 0; c < Input.Channels; c++)
        {
            var plane = input + ((nint)c * Input.Pixels * Line);
            for (var i = 0; i < _rows.Places; i++)
            {
                var (top, height) = (_rows.First(i), _rows.End(i) - _rows.First(i));
                for (var j = 0; j < _columns.Places; j++)
                {
                    var left = _columns.First(j);
                    Lanes.Max(
                        plane + (((nint)(top * Input.Width) + left) * Line), Input.Width * Line, height, _columns.End(j) - left, largest);
                    largest += Line;
                }
            }
        }
    }

    public override void Backward(int group, float* input, float* inputGradient)
    {
        if (inputGradient == null)
            return;
        new Span<float>(inputGradient, Input.Length * Line).Clear();
        var largest = Output(group);
        var from = OutputGradient(group);
        for (var c = 0; c < Input.Channels; c++)
        {
            for (var i = 0; i < _rows.Places; i++)
            {
                var (top, height) = (_rows.First(i), _rows.End(i) - _rows.First(i));
                for (var j = 0; j < _columns.Places; j++)
                {
                    var left = _columns.First(j);
                    var at = (((nint)c * Input.Pixels) + (top * Input.Width) + left) * Line;
                    Lanes.AddToLargest(input + at, Input.Width * Line, height, _columns.End(j) - left, largest, from, inputGradient + at);
                    largest += Line;
                    from += Line;
                }
            }
        }
    }
}
