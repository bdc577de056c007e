namespace RuleCompiler.Evaluation;

/// <summary>
/// The best change so far: the one that costs least; of equal ones the one of fewest inputs, then the one whose inputs stand first, then
/// the one to the smaller value.
/// </summary>
internal sealed class RecourseBest
{
    private readonly RecourseRow _at;
    private readonly RecourseMoves _moves;
    private double[] _sides = global::System.Array.Empty<double>();
    private long[] _steps = global::System.Array.Empty<long>();
    private RecourseCase _case;

    internal RecourseBest(RecourseRow at)
    {
        _at = at;
        _moves = at.Moves;
        _case = RecourseCase.Of(at, 0, global::System.Array.Empty<RecourseSign>());
        Cost = at.Dearest + 1;
    }

    /// <summary>Its cost; above that of every change where there is none.</summary>
    internal long Cost { get; private set; }

    /// <summary>Whether there is one.</summary>
    internal bool Exists { get; private set; }

    /// <summary>Its step or level of each input that can change.</summary>
    internal long[] Steps => _steps;

    /// <summary>The case that points are of from now on.</summary>
    internal void Enter(RecourseCase sides)
    {
        _case = sides;
        _sides = new double[sides.Count];
    }

    /// <summary>Takes a point that is on all sides, made as cheap as it stays so, if it is better and holds as compiled.</summary>
    internal void Offer(RecoursePoint point)
    {
        var steps = (long[])point.Steps.Clone();
        global::System.Array.Copy(point.Sides, _sides, _sides.Length);
        Cheapen(steps, (int[])point.Pieces.Clone());
        if (!Offer(steps))
            Offer((long[])point.Steps.Clone());
    }

    /// <summary>Takes a change if it is better and holds as compiled.</summary>
    /// <returns>Whether it was better, and so taken or not as it holds.</returns>
    internal bool Offer(long[] steps)
    {
        var cost = 0L;
        for (var m = 0; m < steps.Length; m++)
        {
            var one = _moves.CostOfMove(m, steps[m]);
            if (one < 0)
                return false;
            cost += one;
        }

        if (cost > Cost || (Exists && cost == Cost && Compare(steps, _steps) >= 0) || !_at.Holds(steps))
            return false;
        Cost = cost;
        _steps = steps;
        Exists = true;
        return true;
    }

    /// <summary>Whether nothing that is left and costs the same as the best is better.</summary>
    internal bool IsAhead(RecourseDomain domain)
    {
        if (!Exists)
            return true;
        var count = Changes(_steps);
        if (domain.Changing != count)
            return domain.Changing > count;
        for (var m = 0; m < _steps.Length; m++)
        {
            var isChanging = !domain.CanStay(m);
            if (isChanging != (_steps[m] != _moves.Same(m)))
                return !isChanging;
        }

        for (var m = 0; m < _steps.Length; m++)
        {
            if (domain.CanStay(m))
                continue;
            domain.Changes(m, out var first, out _);
            if (first != _steps[m])
                return first > _steps[m];
        }

        return true;
    }

    private int Changes(long[] steps)
    {
        var count = 0;
        for (var m = 0; m < steps.Length; m++)
            count += steps[m] != _moves.Same(m) ? 1 : 0;
        return count;
    }

    // Steps up are larger values, and levels stand in their declared order.
    private int Compare(long[] steps, long[] others)
    {
        var fewer = Changes(steps).CompareTo(Changes(others));
        if (fewer != 0)
            return fewer;
        for (var m = 0; m < steps.Length; m++)
        {
            var isChanged = steps[m] != _moves.Same(m);
            if (isChanged != (others[m] != _moves.Same(m)))
                return isChanged ? -1 : 1;
        }

        for (var m = 0; m < steps.Length; m++)
        {
            if (steps[m] != others[m])
                return steps[m].CompareTo(others[m]);
        }

        return 0;
    }

    private void Cheapen(long[] steps, int[] pieces)
    {
        for (var n = 0; n < steps.Length; n++)
        {
            // The dearest first.
            var dearest = -1;
            for (var m = 0; m < steps.Length; m++)
            {
                if (pieces[m] >= 0 && (dearest < 0
                    || _moves.CostOf(pieces[m], steps[m]) > _moves.CostOf(pieces[dearest], steps[dearest])))
                    dearest = m;
            }

            if (dearest < 0)
                return;
            Cheapen(dearest, steps, pieces[dearest]);
            pieces[dearest] = -1;
        }
    }

    // The cheapest move of one input that stays on all sides, the others as they are.
    private void Cheapen(int move, long[] steps, int piece)
    {
        var count = _case.Count;
        for (var s = 0; s < count; s++)
        {
            _sides[s] -= _case.Starts[(piece * count) + s]
                + ((steps[move] - _moves.From[piece]) * _case.Slopes[(piece * count) + s]);
        }

        var best = _moves.CostOf(piece, steps[move]);
        var chosen = piece;
        var step = steps[move];
        if (IsInside(count))
        {
            steps[move] = _moves.Same(move);
            return;
        }

        for (var q = _moves.FirstPiece[move]; q < _moves.FirstPiece[move + 1]; q++)
        {
            if (!TryNearest(q, count, out var k) || _moves.CostOf(q, k) >= best)
                continue;
            best = _moves.CostOf(q, k);
            chosen = q;
            step = k;
        }

        steps[move] = step;
        for (var s = 0; s < count; s++)
            _sides[s] += _case.Starts[(chosen * count) + s] + ((step - _moves.From[chosen]) * _case.Slopes[(chosen * count) + s]);
    }

    private bool IsInside(int count)
    {
        for (var s = 0; s < count; s++)
        {
            if (!(_sides[s] >= 0))
                return false;
        }

        return true;
    }

    // The cheapest step of a piece that is on all sides.
    private bool TryNearest(int piece, int count, out long step)
    {
        double from = 0;
        double to = _moves.To[piece] - _moves.From[piece];
        step = 0;
        for (var s = 0; s < count; s++)
        {
            var start = _sides[s] + _case.Starts[(piece * count) + s];
            var slope = _case.Slopes[(piece * count) + s];
            if (slope > 0)
                from = global::System.Math.Max(from, -start / slope);
            else if (slope < 0)
                to = global::System.Math.Min(to, -start / slope);
            else if (!(start >= 0))
                return false;
        }

        from = global::System.Math.Ceiling(from - 1e-9);
        to = global::System.Math.Floor(to + 1e-9);
        if (!(from <= to))
            return false;
        step = _moves.From[piece] + (long)(_moves.CostStep[piece] < 0 ? to : from);
        return true;
    }
}
