using System;

namespace RuleCompiler.Trainer.Regions;

/// <summary>The pivoting.</summary>
internal sealed partial class LinearProgram
{
    /// <summary>
    /// basic = T·nonbasic, and the objective's reduced costs. Variables are numbered: those of the programme, then one slack per row.
    /// </summary>
    private sealed class Dictionary
    {
        private readonly LinearProgram _program;
        private readonly int _columns;
        private readonly int _rows;

        // Change with every pivot.
        private readonly double[] _tableau;
        private readonly double[] _costs;
        private readonly double[] _basicValue;
        private readonly int[] _basic;
        private readonly int[] _nonbasic;
        private readonly bool[] _atUpper;

        public Dictionary(LinearProgram program, ReadOnlySpan<double> objective)
        {
            _program = program;
            _columns = program.Variables;
            _rows = program.Rows;
            _tableau = new double[_rows * _columns];
            _costs = objective.ToArray();
            _basicValue = new double[_rows];
            _basic = new int[_rows];
            _nonbasic = new int[_columns];
            _atUpper = new bool[_columns];
            for (var j = 0; j < _columns; j++)
            {
                _nonbasic[j] = j;
                _atUpper[j] = _costs[j] > 0;
            }

            for (var k = 0; k < _rows; k++)
            {
                program._limit.Check();
                _basic[k] = _columns + k;
                program._rows[k].CopyTo(_tableau, k * _columns);
                _basicValue[k] = program._constants[k];
                for (var j = 0; j < _columns; j++)
                    _basicValue[k] += program._rows[k][j] * NonbasicValue(j);
            }
        }

        /// <summary>Pivots until no variable is beyond its bounds.</summary>
        /// <param name="stuckRow">Where there is no point: the row whose variable cannot come back.</param>
        /// <param name="rises">Whether that variable is below its bound.</param>
        public LinearStatus Solve(out int stuckRow, out bool rises)
        {
            var limit = Precision.PivotsPerLine * (_rows + _columns);
            for (var pivots = 0; pivots < limit; pivots++)
            {
                _program._limit.Check();
                // After so many pivots the smallest index decides, which cannot cycle (Bland).
                var bland = pivots > limit / 4;
                var row = ChooseLeaving(bland, out rises);
                stuckRow = row;
                if (row < 0)
                    return LinearStatus.Optimal;
                var column = ChooseEntering(row, rises, bland);
                if (column < 0)
                    return LinearStatus.Empty;
                Exchange(row, column, rises);
            }

            (stuckRow, rises) = (-1, false);
            return LinearStatus.Undecided;
        }

        /// <summary>The values of the programme's variables, within their bounds.</summary>
        public double[] Point()
        {
            var x = new double[_columns];
            for (var j = 0; j < _columns; j++)
            {
                if (_nonbasic[j] < _columns)
                    x[_nonbasic[j]] = NonbasicValue(j);
            }

            for (var k = 0; k < _rows; k++)
            {
                if (_basic[k] < _columns)
                    x[_basic[k]] = Math.Clamp(_basicValue[k], Lower(_basic[k]), Upper(_basic[k]));
            }

            return x;
        }

        /// <summary>The rows' multipliers at the present basis, none below 0.</summary>
        public void ReadMultipliers(Span<double> y)
        {
            y.Clear();
            for (var j = 0; j < _columns; j++)
            {
                if (_nonbasic[j] >= _columns)
                    y[_nonbasic[j] - _columns] = Math.Max(0, -_costs[j]);
            }
        }

        /// <summary>The multipliers that show why a row's variable cannot come back to its bound, none below 0.</summary>
        public void ReadRay(int row, bool rises, Span<double> y)
        {
            y.Clear();
            var sign = rises ? -1 : 1;
            for (var j = 0; j < _columns; j++)
            {
                if (_nonbasic[j] >= _columns)
                    y[_nonbasic[j] - _columns] = Math.Max(0, sign * _tableau[(row * _columns) + j]);
            }

            if (_basic[row] >= _columns)
                y[_basic[row] - _columns] = Math.Max(0, -sign);
        }

