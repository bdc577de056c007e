using System;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>
/// The conditions of a path, as rows a·t + a₀ ≥ σ·s in cell coordinates, where the margin s is to be positive; and, to verify points by
/// what runs in the end, as they are in feature space.
/// </summary>
/// <remarks>
/// They make the linear programme of a cell: maximise s ≤ 1 over the rows. Its optimum is the half-width of the largest cube that fits
/// between the conditions; the cell is full-dimensional iff it is positive. The first rows say that a group's shares sum up to at most 1
/// (σ = 0); they are not conditions and never leave.
/// </remarks>
internal sealed class ConditionStack
{
    private readonly CellCoordinates _coordinates;
    private readonly double[] _row;
    private readonly double[] _lower;
    private readonly double[] _upper;
    private Condition[] _conditions = new Condition[16];
    private double[] _weights;

    public ConditionStack(CellCoordinates coordinates)
    {
        _coordinates = coordinates;
        _row = new double[coordinates.Count + 1];
        (_lower, _upper) = (new double[_row.Length], new double[_row.Length]);
        Array.Fill(_lower, -1, 0, coordinates.Numbers);
        _lower[^1] = -1;
        Array.Fill(_upper, 1);
        _weights = new double[_conditions.Length * coordinates.Features];
        Rows = new LinearRows(coordinates.Count + 1);
        for (var g = 0; g < coordinates.Groups; g++)
        {
            _row.AsSpan().Clear();
            _row.AsSpan(coordinates.FirstOf(g), coordinates.CoordinatesOf(g)).Fill(-1);
            Rows.Push(_row, 1);
        }
    }

    /// <summary>The rows, over the coordinates and last s.</summary>
    public LinearRows Rows { get; }

    /// <summary>The number of rows, those of the groups among them.</summary>
    public int Count => Rows.Count;

    /// <summary>a of a row.</summary>
    public ReadOnlySpan<double> Coefficients(int row) => Rows.Coefficients(row)[..^1];

    /// <summary>a₀ of a row.</summary>
    public double Constant(int row) => Rows.Constant(row);

    /// <summary>σ of a row.</summary>
    public double MarginWeight(int row) => -Rows.Coefficients(row)[^1];

    /// <summary>Whether a row's side is e(x) &lt; 0.</summary>
    public bool IsNegative(int row) => Of(row).Negative;

    /// <summary>Puts a side of a condition on top.</summary>
    /// <param name="weights">One weight per feature.</param>
    /// <param name="bias">The constant.</param>
    /// <param name="negative">Whether the side is e(x) &lt; 0.</param>
    /// <returns>The condition's shape.</returns>
    public ConditionShape Push(ReadOnlySpan<double> weights, double bias, bool negative)
    {
        if (weights.Length != _coordinates.Features)
            throw new ArgumentException($"A condition has one weight per feature, found {weights.Length} for {_coordinates.Features}.");
        var position = Count - _coordinates.Groups;
        if (position == _conditions.Length)
        {
            Array.Resize(ref _conditions, 2 * position);
            Array.Resize(ref _weights, 2 * position * _coordinates.Features);
        }

        weights.CopyTo(_weights.AsSpan(position * _coordinates.Features, _coordinates.Features));
        var shape = _coordinates.Express(weights, bias, _row.AsSpan(0, _coordinates.Count));
        _row[^1] = -shape.MarginWeight;
        Rows.Push(_row, shape.Constant, shape.Noise);
        _conditions[position] = new Condition(shape.Kind, bias, false);
        Face(negative);
        return shape;
    }

    /// <summary>Makes the condition on top face the other side, if it does not face this one.</summary>
    /// <param name="negative">Whether the side is e(x) &lt; 0.</param>
    public void Face(bool negative)
    {
        ref var top = ref Of(Count - 1);
        if (top.Negative == negative)
            return;
        top = top with { Negative = negative };
        Rows.NegateTop(_coordinates.Count);
    }

