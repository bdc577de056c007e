using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>Compares pairs of rules on the rows that have both, exactly.</summary>
internal sealed class PairComparison
{
    // With more labels than this it is asked first which of them occur.
    private const int FewLabels = 3;

    private readonly RowDomain _domain;
    private readonly ProofWork _work;
    private readonly MatchedOutputs _outputs;
    private readonly IReadOnlyList<Question> _questions;
    private readonly RuleCases _old;
    private readonly RuleCases _new;
    private readonly bool _isSameDecision;

    /// <summary>Prepares two documents.</summary>
    /// <param name="domain">The rows of both.</param>
    /// <param name="work">The work of the proof.</param>
    /// <param name="outputs">The outputs of both.</param>
    /// <param name="questions">The questions that both answer.</param>
    /// <param name="old">The rules of the old document.</param>
    /// <param name="new">The rules of the new document.</param>
    /// <param name="isSameDecision">Whether the same outputs give the same answers.</param>
    public PairComparison(
        RowDomain domain,
        ProofWork work,
        MatchedOutputs outputs,
        IReadOnlyList<Question> questions,
        RuleCases old,
        RuleCases @new,
        bool isSameDecision)
    {
        (_domain, _work, _outputs, _questions) = (domain, work, outputs, questions);
        (_old, _new, _isSameDecision) = (old, @new, isSameDecision);
    }

    /// <summary>Where labels differ.</summary>
    public FoundCells Decisions { get; } = new();

    /// <summary>Where outputs differ.</summary>
    public FoundCells Scores { get; } = new();

    /// <summary>What could not be decided, as the end of a sentence; null where nothing was left open.</summary>
    public string? Undecided { get; private set; }

    /// <summary>Compares two rules.</summary>
    /// <param name="pair">The rules.</param>
    public void Compare(RulePair pair)
    {
        if (_old[pair.Old] is not { } oldCases || _new[pair.New] is not { } newCases)
        {
            LeaveOpen(RowVerdict.TooManyCases);
            return;
        }

        foreach (var old in oldCases)
        {
            foreach (var @new in newCases)
                Compare(pair, old, @new);
        }
    }

    private void Compare(RulePair pair, RuleCase old, RuleCase @new)
    {
        var differences = _outputs.Pairs.Select(p => @new.Outputs[p.New].Plus(-Rational.One, old.Outputs[p.Old])).ToArray();
        var isSame = differences.All(IsZero);
        if ((isSame && _isSameDecision && _outputs.IsWhole) || Sides(old, @new) is not { } sides || Ask(sides) is not { } row)
            return;
        var cell = new CellPart(sides, differences, row);
        if (!isSame && Differing(cell) is { } score)
            Scores.Add(new CellKey(pair, -1, null, null), cell with { Row = score });
        for (var q = 0; q < _questions.Count; q++)
            CompareLabels(pair, q, old, @new, cell);
    }

    private static bool IsZero(ExpandedSum sum) => sum.Bias.Sign == 0 && sum.IsConstant;

    // Of both rules each condition once; null where one is on its other side for the other rule.
    private static SumSide[]? Sides(RuleCase old, RuleCase @new)
    {
        var sides = old.Sides.ToList();
        foreach (var (id, side) in @new.Sides)
        {
            var same = sides.FindIndex(s => s.Id == id);
            if (same < 0)
                sides.Add((id, side));
            else if (sides[same].Side.Negative != side.Negative)
                return null;
        }

        return sides.Select(s => s.Side).ToArray();
    }

    // A row of the cell where some output differs.
    private ExactRow? Differing(CellPart cell)
    {
        if (cell.Differences.Any(d => cell.Row.Evaluate(d).Sign != 0))
            return cell.Row;
        foreach (var difference in cell.Differences.Where(d => !IsZero(d)))
        {
            foreach (var sum in new[] { difference, difference.Times(-Rational.One) })
            {
                if (Ask([.. cell.Sides, SumSide.Above(sum, Rational.Zero)]) is { } row)
                    return row;
            }
        }

        return null;
    }

    private void CompareLabels(RulePair pair, int question, RuleCase old, RuleCase @new, CellPart cell)
    {
        var (before, after) = (_questions[question].OldOutput, _questions[question].NewOutput);
        var oldLabels = Occurring(old.Labels.Where(l => before is null || l.Output == before).ToArray(), cell);
        var newLabels = Occurring(@new.Labels.Where(l => after is null || l.Output == after).ToArray(), cell);
        foreach (var (_, oldLabel, oldSides) in oldLabels)
        {
            foreach (var (_, newLabel, newSides) in newLabels.Where(l => l.Label != oldLabel))
            {
                if (oldSides.Any(o => newSides.Any(n => n.Negative != o.Negative && n.Sum.IsSame(o.Sum))))
                    continue;
                SumSide[] sides = [.. cell.Sides, .. oldSides, .. newSides];
                if ((sides.All(s => s.Holds(cell.Row)) ? cell.Row : Ask(sides)) is { } row)
                    Decisions.Add(new CellKey(pair, question, oldLabel, newLabel), new CellPart(sides, cell.Differences, row));
            }
        }
    }

    private (int Output, string Label, SumSide[] Sides)[] Occurring((int Output, string Label, SumSide[] Sides)[] labels, CellPart cell) =>
        labels.Length <= FewLabels ? labels : labels.Where(l => l.Sides.All(s => s.Holds(cell.Row))
            || !_work.Ask(new RowClaim(_domain, [.. cell.Sides, .. l.Sides], CellQuestion.Points) { IsInsideFirst = true }).IsNone)
                .ToArray();

    // Null where there is no row, or none is found.
    private ExactRow? Ask(SumSide[] sides)
    {
        var verdict = _work.Ask(new RowClaim(_domain, sides, CellQuestion.Points) { IsInsideFirst = true });
        if (verdict.IsUndecided)
            LeaveOpen(verdict);
        return verdict.Witness;
    }

    private void LeaveOpen(RowVerdict verdict) => Undecided ??= verdict.Reason;
}
