using System;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>How solving a programme ended.</summary>
internal enum ProgramOutcome
{
    /// <summary>The largest margin is found; it is not below 0, but for a hair.</summary>
    Optimal,

    /// <summary>No point has a margin ≥ 0: Farkas multipliers show it, on the rows themselves, beyond rounding.</summary>
    Empty,

    /// <summary>Rounding or the limit of pivots left it open.</summary>
    Undecided,
}

/// <summary>
/// The linear programme of a cell: maximise s over a_k·t + a_k0 ≥ σ_k·s for all rows k, bounds on the coordinates t, and s ≤ 1. Its
/// optimum is the half-width of the largest cube that fits between the conditions; the cell is full-dimensional iff it is positive.
/// </summary>
/// <remarks>
/// A dual simplex method for bounded variables on a dictionary: basic = T·nonbasic. With all slacks basic and s at 1 it starts dual
/// feasible, and stays so when rows are added or bounds are changed, so there is no phase 1, and a cell's programme continues from its
/// parent's optimum. Boxed variables flip from bound to bound where that pays (the long-step ratio test: Maros, Computational Techniques
/// of the Simplex Method, 2003). After many pivots without progress the smallest index decides (Bland), which cannot cycle.
/// Variables are numbered: coordinates, s, then one slack per row.
/// </remarks>
internal sealed partial class MarginProgram
{
    private readonly int _columns;
    private readonly WorkLimit _limit;

    // Change with every row.
    private int _rows;
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

    /// <summary>Makes a programme without rows.</summary>
    /// <param name="coordinates">The number of coordinates.</param>
    /// <param name="limit">Ends the pivoting.</param>
    public MarginProgram(int coordinates, WorkLimit limit)
    {
        _limit = limit;
        _columns = coordinates + 1;
        _nonbasic = new int[_columns];
        _atUpper = new bool[_columns];
        _combination = new double[_columns];
        const int Capacity = 16;
        _lower = new double[_columns + Capacity];
        _upper = new double[_columns + Capacity];
        _place = new int[_columns + Capacity];
        _tableau = new double[Capacity * _columns];
        _basicValue = new double[Capacity];
        _basic = new int[Capacity];
        _multipliers = new double[Capacity];
    }

    /// <summary>The number of rows.</summary>
    public int Rows => _rows;

    /// <summary>s; after <see cref="Solve"/> found the optimum, the largest margin.</summary>
    public double Margin => Value(MarginVariable);

    private int MarginVariable => _columns - 1;

    /// <summary>Drops all rows and restores the bounds.</summary>
    /// <param name="coordinates">Where the coordinates' bounds come from.</param>
    public void Reset(CellCoordinates coordinates)
    {
        for (var i = 0; i < _columns; i++)
        {
            _lower[i] = i < coordinates.Numbers || i == MarginVariable ? -1 : 0;
            _upper[i] = 1;
        }

        _rows = 0;
        StartFromSlacks();
    }

    /// <summary>Takes over the state of another programme over the same coordinates.</summary>
    /// <param name="other">The other one, unchanged.</param>
    public void CopyFrom(MarginProgram other)
    {
        _rows = other._rows;
        EnsureRows(_rows);
        other._lower.AsSpan(0, _columns + _rows).CopyTo(_lower);
        other._upper.AsSpan(0, _columns + _rows).CopyTo(_upper);
        other._place.AsSpan(0, _columns + _rows).CopyTo(_place);
        other._tableau.AsSpan(0, _rows * _columns).CopyTo(_tableau);
        other._basicValue.AsSpan(0, _rows).CopyTo(_basicValue);
        other._basic.AsSpan(0, _rows).CopyTo(_basic);
        other._nonbasic.CopyTo(_nonbasic, 0);
        other._atUpper.CopyTo(_atUpper, 0);
    }

    /// <summary>Adds the next row of a stack; its slack is basic.</summary>
    /// <param name="conditions">Of which as many rows as this has are in this programme.</param>
    public void AddRow(ConditionStack conditions)
    {
        EnsureRows(_rows + 1);
        var slack = _columns + _rows;
        _lower[slack] = 0;
        _upper[slack] = double.PositiveInfinity;
        InsertRow(conditions, _rows++);
    }

    /// <summary>Starts over from the slack basis, with the rows as they are in the stack and the bounds as they are here.</summary>
    /// <param name="conditions">The stack whose first rows are in this programme.</param>
    public void Rebuild(ConditionStack conditions)
    {
        StartFromSlacks();
        for (var row = 0; row < _rows; row++)
        {
            _limit.Check();
            InsertRow(conditions, row);
        }
    }

    /// <summary>Tightens the bounds of a coordinate, or those of a row's slack (variable: coordinates + 1 + row).</summary>
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

    /// <summary>The slack of a row, as a variable to bound.</summary>
    public int SlackOf(int row) => _columns + row;

    /// <summary>The value of a variable at the present basis.</summary>
    public double Value(int variable)
    {
        var place = _place[variable];
        if (place < 0)
            return _basicValue[~place];
        return _atUpper[place] ? _upper[variable] : _lower[variable];
    }

    /// <summary>Whether a variable's bounds leave it no choice.</summary>
    public bool IsFixed(int variable) => _lower[variable] == _upper[variable];

    private void StartFromSlacks()
    {
        for (var i = 0; i < _columns; i++)
        {
            _nonbasic[i] = i;
            _place[i] = i;
            _atUpper[i] = i == MarginVariable;
        }
    }

    private void InsertRow(ConditionStack conditions, int row)
    {
        var target = _tableau.AsSpan(row * _columns, _columns);
        target.Clear();
        var coefficients = conditions.Coefficients(row);
        var value = conditions.Constant(row);
        for (var i = 0; i < _columns; i++)
        {
            var a = i == MarginVariable ? -conditions.MarginWeight(row) : coefficients[i];
            if (a == 0)
                continue;
            value += a * Value(i);
            if (_place[i] >= 0)
                target[_place[i]] += a;
            else
                DenseRow.AddMultiple(a, _tableau.AsSpan(~_place[i] * _columns, _columns), target);
        }

        var slack = _columns + row;
        _basic[row] = slack;
        _place[slack] = ~row;
        _basicValue[row] = value;
    }

    private void Shift(int column, double delta)
    {
        if (delta == 0)
            return;
        for (var row = 0; row < _rows; row++)
            _basicValue[row] += _tableau[(row * _columns) + column] * delta;
    }

    private void EnsureRows(int rows)
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
