using System;
using System.Collections.Generic;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>What the values of an input are.</summary>
public enum InputKind
{
    /// <summary>Floating-point numbers.</summary>
    Number,

    /// <summary>Whole numbers (integer types).</summary>
    WholeNumber,

    /// <summary>Yes or no, as 1 or 0.</summary>
    Truth,

    /// <summary>Texts, as their positions in <see cref="NetworkGraph.Texts"/>.</summary>
    Text,
}

/// <summary>An input of the network; its values come from outside.</summary>
/// <param name="Shape">Its shape for one row: a leading dimension of rows is 1.</param>
public sealed record NetworkInput(TensorShape Shape) : Operation
{
    /// <summary>What its values are.</summary>
    public InputKind Kind { get; init; }

    /// <summary>Its type as the file calls it, such as <c>float</c>; empty where it does not say.</summary>
    public string Type { get; init; } = string.Empty;

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
