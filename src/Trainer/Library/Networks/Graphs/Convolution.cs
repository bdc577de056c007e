using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>A convolution over one or two axes, in groups of channels: rows × channels × (height ×) width.</summary>
public sealed record Convolution : Operation, IAffineOperation
{
    private readonly WindowAxis _height;
    private readonly WindowAxis _width;

    /// <summary>Makes a convolution along one or two axes.</summary>
    /// <param name="weights">Filters × (channels of a group) × places of the window, row-major.</param>
    /// <param name="biases">One per filter.</param>
    /// <param name="groups">Each group of filters sees its own group of channels.</param>
    /// <param name="axes">One or two, the places added around the input holding 0.</param>
    /// <exception cref="RuleCompilerException">The parts do not fit together.</exception>
    public Convolution(double[] weights, double[] biases, int groups, params IReadOnlyList<WindowAxis> axes)
    {
        if (axes.Count is < 1 or > 2)
            throw new RuleCompilerException(FormattableString.Invariant($"A convolution goes along one or two axes, found {axes.Count}."));
        (_height, _width) = (axes.Count == 2 ? axes[0] : WindowAxis.None, axes[^1]);
        if (groups < 1 || biases.Length == 0 || biases.Length % groups != 0)
            throw new RuleCompilerException(FormattableString.Invariant($"{biases.Length} filters do not divide into {groups} groups."));
        var places = (Int128)biases.Length * _height.Size * _width.Size;
        if (places < 1 || weights.Length == 0 || weights.Length % places != 0)
            throw new RuleCompilerException(
                FormattableString.Invariant($"{weights.Length} weights do not make {biases.Length} filters of such windows."));
        Weights = weights;
        Biases = biases;
        Groups = groups;
        Axes = axes.ToArray();
        GroupChannels = (int)(weights.Length / places);
    }

    /// <summary>Filters × (channels of a group) × places of the window.</summary>
    public double[] Weights { get; }

    /// <summary>The biases, one per filter.</summary>
    public double[] Biases { get; }

    /// <summary>The number of groups.</summary>
    public int Groups { get; }

    /// <summary>The windows along each axis.</summary>
    public IReadOnlyList<WindowAxis> Axes { get; }

    /// <summary>The channels that a filter sees.</summary>
    public int GroupChannels { get; }

    /// <inheritdoc/>
    public override int Parameters => Weights.Length;

    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs)
    {
        var shape = Single(inputs);
        if (shape.Rank != Axes.Count + 2 || shape[1] != GroupChannels * Groups)
        {
            throw new RuleCompilerException(FormattableString.Invariant(
                $"Its filters go along {Axes.Count} axes of {GroupChannels * Groups} channels, its input has the shape {shape}."));
        }

        return new TensorShape([shape[0], Biases.Length, .. Axes.Select((a, i) => a.Windows(shape[i + 2]))]);
    }

    /// <inheritdoc/>
    public override double Work(IReadOnlyList<TensorShape> inputs, TensorShape output) =>
        output.Count * (double)(Weights.Length / Biases.Length);

    /// <inheritdoc/>
    public override void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output)
    {
        var (y, area) = (output.Values, output.Shape.Stride(1));
        for (var plane = 0; plane < y.Length / area; plane++)
            y.AsSpan(plane * area, area).Fill(Biases[plane % Biases.Length]);
        Sweep(inputs[0], output, isTransposed: false);
    }

    /// <inheritdoc/>
    public void AddTransposed(Tensor output, IReadOnlyList<Tensor> inputs) => Sweep(inputs[0], output, isTransposed: true);

    // Every filter with every channel that it sees.
    private void Sweep(Tensor input, Tensor output, bool isTransposed)
    {
        var (channels, filters, places) = (GroupChannels * Groups, Biases.Length, _height.Size * _width.Size);
        var (inputPlane, outputPlane) = (input.Shape.Stride(1), output.Shape.Stride(1));
        var (width, columns) = (input.Shape[input.Shape.Rank - 1], output.Shape[output.Shape.Rank - 1]);
        for (var plane = 0; plane < input.Shape[0] * filters; plane++)
        {
            var y = output.Values.AsSpan(plane * outputPlane, outputPlane);
            if (isTransposed && !y.ContainsAnyExcept(0.0))
                continue;
            var (row, filter) = (plane / filters, plane % filters);
            var first = (row * channels) + (filter / (filters / Groups) * GroupChannels);
            for (var c = 0; c < GroupChannels; c++)
            {
                var x = input.Values.AsSpan((first + c) * inputPlane, inputPlane);
                SweepWindows(Weights.AsSpan(((filter * GroupChannels) + c) * places, places), x, width, y, columns, isTransposed);
            }
        }
    }

    // Each weight of a window with the rows that it meets: whole rows at a time, since windows lie side by side.
    private void SweepWindows(ReadOnlySpan<double> weights, Span<double> x, int width, Span<double> y, int columns, bool isTransposed)
    {
        var (height, rows) = (x.Length / width, y.Length / columns);
        for (var at = 0; at < weights.Length; at++)
        {
            var (ky, kx) = (at / _width.Size, at % _width.Size);
            var (top, bottom) = _height.Inside(ky, height, rows);
            var (left, right) = _width.Inside(kx, width, columns);
            if (left >= right)
                continue;
            var column = _width.Position(left, kx);
            for (var oy = top; oy < bottom; oy++)
            {
                var from = x[((_height.Position(oy, ky) * width) + column)..];
                var to = y.Slice((oy * columns) + left, right - left);
                if (isTransposed)
                    Return(weights[at], to, _width.Stride, from);
                else
                    RowSum.Add(weights[at], from, _width.Stride, to);
            }
        }
    }

    private static void Return(double weight, ReadOnlySpan<double> y, int step, Span<double> x)
    {
        for (var i = 0; i < y.Length; i++)
            x[i * step] += weight * y[i];
    }
}
