namespace RuleCompiler.Evaluation;

/// <summary>The tree of one case: each node is closed by a bound, as empty, as a point, or split in two.</summary>
internal sealed class RecourseNodes
{
    private readonly RecourseSearch _search;
    private readonly RecourseMoves _moves;
    private readonly RecourseDomain _domain;
    private readonly RecourseBest _best;
    private readonly RecourseCase _case;
    private readonly RecourseBound _bound;
    private readonly RecourseClimb _climb;
    private readonly RecourseStill _still;
    private readonly bool[] _isStill;
    private readonly int _most;
    private readonly global::System.Text.StringBuilder _words;

    // Where the node is split: of a number up to this step, of a category this level; and whether that side is looked at first.
    private int _move;
    private long _place;
    private bool _isFirst;

    internal RecourseNodes(RecourseSearch search, RecourseCase sides, global::System.Text.StringBuilder words)
    {
        _search = search;
        _moves = search.Row.Moves;
        _domain = search.Domain;
        _best = search.Best;
        _case = sides;
        _most = search.Row.Question.MostChanges;
        _bound = new RecourseBound(_moves, _domain, sides, _most);
        _climb = new RecourseClimb(_bound, _best, _moves.Inputs.Length, sides.Count);
        _still = new RecourseStill(search.Row, _domain);
        _isStill = new bool[_moves.Inputs.Length];
        _words = words;
        _domain.Reset();
        _best.Enter(sides);
    }

    /// <summary>Goes through what is left.</summary>
    /// <param name="multipliers">Those of the node above, where the bound starts.</param>
    internal void Explore(double[] multipliers)
    {
        if (_bound.IsEmpty())
        {
            _words.Append(" e");
            return;
        }

        if (TryPoint(out var steps))
        {
            _best.Offer(steps);
            _words.Append(" p");
            return;
        }

        var own = (double[])multipliers.Clone();
        var isOver = _search.IsOver;
        var count = _bound.Count;
        if (isOver)
            _bound.At(own, _climb.Now);
        else
            _climb.Run(own, _best.Cost - (_best.IsAhead(_domain) ? 1 : 0) + _search.Row.Margin);
        _search.Spend(_bound.Count - count);
        var bound = _climb.Now.Bound - _search.Row.Margin;
        var isClosed = bound > _best.Cost - 1 && (bound > _best.Cost || _best.IsAhead(_domain));
        if (isClosed || isOver)
        {
            if (!isClosed)
                _search.LeaveOpen(bound);
            WriteBound(own);
            return;
        }

        if (!(_climb.HasTop && TryBetween(_climb.Outside, _climb.Inside)))
        {
            if (TryStill(steps))
            {
                _best.Offer(steps);
                _words.Append(" p");
                return;
            }

            Choose();
        }

        Split(own, _move, _place, _isFirst);
    }

    private void Split(double[] multipliers, int move, long place, bool isFirst)
    {
        _words.Append(_moves.IsNumber(move) ? (isFirst ? " < " : " > ") : isFirst ? " = " : " ! ")
            .Append(RecourseText.Of(_moves.Inputs[move])).Append(' ').Append(RecourseText.Of(place));
        for (var n = 0; n < 2; n++)
        {
            var undo = _domain.Restrict(move, place, isFirst == (n == 0));
            Explore(multipliers);
            _domain.Restore(undo);
        }
    }

    private void WriteBound(double[] multipliers)
    {
        var count = 0;
        foreach (var multiplier in multipliers)
            count += multiplier > 0 ? 1 : 0;
        _words.Append(" b ").Append(RecourseText.Of(count));
        for (var s = 0; s < multipliers.Length; s++)
        {
            if (multipliers[s] > 0)
                _words.Append(' ').Append(RecourseText.Of(s)).Append(' ').Append(RecourseText.Of(multipliers[s] / _case.Scales[s]));
        }
    }

    // Whether one move of each input is left.
    private bool TryPoint(out long[] steps)
    {
        steps = new long[_moves.Inputs.Length];
        for (var m = 0; m < steps.Length; m++)
        {
            steps[m] = _moves.Same(m);
            if (_domain.CanStay(m) && _domain.Changing == _most)
                continue;
            var count = _domain.Changes(m, out var first, out _);
            if (count + (_domain.CanStay(m) ? 1 : 0) > 1)
                return false;
            if (count == 1)
                steps[m] = first;
        }

        return true;
    }

    // Whether the moves that are left of each input all do the same. Steps are then the cheapest.
    private bool TryStill(long[] steps)
    {
        var areAll = true;
        for (var m = 0; m < steps.Length; m++)
        {
            var count = _domain.Changes(m, out var first, out _);
            if (!_domain.CanStay(m) && count == 1)
            {
                _isStill[m] = true;
                steps[m] = first;
                // The only value left is no quantity, so that nothing is left.
                if (_moves.IsNumber(m) && _search.Row.Tables.IsNoQuantity(_moves.Inputs[m], _moves.ValueOf(m, first)))
                    return true;
                continue;
            }

            steps[m] = _moves.Same(m);
            _isStill[m] = (_domain.CanStay(m) && (_domain.Changing == _most || count == 0)) || _still.IsStill(m, out steps[m]);
            areAll &= _isStill[m];
        }

        return areAll;
    }

    private void Choose()
    {
        _move = -1;
        for (var m = 0; m < _moves.Inputs.Length; m++)
        {
            if (_isStill[m])
                continue;
            var count = _domain.Changes(m, out _, out var last);
            if (count + (_domain.CanStay(m) ? 1 : 0) < 2 || (_move >= 0 && _climb.Now.Pieces[m] < 0))
                continue;
            _move = m;
            _place = _climb.Now.Steps[m];
            if (_moves.IsNumber(m) && _place >= (_domain.CanStay(m) ? global::System.Math.Max(last, 0) : last))
                _place--;
            _isFirst = true;
            if (_climb.Now.Pieces[m] >= 0)
                return;
        }
    }

    // Between a point that is not on a side and one that is: the input that changes the cost most, where both mixed would be just on it.
    private bool TryBetween(RecoursePoint outside, RecoursePoint inside)
    {
        var most = -1L;
        for (var m = 0; m < _moves.Inputs.Length; m++)
        {
            if (outside.Steps[m] == inside.Steps[m])
                continue;
            var cost = global::System.Math.Abs(_moves.CostOfMove(m, outside.Steps[m]) - _moves.CostOfMove(m, inside.Steps[m]));
            if (cost <= most)
                continue;
            most = cost;
            _move = m;
        }

        if (most < 0)
            return false;
        var from = outside.Steps[_move];
        var to = inside.Steps[_move];
        if (!_moves.IsNumber(_move))
        {
            _place = to == _moves.Same(_move) ? from : to;
            _isFirst = _place == to;
            return true;
        }

        var missing = -outside.Sides[_climb.Side];
        var share = missing / (missing + inside.Sides[_climb.Side]);
        var mixed = global::System.Math.Floor(from + (share * (to - from)));
        _place = global::System.Math.Min(
            global::System.Math.Max((long)mixed, global::System.Math.Min(from, to)), global::System.Math.Max(from, to) - 1);
        _isFirst = to <= _place;
        return true;
    }
}
