using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>What a node of a graph computes. Immutable: the tensors come and go as arguments.</summary>
public abstract record Operation
{
    private protected Operation()
    {
    }

    /// <summary>How many numbers the operation itself keeps: weights, factors, positions.</summary>
    public virtual int Parameters => 0;

    /// <summary>The shape of the result.</summary>
    /// <param name="inputs">The shapes of the inputs.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="RuleCompilerException">The operation does not fit such inputs; the message says why.</exception>
    public abstract TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs);

    /// <summary>Computes the result of one row.</summary>
    /// <param name="inputs">The inputs, of shapes that <see cref="ShapeOf"/> took.</param>
    /// <param name="output">Where it goes: zeros before, of the shape that <see cref="ShapeOf"/> gave.</param>
    public abstract void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output);

    /// <summary>About how many multiplications, comparisons or moves the operation takes.</summary>
    /// <param name="inputs">The shapes of the inputs.</param>
    /// <param name="output">The shape of the result.</param>
    /// <returns>The number.</returns>
    public virtual double Work(IReadOnlyList<TensorShape> inputs, TensorShape output) => output.Count * Math.Max(1.0, inputs.Count);

    private protected static TensorShape Single(IReadOnlyList<TensorShape> inputs) =>
        inputs.Count == 1
            ? inputs[0]
            : throw new RuleCompilerException(FormattableString.Invariant($"It takes one input, found {inputs.Count}."));

    private protected static TensorShape Same(IReadOnlyList<TensorShape> inputs, int least)
    {
        if (inputs.Count < least)
            throw new RuleCompilerException(FormattableString.Invariant($"It takes at least {least} inputs, found {inputs.Count}."));
        var other = inputs.FirstOrDefault(i => !i.Equals(inputs[0]));
        return other is null ? inputs[0] : throw new RuleCompilerException($"Its inputs have different shapes, {inputs[0]} and {other}.");
    }

    /// <summary>Refuses numbers that are neither one for all values nor one for each.</summary>
    private protected static void FitOneOrEach(string what, int count, TensorShape shape)
    {
        if (count != 1 && count != shape.Count)
            throw new RuleCompilerException(
                FormattableString.Invariant(
                    $"It has {count} {what} for an input of shape {shape}; there is one for all values or one for each."));
    }
}

/// <summary>An operation that is affine in all its inputs together: y = Σ_k A_k·x_k + b.</summary>
public interface IAffineOperation
{
    /// <summary>Takes weights of the result back to the inputs: adds A_kᵀ·g to what is in each input k.</summary>
    /// <param name="output">g, one weight per value of the result.</param>
    /// <param name="inputs">Where the weights are added, one tensor per input.</param>
    /// <remarks>Weights that are 0 take no work, so that single rows of A are cheap.</remarks>
    void AddTransposed(Tensor output, IReadOnlyList<Tensor> inputs);
}
