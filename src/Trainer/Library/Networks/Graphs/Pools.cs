using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>An operation on windows of each channel: rows × channels × (height ×) width.</summary>
public abstract record Pool : Operation
{
    private protected Pool(IReadOnlyList<WindowAxis> axes)
    {
        if (axes.Count is < 1 or > 2)
            throw new RuleCompilerException(FormattableString.Invariant($"A pool goes along one or two axes, found {axes.Count}."));
        Axes = axes.ToArray();
    }

    /// <summary>The windows along each axis.</summary>
    public IReadOnlyList<WindowAxis> Axes { get; }

    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs)
    {
        var shape = Single(inputs);
        return shape.Rank == Axes.Count + 2
            ? new TensorShape([shape[0], shape[1], .. Axes.Select((a, i) => a.Windows(shape[i + 2]))])
            : throw new RuleCompilerException(
                FormattableString.Invariant(
                    $"Its windows go along {Axes.Count} axes after rows and channels, its input has the shape {shape}."));
    }

    /// <inheritdoc/>
    public override double Work(IReadOnlyList<TensorShape> inputs, TensorShape output) =>
        Axes.Aggregate((double)output.Count, (work, a) => work * a.Size);

    /// <summary>The places of each window that lie inside the input.</summary>
    /// <param name="input">The shape of the input.</param>
    /// <param name="output">The shape of the result.</param>
    /// <returns>
    /// For each value of the result, in order: the positions in the input, and how many places the window has with those added around it.
    /// </returns>
    public IEnumerable<(IReadOnlyList<int> Inside, int Places)> Windows(TensorShape input, TensorShape output)
    {
        var (vertical, horizontal) = (Axes.Count == 2 ? Axes[0] : WindowAxis.None, Axes[^1]);
        var (height, width) = (Axes.Count == 2 ? input[2] : 1, input[input.Rank - 1]);
        var (rows, columns) = (Axes.Count == 2 ? output[2] : 1, output[output.Rank - 1]);
        var inside = new List<int>();
        for (var plane = 0; plane < input[0] * input[1]; plane++)
        {
            for (var oy = 0; oy < rows; oy++)
            {
                for (var ox = 0; ox < columns; ox++)
                {
                    inside.Clear();
                    var places = 0;
                    for (var ky = 0; ky < vertical.Size && vertical.Position(oy, ky) is var y && y < height + vertical.After; ky++)
                    {
                        for (var kx = 0; kx < horizontal.Size && horizontal.Position(ox, kx) is var x && x < width + horizontal.After; kx++)
                        {
                            places++;
                            if (y >= 0 && y < height && x >= 0 && x < width)
                                inside.Add((((plane * height) + y) * width) + x);
                        }
                    }

                    yield return (inside, places);
                }
            }
        }
    }
}

/// <summary>The largest value of each window. Places added around the input are ignored.</summary>
public sealed record MaxPool : Pool
{
    /// <summary>Makes a pool along one or two axes.</summary>
    /// <param name="axes">One or two.</param>
    /// <exception cref="RuleCompilerException">There are more or fewer.</exception>
    public MaxPool(params IReadOnlyList<WindowAxis> axes)
        : base(axes)
    {
    }

    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs) =>
        Axes.All(a => Math.Max(a.Before, a.After) <= (long)a.Dilation * (a.Size - 1))
            ? base.ShapeOf(inputs)
            : throw new RuleCompilerException("It adds as many places as its window is long, so that a window would hold no value.");

    /// <inheritdoc/>
    public override void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output)
    {
        var (x, to) = (inputs[0].Values, 0);
        foreach (var (inside, _) in Windows(inputs[0].Shape, output.Shape))
        {
            var largest = double.NegativeInfinity;
            foreach (var i in inside)
                largest = Math.Max(largest, x[i]);
            output.Values[to++] = largest;
        }
    }
}

/// <summary>The mean of each window.</summary>
public sealed record AveragePool : Pool, IAffineOperation
{
    /// <summary>Makes a pool along one or two axes.</summary>
    /// <param name="countsAdded">Whether places added around the input count as zeros; otherwise they are ignored.</param>
    /// <param name="axes">One or two.</param>
    /// <exception cref="RuleCompilerException">There are more or fewer.</exception>
    public AveragePool(bool countsAdded, params IReadOnlyList<WindowAxis> axes)
        : base(axes) => CountsAdded = countsAdded;

    /// <summary>Whether places added around the input count as zeros.</summary>
    public bool CountsAdded { get; }

    /// <inheritdoc/>
    public override void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output)
    {
        var (x, to) = (inputs[0].Values, 0);
        foreach (var (inside, places) in Windows(inputs[0].Shape, output.Shape))
        {
            var sum = 0.0;
            foreach (var i in inside)
                sum += x[i];
            output.Values[to++] = inside.Count == 0 ? 0 : sum / (CountsAdded ? places : inside.Count);
        }
    }

    /// <inheritdoc/>
    public void AddTransposed(Tensor output, IReadOnlyList<Tensor> inputs)
    {
        var from = 0;
        foreach (var (inside, places) in Windows(inputs[0].Shape, output.Shape))
        {
            var g = output.Values[from++];
            for (var i = 0; i < inside.Count && g != 0; i++)
                inputs[0].Values[inside[i]] += g / (CountsAdded ? places : inside.Count);
        }
    }
}
