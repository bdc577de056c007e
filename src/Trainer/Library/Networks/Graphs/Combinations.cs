using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>y = Σ_k w_k·x_k of values of the same shape: sums, differences, means.</summary>
/// <param name="Weights">w, one per input.</param>
public sealed record WeightedSum(IReadOnlyList<double> Weights) : Operation, IAffineOperation
{
    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs) => inputs.Count == Weights.Count
        ? Same(inputs, 1)
        : throw new ArgumentException(FormattableString.Invariant($"It has {Weights.Count} weights for {inputs.Count} inputs."));

    /// <inheritdoc/>
    public override void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output)
    {
        for (var k = 0; k < inputs.Count; k++)
            RowSum.Add(Weights[k], inputs[k].Values, output.Values);
    }

    /// <inheritdoc/>
    public void AddTransposed(Tensor output, IReadOnlyList<Tensor> inputs)
    {
        for (var k = 0; k < inputs.Count; k++)
            RowSum.Add(Weights[k], output.Values, inputs[k].Values);
    }
}

/// <summary>A value of the inputs taken together, position by position.</summary>
public abstract record Combination : Operation
{
    private protected Combination()
    {
    }

    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs) => Same(inputs, 1);

    /// <inheritdoc/>
    public override void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output)
    {
        inputs[0].Values.CopyTo(output.Values, 0);
        foreach (var input in inputs.Skip(1))
        {
            for (var i = 0; i < output.Values.Length; i++)
                output.Values[i] = Of(output.Values[i], input.Values[i]);
        }
    }

    /// <summary>The value of two of them.</summary>
    /// <param name="x">What the inputs so far gave.</param>
    /// <param name="y">The value of the next input.</param>
    /// <returns>The value of both.</returns>
    public abstract double Of(double x, double y);
}

/// <summary>The product of the inputs.</summary>
public sealed record Product : Combination
{
    /// <inheritdoc/>
    public override double Of(double x, double y) => x * y;
}

/// <summary>The first input divided by the others.</summary>
public sealed record Quotient : Combination
{
    /// <inheritdoc/>
    public override double Of(double x, double y) => x / y;
}

/// <summary>The largest of the inputs.</summary>
public sealed record Maximum : Combination
{
    /// <inheritdoc/>
    public override double Of(double x, double y) => Math.Max(x, y);
}

/// <summary>The least of the inputs.</summary>
public sealed record Minimum : Combination
{
    /// <inheritdoc/>
    public override double Of(double x, double y) => Math.Min(x, y);
}