    /// <summary>Makes a programme that has none of the rows yet. Its objective is s, and cells of a negative margin do not count.</summary>
    /// <param name="limit">Ends the pivoting.</param>
    public DualSimplex NewProgram(WorkLimit limit)
    {
        var program = new DualSimplex(Rows, _coordinates.Count, 0, limit);
        Load(program, 0);
        return program;
    }

    /// <summary>Makes a programme that of the first rows, from the slack basis.</summary>
    /// <param name="program">The programme.</param>
    /// <param name="rows">How many.</param>
    public void Load(DualSimplex program, int rows)
    {
        program.Reset(_lower, _upper);
        while (program.Rows < rows)
            program.AddRow();
    }

    /// <summary>Takes the side on top off.</summary>
    public void Pop() => Rows.KeepFirst(Count - 1);

    /// <summary>Takes all conditions off.</summary>
    public void Clear() => Rows.KeepFirst(_coordinates.Groups);

    /// <summary>Compares a point with the conditions.</summary>
    /// <param name="x">One value per feature.</param>
    /// <returns>Where it lies; a condition on categories only is judged by the sign that it evaluates to.</returns>
    public PointPosition Locate(ReadOnlySpan<double> x)
    {
        var position = PointPosition.Inside;
        for (var row = _coordinates.Groups; row < Count; row++)
        {
            ref var condition = ref Of(row);
            var e = SignedValue.Compute(Weights(row), condition.Bias, x);
            var isOnSide = e.IsNegative == condition.Negative;
            if (condition.Kind != ConditionKind.Cut && !isOnSide)
                return PointPosition.OtherChoice;
            if (condition.Kind == ConditionKind.Cut && !(isOnSide && e.IsCertain))
                position = PointPosition.OutsideOrTooClose;
        }

        return position;
    }

    /// <summary>How uncertain the conditions leave the margin.</summary>
    /// <returns>The largest of their tolerances and noises, in half-ranges.</returns>
    public double Uncertainty()
    {
        var largest = 0.0;
        for (var row = _coordinates.Groups; row < Count; row++)
        {
            if (Of(row).Kind == ConditionKind.Cut)
                largest = Math.Max(largest, (Tolerances.PrimalFeasibility + Rows.Noise(row)) / MarginWeight(row));
        }

        return largest;
    }

    /// <summary>Puts the conditions on a stack of other coordinates, rescaled; those that are constant there are left out.</summary>
    /// <param name="other">The other stack, empty.</param>
    /// <param name="x">A point; it says which sign constants have.</param>
    /// <returns>False if a constant has the wrong sign.</returns>
    public bool TryCopyTo(ConditionStack other, ReadOnlySpan<double> x)
    {
        for (var row = _coordinates.Groups; row < Count; row++)
        {
            var weights = Weights(row);
            var (_, bias, negative) = Of(row);
            if (other.Push(weights, bias, negative).Kind == ConditionKind.Cut)
                continue;
            other.Pop();
            if (SignedValue.Compute(weights, bias, x).IsNegative != negative)
                return false;
        }

        return true;
    }

    private ref Condition Of(int row) => ref _conditions[row - _coordinates.Groups];

    private ReadOnlySpan<double> Weights(int row) =>
        _weights.AsSpan((row - _coordinates.Groups) * _coordinates.Features, _coordinates.Features);

    // What was put on the stack, in feature space.
    private record struct Condition(ConditionKind Kind, double Bias, bool Negative);
}

/// <summary>Where a point lies.</summary>
internal enum PointPosition
{
    /// <summary>On its side of every condition, beyond rounding.</summary>
    Inside,

    /// <summary>On the other side of a hyperplane, or so close that rounding hides it.</summary>
    OutsideOrTooClose,

    /// <summary>Its categories are on the other side of a condition that depends on nothing else.</summary>
    OtherChoice,
}
