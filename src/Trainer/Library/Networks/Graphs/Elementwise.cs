using System;
using System.Collections.Generic;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>y = f(x) for each value by itself.</summary>
public abstract record Elementwise : Operation
{
    private protected Elementwise()
    {
    }

    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs) => Single(inputs);

    /// <inheritdoc/>
    public override void Evaluate(IReadOnlyList<Tensor> inputs, Tensor output)
    {
        for (var i = 0; i < output.Values.Length; i++)
            output.Values[i] = At(i, inputs[0].Values[i]);
    }

    /// <summary>The function f of one value.</summary>
    /// <param name="index">The position of the value.</param>
    /// <param name="x">The value.</param>
    /// <returns>f(x).</returns>
    public abstract double At(int index, double x);
}

/// <summary>y = scale·x + shift: constants added or multiplied, scaling, batch normalisation.</summary>
/// <param name="Scale">One for all values, or one for each.</param>
/// <param name="Shift">One for all values, or one for each.</param>
public sealed record ScaleAndShift(double[] Scale, double[] Shift) : Elementwise, IAffineOperation
{
    /// <inheritdoc/>
    public override int Parameters => Scale.Length + Shift.Length;

    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs)
    {
        var shape = Single(inputs);
        FitOneOrEach("factors", Scale.Length, shape);
        FitOneOrEach("numbers to add", Shift.Length, shape);
        return shape;
    }

    /// <inheritdoc/>
    public override double At(int index, double x) => (ScaleAt(index) * x) + Shift[Shift.Length == 1 ? 0 : index];

    /// <inheritdoc/>
    public void AddTransposed(Tensor output, IReadOnlyList<Tensor> inputs)
    {
        for (var i = 0; i < output.Values.Length; i++)
        {
            if (output.Values[i] != 0)
                inputs[0].Values[i] += ScaleAt(i) * output.Values[i];
        }
    }

    private double ScaleAt(int index) => Scale[Scale.Length == 1 ? 0 : index];
}

/// <summary>y = x / d: a division by constants, which is not to every bit a multiplication by their inverses.</summary>
/// <param name="Divisors">d, one for all values or one for each, none of them 0.</param>
public sealed record Division(double[] Divisors) : Elementwise, IAffineOperation
{
    /// <inheritdoc/>
    public override int Parameters => Divisors.Length;

    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs)
    {
        var shape = Single(inputs);
        FitOneOrEach("divisors", Divisors.Length, shape);
        return shape;
    }

    /// <inheritdoc/>
    public override double At(int index, double x) => x / DivisorAt(index);

    /// <summary>The divisor of a value.</summary>
    /// <param name="index">Its position.</param>
    /// <returns>d.</returns>
    public double DivisorAt(int index) => Divisors[Divisors.Length == 1 ? 0 : index];

    /// <inheritdoc/>
    public void AddTransposed(Tensor output, IReadOnlyList<Tensor> inputs)
    {
        for (var i = 0; i < output.Values.Length; i++)
        {
            if (output.Values[i] != 0)
                inputs[0].Values[i] += output.Values[i] / DivisorAt(i);
        }
    }
}

/// <summary>y = x where x ≥ 0, else a·x: ReLU (0), LeakyReLU and PReLU.</summary>
/// <param name="Slopes">a, one for all values or one for each.</param>
public sealed record NegativeSlope(double[] Slopes) : Elementwise
{
    /// <inheritdoc/>
    public override int Parameters => Slopes.Length;

    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs)
    {
        var shape = Single(inputs);
        FitOneOrEach("slopes", Slopes.Length, shape);
        return shape;
    }

    /// <summary>The slope of a value.</summary>
    /// <param name="index">Its position.</param>
    /// <returns>a.</returns>
    public double SlopeAt(int index) => Slopes[Slopes.Length == 1 ? 0 : index];

    /// <inheritdoc/>
    public override double At(int index, double x) => x < 0 ? SlopeAt(index) * x : x;
}

