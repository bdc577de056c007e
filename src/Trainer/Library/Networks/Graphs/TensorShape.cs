using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>The dimensions of a tensor, in row-major order: the last one changes fastest.</summary>
public sealed class TensorShape : IEquatable<TensorShape>
{
    /// <summary>The most values of one tensor: a quarter of a gigabyte in double.</summary>
    public const int MaxCount = 1 << 25;

    private readonly int[] _dimensions;

    /// <summary>Makes a shape from its dimensions, outermost first.</summary>
    /// <param name="dimensions">Each at least 1; none for a single number.</param>
    /// <exception cref="RuleCompilerException">
    /// A dimension is not positive, or there are more than <see cref="MaxCount"/> values.
    /// </exception>
    public TensorShape(params IReadOnlyList<int> dimensions)
    {
        _dimensions = dimensions.ToArray();
        var count = 1L;
        foreach (var dimension in _dimensions)
        {
            if (dimension < 1)
                throw new RuleCompilerException(
                    FormattableString.Invariant(
                        $"The shape {Text(_dimensions)} has a dimension below 1; a tensor here has at least one value."));
            count *= dimension;
            if (count > MaxCount)
                throw new RuleCompilerException(
                    FormattableString.Invariant(
                        $"The shape {Text(_dimensions)} has more than the {MaxCount} values that one tensor may have here."));
        }

        Count = (int)count;
    }

    /// <summary>The dimensions, outermost first, each at least 1.</summary>
    public IReadOnlyList<int> Dimensions => _dimensions;

    /// <summary>The number of dimensions.</summary>
    public int Rank => _dimensions.Length;

    /// <summary>The number of values: the product of the dimensions.</summary>
    public int Count { get; }

    /// <summary>The length along an axis, counted from 0.</summary>
    /// <param name="axis">Counted from 0.</param>
    public int this[int axis] => _dimensions[axis];

    /// <summary>How many values come before the next index along an axis: the product of the dimensions after it.</summary>
    /// <param name="axis">Counted from 0.</param>
    /// <returns>The distance of neighbours along the axis.</returns>
    public int Stride(int axis) => Product(axis + 1, Rank);

    /// <summary>The product of some dimensions.</summary>
    /// <param name="first">The first axis.</param>
    /// <param name="end">The axis after the last one.</param>
    /// <returns>The product; 1 for none.</returns>
    public int Product(int first, int end)
    {
        var product = 1;
        for (var axis = first; axis < end; axis++)
            product *= _dimensions[axis];
        return product;
    }

    /// <summary>The same shape but for one dimension.</summary>
    /// <param name="axis">Counted from 0.</param>
    /// <param name="dimension">The new one.</param>
    /// <returns>The shape.</returns>
    public TensorShape With(int axis, int dimension) => new(_dimensions.Select((d, i) => i == axis ? dimension : d).ToArray());

    /// <inheritdoc/>
    public bool Equals(TensorShape? other) => other is not null && _dimensions.AsSpan().SequenceEqual(other._dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TensorShape);

    /// <inheritdoc/>
    public override int GetHashCode() => _dimensions.Aggregate(17, HashCode.Combine);

    /// <summary>The shape as people write it, 1×3×28×28.</summary>
    /// <returns>The text; "a number" without dimensions.</returns>
    public override string ToString() => Text(_dimensions);

    private static string Text(int[] dimensions) =>
        dimensions.Length == 0 ? "a number" : string.Join('×', dimensions.Select(d => d.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>Values with a shape.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Values">The values in row-major order.</param>
public readonly record struct Tensor(TensorShape Shape, double[] Values)
{
    /// <summary>A tensor of zeros.</summary>
    /// <param name="shape">Its shape.</param>
    /// <returns>The tensor.</returns>
    public static Tensor Zeros(TensorShape shape) => new(shape, new double[shape.Count]);
}
