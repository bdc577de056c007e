using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>How far outputs change in a cell.</summary>
/// <param name="Score">The largest change of an output.</param>
/// <param name="Probability">The largest change of a probability; null where scores say nothing of one.</param>
/// <param name="Rows">Rows where an output changes most, the largest change first.</param>
internal sealed record CellChange(ChangeBound? Score, ChangeBound? Probability, IReadOnlyList<ExactRow> Rows);

/// <summary>Finds the largest changes of outputs in cells.</summary>
/// <param name="domain">The rows of both documents.</param>
/// <param name="work">The work of the proof.</param>
/// <param name="outputs">The outputs of both.</param>
/// <param name="old">The old document.</param>
/// <param name="new">The new document.</param>
internal sealed class ChangeSearch(RowDomain domain, ProofWork work, MatchedOutputs outputs, RuleDocument old, RuleDocument @new)
{
    // What the exponential and the operations after it round, many times over.
    private const double Rounding = 1e-12;

    /// <summary>The changes in a cell.</summary>
    /// <param name="parts">Its parts.</param>
    /// <param name="output">The position of the only old output that is asked for; null for all.</param>
    /// <param name="isSearched">Whether the largest change is searched for; else it is bounded input by input.</param>
    public CellChange Of(IReadOnlyList<CellPart> parts, int? output, bool isSearched)
    {
        var changes = new List<Change>();
        for (var k = 0; k < outputs.Pairs.Count; k++)
        {
            if (output is null || outputs.Pairs[k].Old == output)
                changes.Add(new Change(k, Largest(parts, k, 1, isSearched), Largest(parts, k, -1, isSearched)));
        }

        if (changes.Count == 0)
            return new CellChange(null, null, []);
        var largest = changes.OrderByDescending(c => c.AtMost).First();
        var reached = changes.SelectMany(c => new[] { c.Up, c.Down }).Where(b => b?.Row is not null)
            .OrderByDescending(b => b!.Reached).ToArray();
        return new CellChange(
            new ChangeBound(Above(largest.AtMost), largest.Reached?.ToDouble(), NameOf(largest.Output)),
            Probability(changes),
            reached.Select(b => b!.Row!).ToArray());
    }

    private string? NameOf(int k) => outputs.Pairs.Count == 1 ? null : @new.Outputs[outputs.Pairs[k].New].Name;

    private UpperBound Largest(IReadOnlyList<CellPart> parts, int k, int sign, bool isSearched)
    {
        var sums = parts.Select(p => p.Differences[k].Times(sign)).ToArray();
        var bound = sums.Select(s => Extremum.ByIntervals(domain, s)).Max();
        var constant = sums.All(s => s.IsConstant);
        if (constant || !isSearched || bound.Sign <= 0)
            return new UpperBound(bound, constant ? bound : null, null, false);
        return Extremum.Largest(domain, work, parts.Select((p, n) => new SumRegion(p.Sides, sums[n])), isNear: true, isInsideFirst: true)
            ?? new UpperBound(bound, null, null, true);
    }

    private ChangeBound? Probability(List<Change> changes)
    {
        var scores = old.Decision.Scores;
        if (!outputs.IsWhole || scores == ScoreKind.Plain || scores != @new.Decision.Scores
            || old.Decision.ComparesOutputs != @new.Decision.ComparesOutputs)
            return null;
        double Size(Rational value) => Math.Max(0, Above(value));
        if (scores == ScoreKind.Probability)
            return new ChangeBound(Math.Min(1, changes.Max(c => Size(c.AtMost))), null, null);
        // The logit of a softmax probability changes by no more than its score rises against the one that falls most.
        var logit = old.Decision.ComparesOutputs
            ? changes.Max(c => Size(c.Up.Proved)) + changes.Max(c => Size(c.Down.Proved))
            : changes.Max(c => Size(c.AtMost));
        // 1/(1 + e⁻ˣ) changes most where both ends are as far from 0: by tanh(d/4).
        return new ChangeBound(Math.Min(1, (2 * Exponential.Logistic(logit / 2)) - 1 + Rounding), null, null);
    }

    private static double Above(Rational value)
    {
        var nearest = value.ToDouble();
        return double.IsInfinity(nearest) || Rational.From(nearest) >= value ? nearest : RowWords.Above(nearest);
    }

    private sealed record Change(int Output, UpperBound Up, UpperBound Down)
    {
        public Rational AtMost => Up.Proved > Down.Proved ? Up.Proved : Down.Proved;

        public Rational? Reached => Up.Reached is { } up && !(Down.Reached > up) ? up : Down.Reached;
    }
}
