using System;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Training.Kernels;

namespace RuleCompiler.Trainer.Convolution.Stages;

/// <summary>Where a convolution finds its windows, forwards and backwards, in groups of sixteen images.</summary>
/// <remarks>
/// Forwards the windows lie in the image with its zeros around it. Backwards, each pixel of the input gathers from the places of the window
/// that saw it: these lie in the gradient with Kernel − 1 zeros around it and Stride − 1 between its pixels, seen through the mirrored
/// kernel.
/// </remarks>
internal sealed unsafe class ConvolutionGeometry
{
    private const int Line = FloatBuffer.Line;

    private readonly ImageShape _input;
    private readonly ImageShape _output;
    private readonly Window _rows;
    private readonly Window _columns;

    public ConvolutionGeometry(ConvolutionLayer layer, ImageShape input)
    {
        (_input, _output) = (input, layer.Output(input));
        var (kernel, stride) = (layer.Kernel, layer.Stride);
        _rows = Window.Place(input.Height, kernel, stride, layer.Padding);
        _columns = Window.Place(input.Width, kernel, stride, layer.Padding);
        PaddedInput = new ImageShape(input.Channels, _rows.Padded, _columns.Padded);
        SpreadOutput = new ImageShape(layer.Filters, _rows.Before + input.Height + kernel - 1, _columns.Before + input.Width + kernel - 1);

        Positions = Table(_output.Height, _output.Width, (y, x) => Offset(PaddedInput, 0, y * stride, x * stride));
        Offsets = Table(input.Channels, kernel * kernel, (c, k) => Offset(PaddedInput, c, k / kernel, k % kernel));
        Weights = Table(1, Offsets.Length, (_, r) => r);
        BackPositions = Table(input.Height, input.Width, (y, x) => Offset(SpreadOutput, 0, y + _rows.Before, x + _columns.Before));
        BackOffsets = Table(
            layer.Filters, kernel * kernel, (o, k) => Offset(SpreadOutput, o, kernel - 1 - (k / kernel), kernel - 1 - (k % kernel)));
        WeightStride = FloatBuffer.Padded(Offsets.Length);
        BackWeights = Table(layer.Filters, kernel * kernel, (o, k) => (o * WeightStride) + k);
    }

    /// <summary>The image with its zeros.</summary>
    public ImageShape PaddedInput { get; }

    /// <summary>The gradient with its zeros.</summary>
    public ImageShape SpreadOutput { get; }

    /// <summary>The distance of the filters' weights.</summary>
    public int WeightStride { get; }

    /// <summary>Where each place of the window starts in the padded input.</summary>
    public int[] Positions { get; }

    /// <summary>Where the window's elements are from there: channel by channel, row by row.</summary>
    public int[] Offsets { get; }

    /// <summary>Where their weights are in those of a filter.</summary>
    public int[] Weights { get; }

    /// <summary>Where each input pixel starts to gather from the spread gradient.</summary>
    public int[] BackPositions { get; }

    /// <summary>Where the elements are that it gathers: filter by filter.</summary>
    public int[] BackOffsets { get; }

    /// <summary>Where their weights are, from the first weight of the input's channel on.</summary>
    public int[] BackWeights { get; }

    /// <summary>Copies a group into the middle of its zeros.</summary>
    public void Pad(float* input, float* padded)
    {
        for (var c = 0; c < _input.Channels; c++)
        {
            for (var y = 0; y < _input.Height; y++)
            {
                new ReadOnlySpan<float>(input, _input.Width * Line).CopyTo(
                    new Span<float>(padded + Offset(PaddedInput, c, y + _rows.Before, _columns.Before), _input.Width * Line));
                input += _input.Width * Line;
            }
        }
    }

    /// <summary>Copies a group's gradient in between its zeros.</summary>
    public void Spread(float* gradient, float* spread)
    {
        for (var o = 0; o < _output.Channels; o++)
        {
            for (var y = 0; y < _output.Height; y++)
            {
                var row = spread + Offset(SpreadOutput, o, (y * _rows.Stride) + _rows.Kernel - 1, _columns.Kernel - 1);
                for (var x = 0; x < _output.Width; x++)
                {
                    new ReadOnlySpan<float>(gradient, Line).CopyTo(new Span<float>(row + ((nint)x * _columns.Stride * Line), Line));
                    gradient += Line;
                }
            }
        }
    }

    private static int Offset(ImageShape shape, int channel, int y, int x) => ((((channel * shape.Height) + y) * shape.Width) + x) * Line;

    private static int[] Table(int rows, int columns, Func<int, int, int> entry)
    {
        // Pinned, since kernels read it through a pointer for as long as the network lives.
        var table = GC.AllocateUninitializedArray<int>(rows * columns, pinned: true);
        for (var i = 0; i < table.Length; i++)
            table[i] = entry(i / columns, i % columns);
        return table;
    }
}
