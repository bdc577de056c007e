using System;
using System.Collections.Generic;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>y = 1 where x &gt; t, else 0.</summary>
/// <param name="Threshold">t.</param>
public sealed record Above(double Threshold) : Elementwise
{
    /// <inheritdoc/>
    public override double At(int index, double x) => x > Threshold ? 1 : 0;
}

/// <summary>How two values are compared.</summary>
public enum ComparisonKind
{
    /// <summary>1 where x = y, 0 elsewhere.</summary>
    Equal,

    /// <summary>1 where x &gt; y, 0 elsewhere.</summary>
    Greater,

    /// <summary>1 where x ≥ y, 0 elsewhere.</summary>
    AtLeast,

    /// <summary>1 where x &lt; y, 0 elsewhere.</summary>
    Less,

    /// <summary>1 where x ≤ y, 0 elsewhere.</summary>
    AtMost,
}

/// <summary>1 where two values compare so, else 0.</summary>
/// <param name="Kind">How.</param>
public sealed record Comparison(ComparisonKind Kind) : Operation
{
    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs) =>
        inputs.Count == 2
            ? Same(inputs, 2)
            : throw new RuleCompilerException(FormattableString.Invariant($"It compares two values, found {inputs.Count}."));

    /// <inheritdoc/>
    public override void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output)
    {
        for (var i = 0; i < output.Values.Length; i++)
            output.Values[i] = Holds(inputs[0].Values[i], inputs[1].Values[i]) ? 1 : 0;
    }

    private bool Holds(double x, double y) => Kind switch
    {
        ComparisonKind.Equal => x == y,
        ComparisonKind.Greater => x > y,
        ComparisonKind.AtLeast => x >= y,
        ComparisonKind.Less => x < y,
        _ => x <= y,
    };
}

/// <summary>The second input where the first is not 0, else the third.</summary>
public sealed record Choice : Operation
{
    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs) =>
        inputs.Count == 3
            ? Same(inputs, 3)
            : throw new RuleCompilerException(FormattableString.Invariant($"It takes a condition and two values, found {inputs.Count}."));

    /// <inheritdoc/>
    public override void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output)
    {
        for (var i = 0; i < output.Values.Length; i++)
            output.Values[i] = inputs[inputs[0].Values[i] != 0 ? 1 : 2].Values[i];
    }
}

/// <summary>y = s·(q − z), q = x/s rounded to the nearest whole number, even ones first, plus z, and kept between two ends.</summary>
/// <param name="Scale">s, one for all values or one for each.</param>
/// <param name="Zero">z, likewise.</param>
/// <param name="Low">The least q.</param>
/// <param name="High">The largest q.</param>
public sealed record Quantization(double[] Scale, double[] Zero, double Low, double High) : Elementwise
{
    /// <inheritdoc/>
    public override int Parameters => Scale.Length + Zero.Length;

    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs)
    {
        var shape = Single(inputs);
        FitOneOrEach("scales", Scale.Length, shape);
        FitOneOrEach("zero points", Zero.Length, shape);
        return shape;
    }

    /// <inheritdoc/>
    public override double At(int index, double x)
    {
        var (s, z) = (ScaleAt(index), ZeroAt(index));
        // The quotient is one of single precision, as the operator has it.
        return s * (Math.Clamp(Math.Round((float)(x / s), MidpointRounding.ToEven) + z, Low, High) - z);
    }

    /// <summary>The smallest and the largest value.</summary>
    /// <param name="index">The position of the value.</param>
    /// <returns>They.</returns>
    public (double Low, double High) Ends(int index) => (ScaleAt(index) * (Low - ZeroAt(index)), ScaleAt(index) * (High - ZeroAt(index)));

    private double ScaleAt(int index) => Scale[Scale.Length == 1 ? 0 : index];

    private double ZeroAt(int index) => Zero[Zero.Length == 1 ? 0 : index];
}
