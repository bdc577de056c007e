namespace RuleCompiler.Evaluation;

/// <summary>
/// Finds the nearest change: each case, a linear region with a goal, is split by what inputs change to, until a bound shows that nothing
/// that is left costs less than what was found. What was split and the multipliers of the bounds are the certificate.
/// </summary>
internal sealed class RecourseSearch
{
    private const int KeptCases = 64;

    private readonly RecourseRow _at;
    private readonly RecourseMoves _moves;
    private readonly RecourseSign[][] _goals;
    private readonly RecourseDomain _domain;
    private readonly RecourseBest _best;
    private readonly long _budget;
    private readonly RecourseCase[] _cases;
    private readonly bool[] _isKept;
    private readonly double[][] _multipliers;
    private readonly global::System.Text.StringBuilder[] _words;
    private long _count;
    private long _open;

    private RecourseSearch(RecourseRow at, long budget)
    {
        _at = at;
        _moves = at.Moves;
        _goals = at.Question.Goals();
        _domain = new RecourseDomain(_moves);
        _budget = budget;
        _cases = new RecourseCase[_goals.Length * at.Tables.RegionCount];
        _isKept = new bool[_cases.Length];
        _multipliers = new double[_cases.Length][];
        _words = new global::System.Text.StringBuilder[_cases.Length];
        _best = new RecourseBest(at);
        _open = long.MaxValue;
    }

    /// <summary>Answers for a row.</summary>
    /// <param name="tables">The rules.</param>
    /// <param name="given">The values as they were given.</param>
    /// <param name="row">The values that count.</param>
    /// <param name="options">What is asked.</param>
    /// <exception cref="global::System.ArgumentException">It cannot be asked of these rules, or of this row.</exception>
    internal static RecourseAnswer Find(RecourseTables tables, double[] given, double[] row, RecourseOptions options)
    {
        var at = new RecourseRow(tables, given, row, options);
        var search = new RecourseSearch(at, options.Budget);
        return search.Run();
    }

    private RecourseAnswer Run()
    {
        var same = new long[_moves.Inputs.Length];
        for (var m = 0; m < same.Length; m++)
            same[m] = _moves.Same(m);
        _best.Offer(same);

        var bounds = new double[_cases.Length];
        var order = new int[_cases.Length];
        for (var c = 0; c < _cases.Length; c++)
        {
            order[c] = c;
            bounds[c] = BoundOf(c);
        }

        global::System.Array.Sort(bounds, order, global::System.Collections.Generic.Comparer<double>.Default);
        // Of equal bounds the first case first, whatever the order that sorting leaves them in.
        for (var n = 1; n < order.Length; n++)
        {
            for (var p = n; p > 0 && bounds[p].Equals(bounds[p - 1]) && order[p] < order[p - 1]; p--)
            {
                var other = order[p];
                order[p] = order[p - 1];
                order[p - 1] = other;
            }
        }

        foreach (var c in order)
        {
            _words[c] = new global::System.Text.StringBuilder("case");
            new RecourseNodes(this, CaseOf(c), _words[c]).Explore(_multipliers[c]);
        }

        return Answer();
    }

    internal RecourseRow Row => _at;

    internal RecourseDomain Domain => _domain;

    internal RecourseBest Best => _best;

    /// <summary>Whether the budget has ended.</summary>
    internal bool IsOver => _count >= _budget;

    /// <summary>Adds to what was done.</summary>
    internal void Spend(long bounds)
    {
        _count += bounds;
    }

    /// <summary>Something is left undecided that costs at least so much.</summary>
    internal void LeaveOpen(double bound)
    {
        var least = bound > 0 ? (long)global::System.Math.Ceiling(global::System.Math.Min(bound, _at.Dearest)) : 0;
        _open = global::System.Math.Min(_open, least);
    }

    private double BoundOf(int index)
    {
        var sides = CaseOf(index);
        _domain.Reset();
        _best.Enter(sides);
        _multipliers[index] = new double[sides.Count];
        if (IsOver)
            return 0;
        var bound = new RecourseBound(_moves, _domain, sides, _at.Question.MostChanges);
        var climb = new RecourseClimb(bound, _best, _moves.Inputs.Length, sides.Count);
        climb.Run(_multipliers[index], _best.Cost - 1 + _at.Margin);
        Spend(bound.Count);
        return climb.Now.Bound;
    }

    private RecourseCase CaseOf(int index)
    {
        var regions = _at.Tables.RegionCount;
        if (_cases.Length > KeptCases)
            return RecourseCase.Of(_at, index % regions, _goals[index / regions]);
        if (!_isKept[index])
            _cases[index] = RecourseCase.Of(_at, index % regions, _goals[index / regions]);
        _isKept[index] = true;
        return _cases[index];
    }

    private RecourseAnswer Answer()
    {
        var isOpen = _open < _best.Cost;
        var status = isOpen ? RecourseStatus.Undecided : _best.Exists ? RecourseStatus.Found : RecourseStatus.None;
        var lower = isOpen ? _open : _best.Cost;
        var row = _best.Exists ? _at.GivenWith(_best.Steps) : (double[])_at.Given.Clone();
        var chosen = _at.Tables.Rules.Classify(_at.Scores(_best.Exists ? _at.With(_best.Steps) : _at.Row));
        var changes = new global::System.Collections.Generic.List<RecourseChange>();
        for (var m = 0; _best.Exists && m < _best.Steps.Length; m++)
        {
            if (_best.Steps[m] == _moves.Same(m))
                continue;
            var i = _moves.Inputs[m];
            changes.Add(new RecourseChange(
                i,
                _at.Tables.Rules.Inputs[i],
                _at.Tables.Titles[i],
                _at.Given[i],
                row[i],
                _at.Tables.TextOf(i, _at.Given[i]),
                _at.Tables.TextOf(i, row[i]),
                _moves.CostOfMove(m, _best.Steps[m])));
        }

        return new RecourseAnswer(
            status,
            _best.Exists,
            changes.ToArray(),
            row,
            chosen,
            _at.Tables.Rules.Text(chosen),
            _best.Exists ? _best.Cost : 0,
            status == RecourseStatus.None ? long.MaxValue : lower,
            _moves.Unchanged,
            _count,
            Certificate(lower, row));
    }

    private string Certificate(long lower, double[] row)
    {
        var text = new global::System.Text.StringBuilder(_at.Head());
        text.Append("atLeast ").Append(RecourseText.Of(lower)).Append('\n');
        if (_best.Exists)
        {
            text.Append("change ").Append(RecourseText.Of(_best.Cost));
            foreach (var value in row)
                text.Append(' ').Append(RecourseText.Of(value));
            text.Append('\n');
        }

        foreach (var words in _words)
            text.Append(words).Append('\n');
        var sealedText = text.ToString();
        return sealedText + RecourseText.SealMark + RecourseText.Seal(sealedText) + "\n";
    }
}
