using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>The same values in another shape.</summary>
/// <param name="Shape">The shape, of as many values.</param>
public sealed record Reshape(TensorShape Shape) : Operation, IAffineOperation
{
    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs)
    {
        var input = Single(inputs);
        return input.Count == Shape.Count
            ? Shape
            : throw new RuleCompilerException($"Values of shape {input} do not fit the shape {Shape}.");
    }

    /// <inheritdoc/>
    public override void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output) => inputs[0].Values.CopyTo(output.Values, 0);

    /// <inheritdoc/>
    public void AddTransposed(Tensor output, IReadOnlyList<Tensor> inputs) => RowSum.Add(1, output.Values, inputs[0].Values);
}

/// <summary>y_i = x_s(i): values moved, repeated or left out.</summary>
/// <param name="Positions">s, the position in the input of each value of the result.</param>
/// <param name="Shape">The shape of the result.</param>
public sealed record Selection(int[] Positions, TensorShape Shape) : Operation, IAffineOperation
{
    /// <inheritdoc/>
    public override int Parameters => Positions.Length;

    /// <summary>The axes in another order.</summary>
    /// <param name="input">The shape of the input.</param>
    /// <param name="axes">For each axis of the result the one of the input that it is.</param>
    /// <returns>The operation.</returns>
    /// <exception cref="RuleCompilerException">Not every axis occurs once.</exception>
    public static Selection Transposed(TensorShape input, IReadOnlyList<int> axes)
    {
        if (!axes.Order().SequenceEqual(Enumerable.Range(0, input.Rank)))
            throw new RuleCompilerException($"It names each of the axes of the shape {input} once.");
        return Of(new TensorShape(axes.Select(a => input[a]).ToArray()), axes.Select(a => (0, input.Stride(a))).ToArray());
    }

    /// <summary>Dimensions of 1, and those that are absent at the front, repeated.</summary>
    /// <param name="input">The shape of the input.</param>
    /// <param name="target">The shape that it gets.</param>
    /// <returns>The operation.</returns>
    /// <exception cref="RuleCompilerException">The shape does not stretch to the other.</exception>
    public static Selection Stretched(TensorShape input, TensorShape target)
    {
        var absent = target.Rank - input.Rank;
        if (absent < 0 || Enumerable.Range(0, input.Rank).Any(a => input[a] != 1 && input[a] != target[a + absent]))
            throw new RuleCompilerException($"The shape {input} does not stretch to {target}.");
        return Of(
            target,
            Enumerable.Range(0, target.Rank).Select(a => (0, a < absent || input[a - absent] == 1 ? 0 : input.Stride(a - absent)))
                .ToArray());
    }

    /// <summary>A part along one axis.</summary>
    /// <param name="input">The shape of the input.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="indices">The indices along it, in the order of the result.</param>
    /// <returns>The operation.</returns>
    /// <exception cref="RuleCompilerException">An index is outside.</exception>
    public static Selection Along(TensorShape input, int axis, IReadOnlyList<int> indices)
    {
        if (indices.Any(i => i < 0 || i >= input[axis]))
            throw new RuleCompilerException(
                FormattableString.Invariant($"An index is outside the {input[axis]} values along axis {axis} of the shape {input}."));
        var (shape, inner) = (input.With(axis, indices.Count), input.Stride(axis));
        var positions = new int[shape.Count];
        for (var i = 0; i < positions.Length; i++)
            positions[i] = (((i / inner / indices.Count * input[axis]) + indices[i / inner % indices.Count]) * inner) + (i % inner);
        return new Selection(positions, shape);
    }

    /// <summary>The shape that two shapes stretch to.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="RuleCompilerException">There is none.</exception>
    public static TensorShape Common(TensorShape a, TensorShape b)
    {
        var rank = Math.Max(a.Rank, b.Rank);
        return new TensorShape(Enumerable.Range(0, rank).Select(i =>
        {
            var (p, q) = (i + a.Rank - rank is >= 0 and var j ? a[j] : 1, i + b.Rank - rank is >= 0 and var k ? b[k] : 1);
            return p == q || q == 1
                ? p
                : p == 1 ? q : throw new RuleCompilerException($"The shapes {a} and {b} do not stretch to a common one.");
        }).ToArray());
    }

    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs)
    {
        var input = Single(inputs);
        return Positions.Length == Shape.Count && Positions.All(p => p >= 0 && p < input.Count)
            ? Shape
            : throw new RuleCompilerException($"Its positions do not lie in the shape {input} or do not fill the shape {Shape}.");
    }

    /// <inheritdoc/>
    public override void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output)
    {
        for (var i = 0; i < Positions.Length; i++)
            output.Values[i] = inputs[0].Values[Positions[i]];
    }

    /// <inheritdoc/>
    public void AddTransposed(Tensor output, IReadOnlyList<Tensor> inputs)
    {
        for (var i = 0; i < Positions.Length; i++)
            inputs[0].Values[Positions[i]] += output.Values[i];
    }

    // Positions that go up by a step along each axis.
    private static Selection Of(TensorShape shape, (int Start, int Step)[] axes)
    {
        var positions = new int[shape.Count];
        var index = new int[shape.Rank];
        var position = axes.Sum(a => a.Start);
        for (var i = 0; i < positions.Length; i++)
        {
            positions[i] = position;
            for (var a = shape.Rank - 1; a >= 0; a--)
            {
                position += axes[a].Step;
                if (++index[a] < shape[a])
                    break;
                position -= axes[a].Step * shape[a];
                index[a] = 0;
            }
        }

        return new Selection(positions, shape);
    }
}

/// <summary>The inputs one after the other along an axis.</summary>
/// <param name="Axis">The axis, counted from 0.</param>
public sealed record Concatenation(int Axis) : Operation, IAffineOperation
{
    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs)
    {
        if (inputs.Count == 0 || Axis < 0 || Axis >= inputs[0].Rank)
            throw new RuleCompilerException(
                FormattableString.Invariant($"It joins at least one input along an axis that there is; axis {Axis} is not."));
        var other = inputs.FirstOrDefault(i => i.Rank != inputs[0].Rank || !i.With(Axis, 1).Equals(inputs[0].With(Axis, 1)));
        if (other is not null)
            throw new RuleCompilerException(
                FormattableString.Invariant(
                    $"The shapes {inputs[0]} and {other} differ along more than axis {Axis}, so they cannot be joined along it."));
        return inputs[0].With(Axis, checked((int)Math.Min(int.MaxValue, inputs.Sum(i => (long)i[Axis]))));
    }

    /// <inheritdoc/>
    public override void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output) =>
        EachPart(inputs, output, (part, whole) => part.CopyTo(whole));

    /// <inheritdoc/>
    public void AddTransposed(Tensor output, IReadOnlyList<Tensor> inputs) =>
        EachPart(inputs, output, (part, whole) => RowSum.Add(1, whole, part));

    private void EachPart(IReadOnlyList<Tensor> inputs, Tensor output, Action<Span<double>, Span<double>> act)
    {
        var at = 0;
        for (var outer = 0; outer < output.Shape.Product(0, Axis); outer++)
        {
            foreach (var input in inputs)
            {
                var length = input.Shape.Product(Axis, input.Shape.Rank);
                act(input.Values.AsSpan(outer * length, length), output.Values.AsSpan(at, length));
                at += length;
            }
        }
    }
}
