using System;

namespace RuleCompiler.Trainer.Cells;

/// <summary>What holds beyond rounding, computed from the rows themselves and not from the tableau.</summary>
/// <remarks>
/// A variable of the dictionary's row r is a sum of nonbasic ones. The slacks among them, made positive, are multipliers y ≥ 0 of rows;
/// whatever they are, Σ y_k (a_k·x + a_k0) ≥ 0 at every point of the programme.
/// </remarks>
internal sealed partial class DualSimplex
{
    /// <summary>An upper bound of the objective, where it is the slack of a row: holds whatever pivots have done.</summary>
    public double UpperBound() => LargestSum(~_place[_objective], rises: true);

    // Farkas: where the sum is below 0 at all points between the bounds that count, none of them fulfils the rows.
    private bool ShowsEmpty(int dictionaryRow, bool rises) => dictionaryRow >= 0 && LargestSum(dictionaryRow, rises) < 0;

    // The multipliers that hold a basic variable down (or up), and 1 for its own row; then an upper bound of the sum over the bounds.
    private double LargestSum(int dictionaryRow, bool rises)
    {
        var y = _multipliers.AsSpan(0, _count);
        y.Clear();
        var sign = rises ? -1 : 1;
        var entries = _tableau.AsSpan(dictionaryRow * _columns, _columns);
        for (var column = 0; column < _columns; column++)
        {
            if (_nonbasic[column] >= _columns)
                y[_nonbasic[column] - _columns] = sign * entries[column];
        }

        if (_basic[dictionaryRow] >= _columns)
            y[_basic[dictionaryRow] - _columns] = -sign;
        return LargestSum(y);
    }

    private double LargestSum(ReadOnlySpan<double> y)
    {
        _combination.AsSpan().Clear();
        _magnitude.AsSpan().Clear();
        var (largest, size, noise) = (0.0, 0.0, 0.0);
        for (var row = 0; row < _count; row++)
        {
            // A slack that is fixed at 0 makes its row an equation, whose multiplier may have either sign.
            var multiplier = IsFixed(SlackOf(row)) ? y[row] : Math.Max(0, y[row]);
            if (multiplier == 0)
                continue;
            largest += multiplier * _rows.Constant(row);
            size += Math.Abs(multiplier * _rows.Constant(row));
            noise += Math.Abs(multiplier) * _rows.Noise(row);
            var coefficients = _rows.Coefficients(row);
            for (var i = 0; i < coefficients.Length; i++)
            {
                _combination[i] += multiplier * coefficients[i];
                _magnitude[i] += Math.Abs(multiplier * coefficients[i]);
            }
        }

        for (var i = 0; i < _columns; i++)
        {
            var lower = i == _objective ? Math.Max(_required, _lower[i]) : _lower[i];
            largest += _combination[i] * (_combination[i] > 0 ? _upper[i] : lower);
            size += _magnitude[i] * Math.Max(Math.Abs(lower), Math.Abs(_upper[i]));
        }

        // Each summand takes part in at most rows + variables + 3 operations; twice as much and a little more covers the rounding of the
        // size. A combination whose sign is lost to rounding is covered too: it is off by less than its share of the size.
        var rounding = (2 * (_count + _columns + 7) * Tolerances.UnitRoundoff * size)
            + ((_count + 1) * (_columns + 1) * Tolerances.SmallestNormal);
        var bound = largest + (noise + rounding);
        return double.IsNaN(bound) ? double.PositiveInfinity : bound;
    }
}