        private double Lower(int variable) => variable < _columns ? _program._lower[variable] : 0;

        private double Upper(int variable) => variable < _columns ? _program._upper[variable] : double.PositiveInfinity;

        private double NonbasicValue(int column) => _atUpper[column] ? Upper(_nonbasic[column]) : Lower(_nonbasic[column]);

        // The basic variable furthest beyond a bound; or, to end cycles, the first one beyond.
        private int ChooseLeaving(bool bland, out bool rises)
        {
            var (chosen, furthest) = (-1, 0.0);
            rises = false;
            for (var row = 0; row < _rows; row++)
            {
                var variable = _basic[row];
                var below = Lower(variable) - _basicValue[row];
                var beyond = Math.Max(below, _basicValue[row] - Upper(variable));
                var scale = variable < _columns ? Math.Max(1, Math.Max(Math.Abs(Lower(variable)), Math.Abs(Upper(variable)))) : 1;
                if (!(beyond > Precision.PrimalFeasibility * scale) || (bland ? chosen >= 0 && variable > _basic[chosen] : beyond <= furthest))
                    continue;
                (chosen, furthest, rises) = (row, beyond, below > 0);
            }

            return chosen;
        }

        // The nonbasic variable whose reduced cost vanishes first. One that can cross its whole range without repairing the row is flipped
        // and passed (the long-step ratio test).
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
                    if (towards <= Precision.Pivot || Lower(_nonbasic[column]) == Upper(_nonbasic[column]))
                        continue;
                    var ratio = Math.Max(0, _atUpper[column] ? _costs[column] : -_costs[column]) / towards;
                    if (chosen < 0 || ratio < least - (Precision.RatioTie * least) || (ratio <= least + (Precision.RatioTie * least)
                        && (bland ? _nonbasic[column] < _nonbasic[chosen] : towards > Math.Abs(entries[chosen]))))
                    {
                        (chosen, least) = (column, ratio);
                    }
                }

                if (chosen < 0 || bland)
                    return chosen;
                var range = Upper(_nonbasic[chosen]) - Lower(_nonbasic[chosen]);
                var remaining = rises ? Lower(variable) - _basicValue[row] : _basicValue[row] - Upper(variable);
                if (!(remaining - (Math.Abs(entries[chosen]) * range) > Precision.PrimalFeasibility))
                    return chosen;
                _atUpper[chosen] = !_atUpper[chosen];
                Shift(chosen, _atUpper[chosen] ? range : -range);
            }
        }

        private void Exchange(int row, int column, bool rises)
        {
            var (leaving, entering) = (_basic[row], _nonbasic[column]);
            var pivotRow = _tableau.AsSpan(row * _columns, _columns);
            var target = rises ? Lower(leaving) : Upper(leaving);
            var step = (target - _basicValue[row]) / pivotRow[column];
            var entered = NonbasicValue(column) + step;
            Shift(column, step);

            var inverse = 1 / pivotRow[column];
            for (var j = 0; j < _columns; j++)
                pivotRow[j] *= -inverse;
            pivotRow[column] = inverse;
            for (var i = 0; i < _rows; i++)
            {
                if (i != row)
                    Substitute(_tableau.AsSpan(i * _columns, _columns), pivotRow, column);
            }

            Substitute(_costs, pivotRow, column);
            _basicValue[row] = entered;
            _basic[row] = entering;
            _nonbasic[column] = leaving;
            _atUpper[column] = !rises;
        }

        private static void Substitute(Span<double> target, ReadOnlySpan<double> pivotRow, int column)
        {
            var factor = target[column];
            if (factor == 0)
                return;
            target[column] = 0;
            for (var j = 0; j < target.Length; j++)
                target[j] += factor * pivotRow[j];
        }

        private void Shift(int column, double delta)
        {
            for (var row = 0; row < _rows; row++)
                _basicValue[row] += _tableau[(row * _columns) + column] * delta;
        }
    }
}
