using System;

namespace RuleCompiler.Trainer.Cells;

/// <summary>The pivoting.</summary>
internal sealed partial class DualSimplex
{
    /// <summary>Maximises from the slack basis.</summary>
    /// <param name="rows">How many rows take part: at least those that did; bounds stay as they are.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="Numerics.WorkStoppedException">The limit was reached.</exception>
    public LinearStatus Solve(int rows)
    {
        BoundNewSlacks(rows);
        MakeSlacksBasic();
        for (var row = 0; row < _count; row++)
        {
            _limit.Check();
            InsertRow(row);
        }

        return Pivot();
    }

    /// <summary>Maximises from the present basis; where that leaves it open, once more from the slack basis.</summary>
    /// <returns>How it ended.</returns>
    /// <exception cref="Numerics.WorkStoppedException">The limit was reached.</exception>
    public LinearStatus Continue()
    {
        var status = Pivot();
        return status == LinearStatus.Undecided ? Solve(_count) : status;
    }

    private LinearStatus Pivot()
    {
        var limit = Tolerances.PivotsPerLine * (_count + _columns);
        var patience = _count + _columns;
        // Dual feasible: no point has more than the present value, and where that is not enough there is none that counts.
        var enough = _required - Tolerances.PrimalFeasibility;
        var (best, stalled) = (double.PositiveInfinity, 0);
        for (var pivots = 0; pivots < limit; pivots++)
        {
            _limit.Check();
            var value = Objective;
            if (value < enough && ShowsEmpty(~_place[_objective], rises: true))
                return LinearStatus.Empty;

            stalled = value < best ? 0 : stalled + 1;
            best = Math.Min(best, value);
            var bland = stalled > patience;
            var row = ChooseLeaving(bland, out var rises);
            if (row < 0)
                return value < enough ? LinearStatus.Undecided : LinearStatus.Optimal;
            var column = ChooseEntering(row, rises, bland);
            if (column < 0)
                return ShowsEmpty(row, rises) ? LinearStatus.Empty : LinearStatus.Undecided;
            Exchange(row, column, rises);
        }

        return LinearStatus.Undecided;
    }

    // The basic variable furthest beyond a bound; or, to end cycles, the first one beyond.
    private int ChooseLeaving(bool bland, out bool rises)
    {
        var (chosen, furthest) = (-1, Tolerances.PrimalFeasibility);
        rises = false;
        for (var row = 0; row < _count; row++)
        {
            var variable = _basic[row];
            var below = _lower[variable] - _basicValue[row];
            var beyond = Math.Max(below, _basicValue[row] - _upper[variable]);
            // Also past what is not a number.
            if (!(beyond > (bland ? Tolerances.PrimalFeasibility : furthest)) || (bland && chosen >= 0 && variable > _basic[chosen])
                || beyond <= Tolerances.PrimalFeasibility * Scale(variable))
            {
                continue;
            }

            (chosen, furthest, rises) = (row, beyond, below > 0);
        }

        return chosen;
    }

    // Of a variable's bounds; rows are of size 1.
    private double Scale(int variable) =>
        variable < _columns ? Math.Max(1, Math.Max(Math.Abs(_lower[variable]), Math.Abs(_upper[variable]))) : 1;

    // The nonbasic variable whose reduced cost vanishes first as the row's multiplier grows. One that can cross its whole range without
    // repairing the row is flipped and passed.
    private int ChooseEntering(int row, bool rises, bool bland)
    {
        var entries = _tableau.AsSpan(row * _columns, _columns);
        var variable = _basic[row];
        while (true)
        {
            var (chosen, least) = (-1, double.PositiveInfinity);
            for (var column = 0; column < _columns; column++)
            {
                var towards = rises == _atUpper[column] ? -entries[column] : entries[column];
                if (towards <= Tolerances.Pivot || IsFixed(_nonbasic[column]))
                    continue;
                var ratio = Math.Max(0, _atUpper[column] ? Cost(column) : -Cost(column)) / towards;
                if (chosen < 0 || ratio < least - (Tolerances.RatioTie * least) || (ratio <= least + (Tolerances.RatioTie * least)
                    && (bland ? _nonbasic[column] < _nonbasic[chosen] : towards > Math.Abs(entries[chosen]))))
                {
                    (chosen, least) = (column, ratio);
                }
            }

            if (chosen < 0 || bland)
                return chosen;
            var range = _upper[_nonbasic[chosen]] - _lower[_nonbasic[chosen]];
            var missing = rises ? _lower[variable] - _basicValue[row] : _basicValue[row] - _upper[variable];
            if (!(missing - (Math.Abs(entries[chosen]) * range) > Tolerances.PrimalFeasibility))
                return chosen;
            _atUpper[chosen] = !_atUpper[chosen];
            Shift(chosen, _atUpper[chosen] ? range : -range);
        }
    }

    private double Cost(int column)
    {
        var place = _place[_objective];
        if (place >= 0)
            return place == column ? 1 : 0;
        return _tableau[(~place * _columns) + column];
    }

    private void Exchange(int row, int column, bool rises)
    {
        var leaving = _basic[row];
        var entering = _nonbasic[column];
        var pivotRow = _tableau.AsSpan(row * _columns, _columns);
        var target = rises ? _lower[leaving] : _upper[leaving];
        var step = (target - _basicValue[row]) / pivotRow[column];
        var entered = Value(entering) + step;
        Shift(column, step);

        var inverse = 1 / pivotRow[column];
        for (var j = 0; j < _columns; j++)
            pivotRow[j] *= -inverse;
        pivotRow[column] = inverse;
        for (var i = 0; i < _count; i++)
        {
            var other = _tableau.AsSpan(i * _columns, _columns);
            var factor = other[column];
            if (i == row || factor == 0)
                continue;
            other[column] = 0;
            DenseRow.AddMultiple(factor, pivotRow, other);
        }

        _basicValue[row] = entered;
        _basic[row] = entering;
        _place[entering] = ~row;
        _nonbasic[column] = leaving;
        _atUpper[column] = !rises;
        _place[leaving] = column;
    }
}
