using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>A convolution over one or two axes, in groups of channels: rows × channels × (height ×) width.</summary>
public sealed record Convolution : Operation, IAffineOperation
{
    private readonly WindowAxis _height;
    private readonly WindowAxis _width;

    /// <summary>Makes the operation.</summary>
    /// <param name="weights">Filters × (channels of a group) × places of the window, row-major.</param>
    /// <param name="biases">One per filter.</param>
    /// <param name="groups">Each group of filters sees its own group of channels.</param>
    /// <param name="axes">One or two, the places added around the input holding 0.</param>
    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    public Convolution(double[] weights, double[] biases, int groups, params IReadOnlyList<WindowAxis> axes)
    {
        if (axes.Count is < 1 or > 2)
            throw new ArgumentException(FormattableString.Invariant($"A convolution goes along one or two axes, found {axes.Count}."));
        (_height, _width) = (axes.Count == 2 ? axes[0] : WindowAxis.None, axes[^1]);
        if (groups < 1 || biases.Length == 0 || biases.Length % groups != 0)
            throw new ArgumentException(FormattableString.Invariant($"{biases.Length} filters do not divide into {groups} groups."));
        var places = (Int128)biases.Length * _height.Size * _width.Size;
        if (places < 1 || weights.Length == 0 || weights.Length % places != 0)
            throw new ArgumentException(FormattableString.Invariant($"{weights.Length} weights do not make {biases.Length} filters of such windows."));
        Weights = weights;
        Biases = biases;
        Groups = groups;
        Axes = axes.ToArray();
        GroupChannels = (int)(weights.Length / places);
    }

    /// <summary>Filters × (channels of a group) × places of the window.</summary>
    public double[] Weights { get; }

    /// <summary>One per filter.</summary>
    public double[] Biases { get; }

    /// <summary>The number of groups.</summary>
    public int Groups { get; }

    /// <summary>The windows along each axis.</summary>
    public IReadOnlyList<WindowAxis> Axes { get; }

    /// <summary>The channels that a filter sees.</summary>
    public int GroupChannels { get; }

    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs)
    {
        var shape = Single(inputs);
        if (shape.Rank != Axes.Count + 2 || shape[1] != GroupChannels * Groups)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Its filters go along {Axes.Count} axes of {GroupChannels * Groups} channels, its input has the shape {shape}."));
        }

        return new TensorShape([shape[0], Biases.Length, .. Axes.Select((a, i) => a.Windows(shape[i + 2]))]);
    }

    /// <inheritdoc/>
    public override double Work(IReadOnlyList<TensorShape> inputs, TensorShape output) => output.Count * (double)(Weights.Length / Biases.Length);

    /// <inheritdoc/>
    public override void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output)
    {
        var (x, y) = (inputs[0].Values, output.Values);
        foreach (var (filter, _, _, area) in Planes(inputs[0].Shape, output.Shape, firstOnly: true))
            y.AsSpan(area.Output, area.OutputRows * area.OutputWidth).Fill(Biases[filter]);
        foreach (var (filter, channel, _, area) in Planes(inputs[0].Shape, output.Shape, firstOnly: false))
        {
            foreach (var (weight, from, to, count) in Rows(filter, channel, area))
                RowSum.Add(weight, x.AsSpan(from), _width.Stride, y.AsSpan(to, count));
        }
    }

    /// <inheritdoc/>
    public void AddTransposed(Tensor output, IReadOnlyList<Tensor> inputs)
    {
        var (x, y) = (inputs[0].Values, output.Values);
        foreach (var (filter, channel, _, area) in Planes(inputs[0].Shape, output.Shape, firstOnly: false))
        {
            if (!y.AsSpan(area.Output, area.OutputRows * area.OutputWidth).ContainsAnyExcept(0.0))
                continue;
            foreach (var (weight, from, to, count) in Rows(filter, channel, area))
            {
                for (var i = 0; i < count; i++)
                    x[from + (i * _width.Stride)] += weight * y[to + i];
            }
        }
    }

    // A filter with each channel it sees: the places of the two planes in their tensors.
    private IEnumerable<(int Filter, int Channel, int Row, Area Area)> Planes(TensorShape input, TensorShape output, bool firstOnly)
    {
        var (height, width) = (Axes.Count == 2 ? input[2] : 1, input[input.Rank - 1]);
        var (rows, columns) = (Axes.Count == 2 ? output[2] : 1, output[output.Rank - 1]);
        var (channels, filters) = (GroupChannels * Groups, Biases.Length);
        for (var n = 0; n < input[0]; n++)
        {
            for (var f = 0; f < filters; f++)
            {
                var first = f / (filters / Groups) * GroupChannels;
                for (var c = 0; c < (firstOnly ? 1 : GroupChannels); c++)
                {
                    yield return (f, c, n, new Area(
                        ((n * channels) + first + c) * height * width, height, width, ((n * filters) + f) * rows * columns, rows, columns));
                }
            }
        }
    }

    // For each weight of a window: the rows of the input that it meets and the rows of the result that it goes to.
    private IEnumerable<(double Weight, int From, int To, int Count)> Rows(int filter, int channel, Area area)
    {
        var at = ((filter * GroupChannels) + channel) * _height.Size * _width.Size;
        for (var ky = 0; ky < _height.Size; ky++)
        {
            var (top, bottom) = _height.Inside(ky, area.Rows, area.OutputRows);
            for (var kx = 0; kx < _width.Size; kx++)
            {
                var weight = Weights[at++];
                var (left, right) = _width.Inside(kx, area.Width, area.OutputWidth);
                for (var oy = top; oy < bottom && left < right; oy++)
                {
                    yield return (
                        weight,
                        area.Input + (_height.Position(oy, ky) * area.Width) + _width.Position(left, kx),
                        area.Output + (oy * area.OutputWidth) + left,
                        right - left);
                }
            }
        }
    }

    private readonly record struct Area(int Input, int Rows, int Width, int Output, int OutputRows, int OutputWidth);
}
