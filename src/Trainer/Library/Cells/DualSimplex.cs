using System;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Cells;

/// <summary>How a linear programme ended.</summary>
internal enum LinearStatus
{
    /// <summary>The basis is optimal; its point is within the bounds and on the right side of the rows, but for a hair.</summary>
    Optimal,

    /// <summary>There is no point that counts: Farkas multipliers show it, on the rows themselves, beyond rounding.</summary>
    Empty,

    /// <summary>Rounding or the limit of pivots left it open.</summary>
    Undecided,
}

/// <summary>
/// Maximises one variable over rows a·x + a₀ ≥ 0 and bounds on every variable, and can go on from there when rows are added or bounds are
/// tightened.
/// </summary>
/// <remarks>
/// A dual simplex method for bounded variables on a dictionary: basic = T·nonbasic. With all slacks basic and each variable at the bound
/// that the objective likes it starts dual feasible, and it stays so when rows are added or bounds are changed: there is no phase 1, and a
/// cell's programme continues from its parent's optimum. Boxed variables flip from bound to bound where that pays (the long-step ratio
/// test: Maros, Computational Techniques of the Simplex Method, 2003). After many pivots without progress the smallest index decides
/// (Bland), which cannot cycle.
/// <para>
/// Variables are numbered: those of the rows, then one slack per row. The slack a·x + a₀ of a row is between 0 and ∞ unless it is bounded
/// in another way: by 0 and 0 the row is an equation; without any bound it is not a constraint, but can be what is maximised.
/// </para>
/// </remarks>
internal sealed partial class DualSimplex
{
    private readonly LinearRows _rows;
    private readonly int _columns;
    private readonly int _objective;
    private readonly double _required;
    private readonly WorkLimit _limit;

    // Change with every row.
    private int _count;
    private double[] _lower;
    private double[] _upper;

    // Change with every pivot. Row i of T says how the basic variable i moves with the nonbasic ones.
    private double[] _tableau;
    private double[] _basicValue;
    private int[] _basic;
    private readonly int[] _nonbasic;
    private readonly bool[] _atUpper;
    private int[] _place; // of a variable: its column, or ~row if basic

    // Scratch of one computation.
    private double[] _multipliers;
    private readonly double[] _combination;
    private readonly double[] _magnitude;

    /// <summary>Makes a programme of no rows; <see cref="Reset"/> gives it its bounds.</summary>
    /// <param name="rows">The rows that can be added, in order.</param>
    /// <param name="objective">The variable to maximise.</param>
    /// <param name="required">What it has to reach: points with less do not count, and the search for a maximum ends below it.</param>
    /// <param name="limit">Ends the pivoting.</param>
    public DualSimplex(LinearRows rows, int objective, double required, WorkLimit limit)
    {
        (_rows, _objective, _required, _limit) = (rows, objective, required, limit);
        _columns = rows.Variables;
        _nonbasic = new int[_columns];
        _atUpper = new bool[_columns];
        _combination = new double[_columns];
        _magnitude = new double[_columns];
        const int Capacity = 16;
        _lower = new double[_columns + Capacity];
        _upper = new double[_columns + Capacity];
        _place = new int[_columns + Capacity];
        _tableau = new double[Capacity * _columns];
        _basicValue = new double[Capacity];
        _basic = new int[Capacity];
        _multipliers = new double[Capacity];
    }

    /// <summary>The number of rows that take part: the first ones.</summary>
    public int Rows => _count;

    /// <summary>The value of what is maximised at the present basis: no point has a larger one, but for rounding.</summary>
    public double Objective => Value(_objective);

    /// <summary>Drops all rows and sets the bounds.</summary>
    /// <param name="lower">One finite lower bound per variable of the rows.</param>
    /// <param name="upper">One finite upper bound per variable of the rows, none below its lower one.</param>
    public void Reset(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        lower.CopyTo(_lower);
        upper.CopyTo(_upper);
        _count = 0;
        MakeSlacksBasic();
    }

