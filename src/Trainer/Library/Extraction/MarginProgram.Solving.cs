using System;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>The pivoting.</summary>
internal sealed partial class MarginProgram
{
    /// <summary>Maximises the margin from the present basis, or shows that it cannot be ≥ 0.</summary>
    /// <param name="conditions">The rows as they were added; emptiness is shown with them, not with the tableau.</param>
    /// <returns>The outcome; <see cref="ProgramOutcome.Undecided"/> only after a second try from the slack basis.</returns>
    public ProgramOutcome Solve(ConditionStack conditions)
    {
        var outcome = Pivot(conditions);
        if (outcome != ProgramOutcome.Undecided)
            return outcome;
        Rebuild(conditions);
        return Pivot(conditions);
    }

    private ProgramOutcome Pivot(ConditionStack conditions)
    {
        var limit = Tolerances.PivotsPerLine * (_rows + _columns);
        var patience = _rows + _columns;
        var (best, stalled) = (double.PositiveInfinity, 0);
        for (var pivots = 0; pivots < limit; pivots++)
        {
            _limit.Check();
            // Dual feasible: no point has a margin beyond the present one.
            if (Margin < -Tolerances.PrimalFeasibility && ShowsEmpty(conditions, ~_place[MarginVariable], true))
                return ProgramOutcome.Empty;

            stalled = Margin < best ? 0 : stalled + 1;
            best = Math.Min(best, Margin);
            var bland = stalled > patience;
            var row = ChooseLeaving(bland, out var rises);
            if (row < 0)
                return Margin < -Tolerances.PrimalFeasibility ? ProgramOutcome.Undecided : ProgramOutcome.Optimal;
            var column = ChooseEntering(row, rises, bland);
            if (column < 0)
                return ShowsEmpty(conditions, row, rises) ? ProgramOutcome.Empty : ProgramOutcome.Undecided;
            Exchange(row, column, rises);
        }

        return ProgramOutcome.Undecided;
    }

    // The basic variable furthest beyond a bound; or, to end cycles, the first one beyond.
    private int ChooseLeaving(bool bland, out bool rises)
    {
        var (chosen, furthest) = (-1, Tolerances.PrimalFeasibility);
        rises = false;
        for (var row = 0; row < _rows; row++)
        {
            var variable = _basic[row];
            var below = _lower[variable] - _basicValue[row];
            var beyond = Math.Max(below, _basicValue[row] - _upper[variable]);
            if (beyond <= (bland ? Tolerances.PrimalFeasibility : furthest) || (bland && chosen >= 0 && variable > _basic[chosen]))
                continue;
            (chosen, furthest, rises) = (row, beyond, below > 0);
        }

        return chosen;
    }

    // The nonbasic variable whose reduced cost vanishes first as the row's multiplier grows. One that can cross its whole range without
    // repairing the row is flipped and passed.
    private int ChooseEntering(int row, bool rises, bool bland)
    {
        var entries = _tableau.AsSpan(row * _columns, _columns);
        var variable = _basic[row];
        var remaining = rises ? _lower[variable] - _basicValue[row] : _basicValue[row] - _upper[variable];
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
            var repaired = Math.Abs(entries[chosen]) * range;
            if (!(remaining - repaired > Tolerances.PrimalFeasibility))
                return chosen;
            remaining -= repaired;
            _atUpper[chosen] = !_atUpper[chosen];
            Shift(chosen, _atUpper[chosen] ? range : -range);
        }
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
        for (var i = 0; i < _rows; i++)
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

    private double Cost(int column)
    {
        var place = _place[MarginVariable];
        if (place >= 0)
            return place == column ? 1 : 0;
        return _tableau[(~place * _columns) + column];
    }

    // Farkas: if y ≥ 0 and Σ y_k·(a_k·t + a_k0 − σ_k·s) < 0 for all t within their bounds and all s in [0, 1], no point has a margin ≥ 0.
    // Multipliers are read off the dictionary's row of a variable that cannot rise (fall) to its bound; whether they show it is computed
    // from the rows themselves, with a bound of the rounding error, so that no error of the tableau can empty a cell.
    private bool ShowsEmpty(ConditionStack conditions, int dictionaryRow, bool rises)
    {
        if (dictionaryRow < 0)
            return false;
        var y = _multipliers.AsSpan(0, _rows);
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

        _combination.AsSpan().Clear();
        var (largest, error) = (0.0, 0.0);
        for (var row = 0; row < _rows; row++)
        {
            // A slack that is fixed at 0 makes its row an equation, whose multiplier may have either sign.
            var multiplier = IsFixed(SlackOf(row)) ? y[row] : Math.Max(0, y[row]);
            if (multiplier == 0)
                continue;
            var (constant, marginWeight) = (conditions.Constant(row), conditions.MarginWeight(row));
            var coefficients = conditions.Coefficients(row);
            var magnitude = Math.Abs(constant) + marginWeight;
            for (var i = 0; i < coefficients.Length; i++)
            {
                _combination[i] += multiplier * coefficients[i];
                magnitude += Math.Abs(coefficients[i]);
            }

            _combination[MarginVariable] -= multiplier * marginWeight;
            largest += multiplier * constant;
            error += Math.Abs(multiplier) * (conditions.Noise(row) + ((_rows + _columns + 8) * Tolerances.UnitRoundoff * magnitude));
        }

        for (var i = 0; i < MarginVariable; i++)
            largest += _combination[i] * (_combination[i] > 0 ? _upper[i] : _lower[i]);
        return largest + Math.Max(0, _combination[MarginVariable]) < -error;
    }
}
