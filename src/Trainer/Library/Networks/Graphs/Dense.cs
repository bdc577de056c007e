using System;
using System.Collections.Generic;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>y = x·W + b along the last axis; the axes before it are rows.</summary>
/// <remarks>
/// Each sum begins with the bias and goes through the inputs in order, as <see cref="PiecewiseLayer"/> does: to the same bits.
/// </remarks>
public sealed record Dense : Operation, IAffineOperation
{
    /// <summary>Makes a dense layer.</summary>
    /// <param name="weights">W, inputs × units, row-major.</param>
    /// <param name="biases">b, one per unit.</param>
    /// <exception cref="RuleCompilerException">The weights are not rows of so many units.</exception>
    public Dense(double[] weights, double[] biases)
    {
        if (biases.Length == 0 || weights.Length == 0 || weights.Length % biases.Length != 0)
            throw new RuleCompilerException(
                FormattableString.Invariant($"{weights.Length} weights are not rows of {biases.Length} units."));
        Weights = weights;
        Biases = biases;
    }

    /// <summary>W, inputs × units, row-major.</summary>
    public double[] Weights { get; }

    /// <summary>b, one per unit.</summary>
    public double[] Biases { get; }

    /// <summary>The number of units.</summary>
    public int Units => Biases.Length;

    /// <summary>The number of inputs of a unit.</summary>
    public int Inputs => Weights.Length / Biases.Length;

    /// <inheritdoc/>
    public override int Parameters => Weights.Length;

    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs)
    {
        var shape = Single(inputs);
        return shape.Rank > 0 && shape[shape.Rank - 1] == Inputs
            ? shape.With(shape.Rank - 1, Units)
            : throw new RuleCompilerException(
                FormattableString.Invariant($"Its weights take rows of {Inputs} values, its input has the shape {shape}."));
    }

    /// <inheritdoc/>
    public override double Work(IReadOnlyList<TensorShape> inputs, TensorShape output) => (double)output.Count * Inputs;

    /// <inheritdoc/>
    public override void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output)
    {
        var x = inputs[0].Values;
        for (var (row, at) = (0, 0); at < output.Values.Length; row++, at += Units)
        {
            var sums = output.Values.AsSpan(at, Units);
            Biases.CopyTo(sums);
            for (var j = 0; j < Inputs; j++)
                RowSum.Add(x[(row * Inputs) + j], Weights.AsSpan(j * Units, Units), sums);
        }
    }

    /// <inheritdoc/>
    public void AddTransposed(Tensor output, IReadOnlyList<Tensor> inputs)
    {
        var x = inputs[0].Values;
        for (var (row, at) = (0, 0); at < output.Values.Length; row++, at += Units)
        {
            var g = output.Values.AsSpan(at, Units);
            var units = NonZero(g);
            for (var j = 0; j < Inputs && units.Length > 0; j++)
            {
                var sum = x[(row * Inputs) + j];
                foreach (var i in units)
                    sum += g[i] * Weights[(j * Units) + i];
                x[(row * Inputs) + j] = sum;
            }
        }
    }

    private static int[] NonZero(ReadOnlySpan<double> weights)
    {
        var found = new List<int>();
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] != 0)
                found.Add(i);
        }

        return [.. found];
    }
}
