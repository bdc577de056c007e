using System;
using System.Collections.Generic;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>An input of the network; its values come from outside.</summary>
/// <param name="Shape">Its shape for one row: a leading dimension of rows is 1.</param>
public sealed record NetworkInput(TensorShape Shape) : Operation
{
    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs) => Shape;

    /// <inheritdoc/>
    public override void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output) =>
        throw new InvalidOperationException("The values of an input come from outside.");
}

/// <summary>Values that never change.</summary>
/// <param name="Value">The values.</param>
public sealed record Constant(Tensor Value) : Operation, IAffineOperation
{
    /// <inheritdoc/>
    public override int Parameters => Value.Values.Length;

    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs) => Value.Shape;

    /// <inheritdoc/>
    public override void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output) => Value.Values.CopyTo(output.Values, 0);

    /// <inheritdoc/>
    public void AddTransposed(Tensor output, IReadOnlyList<Tensor> inputs)
    {
    }
}