    /// <summary>Takes over the state of another programme over the same variables.</summary>
    /// <param name="other">The other one, unchanged; its rows are equal to the first ones here.</param>
    public void CopyFrom(DualSimplex other)
    {
        _count = other._count;
        EnsureCapacity(_count);
        other._lower.AsSpan(0, _columns + _count).CopyTo(_lower);
        other._upper.AsSpan(0, _columns + _count).CopyTo(_upper);
        other._place.AsSpan(0, _columns + _count).CopyTo(_place);
        other._tableau.AsSpan(0, _count * _columns).CopyTo(_tableau);
        other._basicValue.AsSpan(0, _count).CopyTo(_basicValue);
        other._basic.AsSpan(0, _count).CopyTo(_basic);
        other._nonbasic.CopyTo(_nonbasic, 0);
        other._atUpper.CopyTo(_atUpper, 0);
    }

    /// <summary>Adds the next row; its slack is basic.</summary>
    public void AddRow()
    {
        BoundNewSlacks(_count + 1);
        InsertRow(_count - 1);
    }

    /// <summary>Replaces the bounds of a variable, or of the slack of a row (see <see cref="SlackOf"/>).</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="lower">Its lower bound.</param>
    /// <param name="upper">Its upper bound.</param>
    public void Bound(int variable, double lower, double upper)
    {
        var before = Value(variable);
        _lower[variable] = lower;
        _upper[variable] = upper;
        var column = _place[variable];
        if (column < 0)
            return;
        _atUpper[column] = _atUpper[column] && double.IsFinite(upper);
        Shift(column, Value(variable) - before);
    }

    /// <summary>The slack of a row, as a variable.</summary>
    public int SlackOf(int row) => _columns + row;

    /// <summary>The value of a variable at the present basis.</summary>
    public double Value(int variable)
    {
        var place = _place[variable];
        if (place < 0)
            return _basicValue[~place];
        return _atUpper[place] ? _upper[variable] : _lower[variable];
    }

    /// <summary>The values of the variables at the present basis, what is beyond a bound by a hair put to it.</summary>
    public double[] Point()
    {
        var x = new double[_columns];
        for (var i = 0; i < x.Length; i++)
            x[i] = Math.Clamp(Value(i), _lower[i], _upper[i]);
        return x;
    }

    /// <summary>Whether a variable's bounds leave it no choice.</summary>
    public bool IsFixed(int variable) => _lower[variable] == _upper[variable];

    // Each variable at the bound that the objective likes, which is dual feasible.
    private void MakeSlacksBasic()
    {
        for (var i = 0; i < _columns; i++)
        {
            _nonbasic[i] = i;
            _place[i] = i;
            _atUpper[i] = _objective < _columns ? i == _objective : _rows.Coefficients(_objective - _columns)[i] > 0;
        }
    }

    private void BoundNewSlacks(int count)
    {
        EnsureCapacity(count);
        for (; _count < count; _count++)
            (_lower[SlackOf(_count)], _upper[SlackOf(_count)]) = (0, double.PositiveInfinity);
    }

    private void InsertRow(int row)
    {
        var target = _tableau.AsSpan(row * _columns, _columns);
        target.Clear();
        var coefficients = _rows.Coefficients(row);
        var value = _rows.Constant(row);
        for (var i = 0; i < _columns; i++)
        {
            var a = coefficients[i];
            if (a == 0)
                continue;
            value += a * Value(i);
            if (_place[i] >= 0)
                target[_place[i]] += a;
            else
                DenseRow.AddMultiple(a, _tableau.AsSpan(~_place[i] * _columns, _columns), target);
        }

        var slack = SlackOf(row);
        _basic[row] = slack;
        _place[slack] = ~row;
        _basicValue[row] = value;
    }

    private void Shift(int column, double delta)
    {
        if (delta == 0)
            return;
        for (var row = 0; row < _count; row++)
            _basicValue[row] += _tableau[(row * _columns) + column] * delta;
    }

    private void EnsureCapacity(int rows)
    {
        if (rows <= _basic.Length)
            return;
        var capacity = Math.Max(rows, 2 * _basic.Length);
        Array.Resize(ref _lower, _columns + capacity);
        Array.Resize(ref _upper, _columns + capacity);
        Array.Resize(ref _place, _columns + capacity);
        Array.Resize(ref _tableau, capacity * _columns);
        Array.Resize(ref _basicValue, capacity);
        Array.Resize(ref _basic, capacity);
        Array.Resize(ref _multipliers, capacity);
    }
}
