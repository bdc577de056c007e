namespace RuleCompiler.Evaluation;

/// <summary>
/// Whether the moves of an input that are left all add the same doubles to every sum, so that one of them stands for all: on a flat piece
/// of a curve, at a score that is just on its threshold, each step would have to be tried otherwise.
/// </summary>
internal sealed class RecourseStill
{
    private readonly RecourseRow _at;
    private readonly RecourseMoves _moves;
    private readonly RecourseDomain _domain;

    internal RecourseStill(RecourseRow at, RecourseDomain domain)
    {
        _at = at;
        _moves = at.Moves;
        _domain = domain;
    }

    /// <summary>Whether all moves that are left are like the cheapest, of equal ones the first, which is a quantity.</summary>
    internal bool IsStill(int move, out long cheapest)
    {
        cheapest = _moves.Same(move);
        var input = _moves.Inputs[move];
        foreach (var side in _at.Question.Sides)
        {
            foreach (var other in side.Inputs)
            {
                if (other == input)
                    return false;
            }
        }

        var steps = new global::System.Collections.Generic.List<long>();
        var least = long.MaxValue;
        var isNumber = _moves.IsNumber(move);
        for (var q = _moves.FirstPiece[move]; q < _moves.FirstPiece[move + 1]; q++)
        {
            if (!_domain.TryPart(move, q, isNumber, out var from, out var to))
                continue;
            steps.Add(from);
            steps.Add(to);
            var step = _moves.CostStep[q] < 0 ? to : from;
            if (_domain.CanStay(move) || _moves.CostOf(q, step) >= least)
                continue;
            least = _moves.CostOf(q, step);
            cheapest = step;
        }

        if (!_domain.CanStay(move) && isNumber && _at.Tables.IsNoQuantity(input, _moves.ValueOf(move, cheapest)))
            return false;
        return IsSame(input, move, cheapest, steps);
    }

    // What is added rises or falls between the ends of a piece, rounded as it may be, so that equal ends are enough.
    private bool IsSame(int input, int move, long cheapest, global::System.Collections.Generic.List<long> steps)
    {
        for (var sum = 0; sum < _at.Tables.Rules.SumCount; sum++)
        {
            foreach (var term in _at.Tables.Rules.TermsOf(sum))
            {
                if (term[0] != input)
                    continue;
                var value = _at.Tables.Rules.Plain(term[1], term[2], _moves.ValueOf(move, cheapest));
                foreach (var step in steps)
                {
                    if (_at.Tables.Rules.Plain(term[1], term[2], _moves.ValueOf(move, step)) != value)
                        return false;
                }
            }
        }

        return true;
    }
}
