namespace RuleCompiler.Evaluation;

/// <summary>
/// Bounds what a change costs that reaches a case from what is left of the moves: for any multipliers λ ≥ 0 it is at least the least of
/// cost − Σ λ·h over all moves, which is a sum of what each input adds, with the best changes of at most so many inputs.
/// </summary>
internal sealed class RecourseBound
{
    private readonly RecourseMoves _moves;
    private readonly RecourseDomain _domain;
    private readonly RecourseCase _case;
    private readonly int _most;
    private readonly double[] _gains;
    private readonly int[] _pieces;
    private readonly long[] _steps;

    internal RecourseBound(RecourseMoves moves, RecourseDomain domain, RecourseCase sides, int most)
    {
        _moves = moves;
        _domain = domain;
        _case = sides;
        _most = most;
        _gains = new double[moves.Inputs.Length];
        _pieces = new int[_gains.Length];
        _steps = new long[_gains.Length];
    }

    /// <summary>How many bounds were calculated.</summary>
    internal long Count { get; private set; }

    /// <summary>Whether nothing is left: an input has no move, or more have to change than may.</summary>
    internal bool IsEmpty()
    {
        if (_domain.Changing > _most)
            return true;
        for (var m = 0; m < _gains.Length; m++)
        {
            if (!_domain.CanStay(m) && _domain.Changes(m, out _, out _) == 0)
                return true;
        }

        return false;
    }

    /// <summary>The bound for multipliers, and where it is reached.</summary>
    internal void At(double[] multipliers, RecoursePoint point)
    {
        Count++;
        var bound = 0.0;
        for (var s = 0; s < multipliers.Length; s++)
        {
            bound -= multipliers[s] * _case.Base[s];
            point.Sides[s] = _case.Base[s];
        }

        var left = _most - _domain.Changing;
        for (var m = 0; m < _gains.Length; m++)
        {
            FindBest(m, multipliers);
            point.Pieces[m] = -1;
            point.Steps[m] = _moves.Same(m);
            if (!_domain.CanStay(m))
                bound += Take(m, point);
        }

        for (; left > 0; left--)
        {
            var best = -1;
            for (var m = 0; m < _gains.Length; m++)
            {
                if (_domain.CanStay(m) && point.Pieces[m] < 0 && _gains[m] < 0 && (best < 0 || _gains[m] < _gains[best]))
                    best = m;
            }

            if (best < 0)
                break;
            bound += Take(best, point);
        }

        point.Bound = double.IsNaN(bound) ? double.NegativeInfinity : bound;
    }

    private double Take(int move, RecoursePoint point)
    {
        var q = _pieces[move];
        point.Pieces[move] = q;
        point.Steps[move] = _steps[move];
        var steps = _steps[move] - _moves.From[q];
        for (var s = 0; s < point.Sides.Length; s++)
            point.Sides[s] += _case.Starts[(q * _case.Count) + s] + (steps * _case.Slopes[(q * _case.Count) + s]);
        return _gains[move];
    }

    // The best change of an input: on each piece at an end.
    private void FindBest(int move, double[] multipliers)
    {
        var best = double.PositiveInfinity;
        var isNumber = _moves.IsNumber(move);
        for (var q = _moves.FirstPiece[move]; q < _moves.FirstPiece[move + 1]; q++)
        {
            if (!_domain.TryPart(move, q, isNumber, out var from, out var to))
                continue;
            double value = _moves.CostFrom[q];
            double slope = _moves.CostStep[q];
            var first = q * _case.Count;
            for (var s = 0; s < multipliers.Length; s++)
            {
                value -= multipliers[s] * _case.Starts[first + s];
                slope -= multipliers[s] * _case.Slopes[first + s];
            }

            var k = slope < 0 ? to : from;
            value += slope * (k - _moves.From[q]);
            if (!(value < best))
                continue;
            best = value;
            _pieces[move] = q;
            _steps[move] = k;
        }

        _gains[move] = best;
    }
}
