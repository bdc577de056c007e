using System;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>
/// The conditions of a path, as rows a·t + a₀ ≥ σ·s in cell coordinates, where the margin s is to be positive; and, to verify points by
/// what runs in the end, as they are in feature space.
/// </summary>
/// <remarks>The first rows say that a group's shares sum up to at most 1 (σ = 0); they are no conditions and never leave.</remarks>
internal sealed class ConditionStack
{
    private readonly CellCoordinates _coordinates;
    private Row[] _rows = new Row[16];
    private double[] _coefficients;
    private double[] _weights;

    public ConditionStack(CellCoordinates coordinates)
    {
        _coordinates = coordinates;
        _coefficients = new double[_rows.Length * coordinates.Count];
        _weights = new double[_rows.Length * coordinates.Features];
        for (var g = 0; g < coordinates.Groups; g++)
        {
            var row = Grow();
            _rows[row] = new Row(1, 0, 0, ConditionKind.Choice, 0, false);
            var coefficients = _coefficients.AsSpan(row * coordinates.Count, coordinates.Count);
            coefficients.Clear();
            coefficients.Slice(coordinates.FirstOf(g), coordinates.CoordinatesOf(g)).Fill(-1);
        }
    }

    /// <summary>The number of rows, those of the groups among them.</summary>
    public int Count { get; private set; }

    /// <summary>a of a row.</summary>
    public ReadOnlySpan<double> Coefficients(int row) => _coefficients.AsSpan(row * _coordinates.Count, _coordinates.Count);

    /// <summary>a₀ of a row.</summary>
    public double Constant(int row) => _rows[row].Constant;

    /// <summary>σ of a row.</summary>
    public double MarginWeight(int row) => _rows[row].MarginWeight;

    /// <summary>How far a row's value may be wrong by rounding.</summary>
    public double Noise(int row) => _rows[row].Noise;

    /// <summary>Whether a row's side is e(x) &lt; 0.</summary>
    public bool IsNegative(int row) => _rows[row].Negative;

    /// <summary>Puts a side of a condition on top.</summary>
    /// <param name="weights">One weight per feature.</param>
    /// <param name="bias">The constant.</param>
    /// <param name="negative">Whether the side is e(x) &lt; 0.</param>
    /// <returns>The condition's shape.</returns>
    public ConditionShape Push(ReadOnlySpan<double> weights, double bias, bool negative)
    {
        if (weights.Length != _coordinates.Features)
            throw new ArgumentException($"A condition has one weight per feature, found {weights.Length} for {_coordinates.Features}.");
        var row = Grow();
        weights.CopyTo(_weights.AsSpan(row * _coordinates.Features, _coordinates.Features));
        var shape = _coordinates.Express(weights, bias, _coefficients.AsSpan(row * _coordinates.Count, _coordinates.Count));
        _rows[row] = new Row(shape.Constant, shape.MarginWeight, shape.Noise, shape.Kind, bias, false);
        Face(negative);
        return shape;
    }

    /// <summary>Makes the condition on top face the other side, if it does not face this one.</summary>
    /// <param name="negative">Whether the side is e(x) &lt; 0.</param>
    public void Face(bool negative)
    {
        ref var top = ref _rows[Count - 1];
        if (top.Negative == negative)
            return;
        top = top with { Constant = -top.Constant, Negative = negative };
        foreach (ref var a in _coefficients.AsSpan((Count - 1) * _coordinates.Count, _coordinates.Count))
            a = -a;
    }

    /// <summary>Takes the side on top off.</summary>
    public void Pop() => Count--;

    /// <summary>Takes all conditions off.</summary>
    public void Clear() => Count = _coordinates.Groups;

    /// <summary>Compares a point with the conditions.</summary>
    /// <param name="x">One value per feature.</param>
    /// <returns>Where it lies; a condition on categories only is judged by the sign that it evaluates to.</returns>
    public PointPosition Locate(ReadOnlySpan<double> x)
    {
        var position = PointPosition.Inside;
        for (var row = _coordinates.Groups; row < Count; row++)
        {
            var e = SignedValue.Of(_weights.AsSpan(row * _coordinates.Features, _coordinates.Features), _rows[row].Bias, x);
            var isOnSide = e.IsNegative == _rows[row].Negative;
            if (_rows[row].Kind != ConditionKind.Cut && !isOnSide)
                return PointPosition.OtherChoice;
            if (_rows[row].Kind == ConditionKind.Cut && !(isOnSide && e.IsCertain))
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
            if (_rows[row].Kind == ConditionKind.Cut)
                largest = Math.Max(largest, (Tolerances.PrimalFeasibility + _rows[row].Noise) / _rows[row].MarginWeight);
        }

        return largest;
    }

    /// <summary>Puts the conditions on a stack of other coordinates, scaled anew; those that are constant there are left out.</summary>
    /// <param name="other">The other stack, empty.</param>
    /// <param name="x">A point; it says which sign constants have.</param>
    /// <returns>False if a constant has the wrong sign.</returns>
    public bool TryCopyTo(ConditionStack other, ReadOnlySpan<double> x)
    {
        for (var row = _coordinates.Groups; row < Count; row++)
        {
            var weights = _weights.AsSpan(row * _coordinates.Features, _coordinates.Features);
            var (bias, negative) = (_rows[row].Bias, _rows[row].Negative);
            if (other.Push(weights, bias, negative).Kind == ConditionKind.Cut)
                continue;
            other.Pop();
            if (SignedValue.Of(weights, bias, x).IsNegative != negative)
                return false;
        }

        return true;
    }

    private int Grow()
    {
        if (Count == _rows.Length)
        {
            Array.Resize(ref _rows, 2 * Count);
            Array.Resize(ref _coefficients, 2 * Count * _coordinates.Count);
            Array.Resize(ref _weights, 2 * Count * _coordinates.Features);
        }

        return Count++;
    }

    private readonly record struct Row(double Constant, double MarginWeight, double Noise, ConditionKind Kind, double Bias, bool Negative);
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
