using System;
using System.Collections.Generic;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>An operation on each row of values along an axis, mostly the last one of a network.</summary>
/// <param name="Axis">The axis, counted from 0.</param>
public abstract record AlongAxis(int Axis) : Operation
{
    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs)
    {
        var shape = Single(inputs);
        return Axis >= 0 && Axis < shape.Rank
            ? ShapeOf(shape)
            : throw new RuleCompilerException(
                FormattableString.Invariant($"It goes along axis {Axis}, which the shape {shape} does not have."));
    }

    /// <inheritdoc/>
    public override double Work(IReadOnlyList<TensorShape> inputs, TensorShape output) => inputs[0].Count * 4.0;

    /// <inheritdoc/>
    public override void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output)
    {
        var shape = inputs[0].Shape;
        var (inner, length) = (shape.Stride(Axis), shape[Axis]);
        var (row, to) = (new double[length], output.Shape.Count / (shape.Count / length));
        for (var outer = 0; outer < shape.Product(0, Axis); outer++)
        {
            for (var i = 0; i < inner; i++)
            {
                for (var k = 0; k < length; k++)
                    row[k] = inputs[0].Values[(((outer * length) + k) * inner) + i];
                Row(row);
                for (var k = 0; k < to; k++)
                    output.Values[(((outer * to) + k) * inner) + i] = row[k];
            }
        }
    }

    private protected virtual TensorShape ShapeOf(TensorShape input) => input;

    /// <summary>Puts the result in the place of a row.</summary>
    private protected abstract void Row(double[] row);
}

/// <summary>y_k = e^x_k / Σ e^x_i.</summary>
/// <param name="Axis">The axis, counted from 0.</param>
public sealed record Softmax(int Axis) : AlongAxis(Axis)
{
    private protected override void Row(double[] row)
    {
        var (largest, sum) = (row[Argmax.Of(row)], 0.0);
        foreach (ref var value in row.AsSpan())
            sum += value = Exponential.Of(value - largest);
        foreach (ref var value in row.AsSpan())
            value /= sum;
    }
}

/// <summary>y_k = x_k − ln Σ e^x_i.</summary>
/// <param name="Axis">The axis, counted from 0.</param>
public sealed record LogSoftmax(int Axis) : AlongAxis(Axis)
{
    private protected override void Row(double[] row)
    {
        var (largest, sum) = (row[Argmax.Of(row)], 0.0);
        foreach (var value in row)
            sum += Exponential.Of(value - largest);
        foreach (ref var value in row.AsSpan())
            value = value - largest - Logarithm.Of(sum);
    }
}

/// <summary>The position of the largest value; of equals the first.</summary>
/// <param name="Axis">The axis, counted from 0.</param>
public sealed record ArgMax(int Axis) : AlongAxis(Axis)
{
    /// <summary>What the positions mean, in words of the model's file; empty where it does not say. Untrusted text.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    private protected override TensorShape ShapeOf(TensorShape input) => input.With(Axis, 1);

    private protected override void Row(double[] row) => row[0] = Argmax.Of(row);
}

/// <summary>Softmax of the scores that are not 0; those that are stay so.</summary>
/// <param name="Axis">The axis, counted from 0.</param>
public sealed record SoftmaxOfNonZero(int Axis) : AlongAxis(Axis)
{
    // As the reference has it: nearer to 0 than this is 0.
    private const double Zero = 1e-7;

    private protected override void Row(double[] row)
    {
        var (largest, sum) = (row[Argmax.Of(row)], 0.0);
        foreach (ref var value in row.AsSpan())
        {
            var isZero = Math.Abs(value) <= Zero;
            value = isZero ? 0 : Exponential.Of(value - largest);
            sum += value;
        }

        for (var k = 0; k < row.Length && sum > 0; k++)
            row[k] /= sum;
    }
}