/// <summary>y = min(high, max(low, x)); an end may be infinite.</summary>
public sealed record Limited : Elementwise
{
    /// <summary>Makes the operation that limits values to a range.</summary>
    /// <param name="low">The least value, or −∞.</param>
    /// <param name="high">The largest value, or ∞.</param>
    /// <exception cref="RuleCompilerException">The ends are not in order.</exception>
    public Limited(double low, double high)
    {
        if (!(low < high))
            throw new RuleCompilerException(FormattableString.Invariant($"Its least value {low:R} is not below its largest {high:R}."));
        (Low, High) = (low, high);
    }

    /// <summary>The least value, or −∞.</summary>
    public double Low { get; }

    /// <summary>The largest value, or ∞.</summary>
    public double High { get; }

    /// <inheritdoc/>
    public override double At(int index, double x) => Math.Clamp(x, Low, High);
}

/// <summary>The absolute value, y = |x|.</summary>
public sealed record Absolute : Elementwise
{
    /// <inheritdoc/>
    public override double At(int index, double x) => Math.Abs(x);
}

/// <summary>y = 1/(1 + e^−x).</summary>
public sealed record Sigmoid : Elementwise
{
    /// <inheritdoc/>
    public override double At(int index, double x) => Exponential.Logistic(x);
}

/// <summary>y = tanh x.</summary>
public sealed record HyperbolicTangent : Elementwise
{
    /// <inheritdoc/>
    public override double At(int index, double x) => Math.Tanh(x);
}

/// <summary>y = x without its fraction: a conversion to whole numbers.</summary>
public sealed record Truncation : Elementwise
{
    /// <inheritdoc/>
    public override double At(int index, double x) => Math.Truncate(x);
}

/// <summary>y = x of 0 to m − 1, the same but for multiples of m: a whole number as one without a sign.</summary>
/// <param name="Modulus">m.</param>
public sealed record Wrapped(double Modulus) : Elementwise
{
    /// <inheritdoc/>
    public override double At(int index, double x) => x - (Modulus * Math.Floor(x / Modulus));
}

/// <summary>y = 1 where x ≠ 0, else 0.</summary>
public sealed record Truth : Elementwise
{
    /// <inheritdoc/>
    public override double At(int index, double x) => x != 0 ? 1 : 0;
}

/// <summary>y = x, or a number in its place where x is the mark of a missing value.</summary>
/// <param name="Mark">The mark; NaN for NaN.</param>
/// <param name="Substitutes">What stands for it, one for all values or one for each.</param>
public sealed record Imputation(double Mark, double[] Substitutes) : Elementwise
{
    /// <inheritdoc/>
    public override TensorShape ShapeOf(IReadOnlyList<TensorShape> inputs)
    {
        var shape = Single(inputs);
        FitOneOrEach("substitutes", Substitutes.Length, shape);
        return shape;
    }

    /// <inheritdoc/>
    public override double At(int index, double x) => x.Equals(Mark) || x == Mark ? Substitutes[Substitutes.Length == 1 ? 0 : index] : x;
}

/// <summary>y = the number that belongs to x, or another where none does.</summary>
/// <param name="Keys">The numbers that have one; of equal ones the last counts.</param>
/// <param name="Values">What belongs to each.</param>
/// <param name="Otherwise">What stands for all others.</param>
public sealed record Mapping(double[] Keys, double[] Values, double Otherwise) : Elementwise
{
    /// <inheritdoc/>
    public override int Parameters => Keys.Length + Values.Length;

    /// <inheritdoc/>
    public override double At(int index, double x) =>
        Array.FindLastIndex(Keys, k => k.Equals(x) || k == x) is >= 0 and var at ? Values[at] : Otherwise;
}

/// <summary>y = the number at position x of a list.</summary>
/// <param name="Values">The list.</param>
public sealed record Lookup(double[] Values) : Elementwise
{
    /// <inheritdoc/>
    public override double At(int index, double x) => Values[(int)Math.Clamp(x, 0, Values.Length - 1)];
}
