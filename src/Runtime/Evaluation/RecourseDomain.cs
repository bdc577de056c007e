namespace RuleCompiler.Evaluation;

/// <summary>What is left of the moves at a node of the search: of a number its steps from and to, of a category its levels.</summary>
internal sealed class RecourseDomain
{
    private readonly RecourseMoves _moves;
    private readonly long[] _lowest;
    private readonly long[] _highest;
    private readonly bool[] _isOut;
    private readonly bool[] _canStay;

    internal RecourseDomain(RecourseMoves moves)
    {
        _moves = moves;
        var count = moves.Inputs.Length;
        _lowest = new long[count];
        _highest = new long[count];
        _canStay = new bool[count];
        _isOut = new bool[moves.From.Length];
        Reset();
    }

    /// <summary>How many inputs have to change.</summary>
    internal int Changing { get; private set; }

    internal void Reset()
    {
        Changing = 0;
        for (var m = 0; m < _canStay.Length; m++)
        {
            _lowest[m] = long.MinValue;
            _highest[m] = long.MaxValue;
            _canStay[m] = true;
        }

        global::System.Array.Clear(_isOut, 0, _isOut.Length);
    }

    internal bool CanStay(int move)
    {
        return _canStay[move];
    }

    /// <summary>The part of a piece that is left; false where nothing is.</summary>
    internal bool TryPart(int move, int piece, bool isNumber, out long from, out long to)
    {
        from = _moves.From[piece];
        to = _moves.To[piece];
        if (!isNumber)
            return !_isOut[piece];
        if (from < _lowest[move])
            from = _lowest[move];
        if (to > _highest[move])
            to = _highest[move];
        return from <= to;
    }

    /// <summary>The first and the last change that is left, and how many there are, at most 2; staying does not count.</summary>
    internal int Changes(int move, out long first, out long last)
    {
        first = 0;
        last = 0;
        var count = 0L;
        var isNumber = _moves.IsNumber(move);
        for (var q = _moves.FirstPiece[move]; q < _moves.FirstPiece[move + 1]; q++)
        {
            if (!TryPart(move, q, isNumber, out var from, out var to))
                continue;
            if (count == 0)
                first = from;
            last = to;
            count += 1 + (from < to ? 1 : 0);
        }

        return (int)global::System.Math.Min(count, 2);
    }

    /// <summary>
    /// Limits a number to steps up to one, or above it; a category to a level, or to the others.
    /// </summary>
    /// <returns>What <c>Restore</c> takes.</returns>
    internal RecourseUndo Restrict(int move, long at, bool isFirst)
    {
        var levels = global::System.Array.Empty<bool>();
        var undo = new RecourseUndo(move, _lowest[move], _highest[move], _canStay[move], levels);
        if (_moves.IsNumber(move))
        {
            if (isFirst)
                _highest[move] = at;
            else
                _lowest[move] = at + 1;
            SetStay(move, _lowest[move] <= 0 && 0 <= _highest[move]);
            return undo;
        }

        var first = _moves.FirstPiece[move];
        levels = new bool[_moves.FirstPiece[move + 1] - first];
        global::System.Array.Copy(_isOut, first, levels, 0, levels.Length);
        for (var q = 0; q < levels.Length; q++)
            _isOut[first + q] |= (_moves.From[first + q] == at) != isFirst;
        undo = new RecourseUndo(move, _lowest[move], _highest[move], _canStay[move], levels);
        SetStay(move, _canStay[move] && (_moves.Same(move) == at) == isFirst);
        return undo;
    }

    internal void Restore(RecourseUndo undo)
    {
        _lowest[undo.Move] = undo.Lowest;
        _highest[undo.Move] = undo.Highest;
        SetStay(undo.Move, undo.CanStay);
        if (undo.Levels.Length > 0)
            global::System.Array.Copy(undo.Levels, 0, _isOut, _moves.FirstPiece[undo.Move], undo.Levels.Length);
    }

    private void SetStay(int move, bool canStay)
    {
        Changing += (_canStay[move] ? 1 : 0) - (canStay ? 1 : 0);
        _canStay[move] = canStay;
    }
}

/// <summary>What a number or a category was before it was limited.</summary>
internal readonly struct RecourseUndo
{
    internal readonly int Move;
    internal readonly long Lowest;
    internal readonly long Highest;
    internal readonly bool CanStay;
    internal readonly bool[] Levels;

    internal RecourseUndo(int move, long lowest, long highest, bool canStay, bool[] levels)
    {
        Move = move;
        Lowest = lowest;
        Highest = highest;
        CanStay = canStay;
        Levels = levels;
    }
}
