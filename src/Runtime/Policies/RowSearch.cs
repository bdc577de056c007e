using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Features;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>A row in a case of its rule, in which every output is one sum.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Signs">The case.</param>
/// <param name="View">The row.</param>
internal sealed record RowCase(VerifiedRule Rule, SignCase Signs, RowView View)
{
    /// <summary>An output, over the joint values.</summary>
    /// <param name="output">The position of the output.</param>
    public ExpandedSum Output(int output) => View.In(Signs.Output(Rule.Position, output));

    /// <summary>Where the row is of this rule and case.</summary>
    public IEnumerable<SumSide> Sides => Signs.Sides.Select(s => s with { Sum = View.In(s.Sum) });
}

/// <summary>Looks for rows that break a policy: through the rules that they may be of, and asks for rows there.</summary>
/// <param name="scope">The document.</param>
/// <param name="rows">The rows that are asked for.</param>
/// <param name="outputs">The outputs that matter.</param>
/// <param name="where">What is assumed of each row.</param>
internal sealed class RowSearch(PolicyScope scope, JointRows rows, IReadOnlyCollection<int> outputs, IReadOnlyList<SumSide> where)
{
    /// <summary>Conditions that tell the two rows apart; all where null. Others have the same side for both.</summary>
    public Func<int, bool>? CanDiffer { get; init; }

    /// <summary>Asks for rows.</summary>
    /// <param name="broken">
    /// For rows in given cases the ways in which they may break the policy: each some sides that they have to be on.
    /// </param>
    /// <returns>
    /// Joint values that break it, and what is left open; nothing where it is proven that there are none.
    /// </returns>
    public IEnumerable<RowVerdict> Find(Func<IReadOnlyList<RowCase>, IEnumerable<IEnumerable<SumSide>>> broken)
    {
        foreach (var rules in Combinations())
        {
            if (Cases(rules) is not { } cases)
            {
                yield return RowVerdict.TooManyCases;
                continue;
            }

            foreach (var claim in cases.SelectMany(
                combination => broken(combination).Where(sides => !OneSideIsOut(sides)).Select(sides => Claim(combination, sides))))
            {
                var answer = scope.Work.Ask(claim);
                if (answer.IsNone)
                    continue;
                yield return answer;
                // What is asked for may be met on a border alone, where doubles are on either side; inside they are not.
                if (answer.Witness is null)
                    continue;
                var inside = scope.Work.Search(claim with { Question = CellQuestion.Interior });
                if (inside.Witness is not null)
                    yield return inside;
            }
        }
    }

    private RowClaim Claim(IReadOnlyList<RowCase> cases, IEnumerable<SumSide> sides) => new(
        rows.Domain,
        SumSide.Distinct(cases.SelectMany(c => c.Sides.Concat(where.Select(w => w with { Sum = c.View.In(w.Sum) }))).Concat(sides)),
        CellQuestion.Points);

    // What a single side excludes needs no linear programme.
    private bool OneSideIsOut(IEnumerable<SumSide> sides) => sides.Any(side =>
    {
        var most = Extremum.ByIntervals(rows.Domain, side.Negative ? side.Sum.Times(-Exact.Rational.One) : side.Sum);
        return most.Sign < 0 || (most.Sign == 0 && side.Negative);
    });

    private IEnumerable<VerifiedRule[]> Combinations() => rows.Views.Count == 1
        ? scope.Rules.Select(r => new[] { r })
        : scope.Rules.SelectMany(r => scope.Rules.Where(other => CanMeet(r, other)).Select(other => new[] { r, other }));

    private bool CanMeet(VerifiedRule rule, VerifiedRule other) => CanDiffer is null || rule.Path.All(c =>
        CanDiffer(c.Condition) || other.Path.All(o => o.Condition != c.Condition || o.IsNegative == c.IsNegative));

    private IEnumerable<RowCase[]>? Cases(VerifiedRule[] rules)
    {
        var cases = rules.Select((rule, v) =>
            scope.CasesOf(rule, outputs)?.Select(signs => new RowCase(rule, signs, rows.Views[v])).ToArray()).ToArray();
        if (cases.Any(c => c is null))
            return null;
        return cases.Length == 1
            ? cases[0]!.Select(c => new[] { c })
            : cases[0]!.SelectMany(c => cases[1]!.Select(other => new[] { c, other }));
    }
}
