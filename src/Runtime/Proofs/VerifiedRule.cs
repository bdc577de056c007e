using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Proofs;

/// <summary>A rule under verification.</summary>
/// <param name="document">The document.</param>
/// <param name="geometry">The document's geometry.</param>
/// <param name="position">The position of the rule.</param>
/// <param name="path">Its conditions.</param>
/// <param name="work">The work of the proof.</param>
internal sealed class VerifiedRule(
    RuleDocument document, DocumentGeometry geometry, int position, IReadOnlyList<RuleCondition> path, ProofWork work)
{
    private IReadOnlyList<RuleCondition>? _known;

    /// <summary>The number that people know it by.</summary>
    public int Id => document.Rules[position].Id;

    /// <summary>The position of the rule.</summary>
    public int Position => position;

    /// <summary>The rule itself.</summary>
    public Rule Rule => document.Rules[position];

    /// <summary>The geometry of its document.</summary>
    public DocumentGeometry Geometry => geometry;

    /// <summary>Whether it has points and no interior.</summary>
    public bool IsThin { get; set; }

    /// <summary>Whether it is shown to have no point.</summary>
    public bool IsEmpty { get; set; }

    /// <summary>All conditions on its path.</summary>
    public IReadOnlyList<RuleCondition> Path => path;

    /// <summary>The conditions that stand after IF: those that are not marked as implied.</summary>
    public IReadOnlyList<RuleCondition> Shown { get; } = path.Where(c => !c.IsImplied).ToArray();

    /// <summary>The sides that the rule states and its path does not test.</summary>
    public IEnumerable<RuleCondition> Untested => Rule.Untested.Select(u => new RuleCondition(u.Condition, u.IsNegative, IsImplied: true));

    /// <summary>The path, and of the sides that it does not test those that are proven to follow from it.</summary>
    public IReadOnlyList<RuleCondition> Known => _known ??= FindKnown();

    /// <summary>A row inside, once one is known.</summary>
    public ExactRow? Witness { get; set; }

    /// <summary>The number that people know a condition by.</summary>
    public int IdOf(RuleCondition condition) => document.Conditions[condition.Condition].Id;

    /// <summary>The cases of the rule in which its outputs are single sums; null where there are too many.</summary>
    /// <param name="output">The position of the output.</param>
    public IEnumerable<SignCase>? CasesFor(int output) => geometry.Cases(Known, geometry.NeedsOf(position, output));

    /// <summary>Asks whether there are rows on some sides of conditions.</summary>
    /// <param name="question">The question.</param>
    /// <param name="sides">The sides, of a condition one.</param>
    /// <returns>The answer; undecided where no work is left.</returns>
    public RowVerdict Ask(CellQuestion question, IReadOnlyList<RuleCondition> sides) => Ask(question, geometry.Cases(sides, []), _ => []);

    /// <summary>Asks whether there are rows in some cases.</summary>
    /// <param name="question">The question.</param>
    /// <param name="cases">The cases; null where there are too many.</param>
    /// <param name="more">Sides that such a row must be on besides.</param>
    /// <returns>The answer; undecided where no work is left.</returns>
    public RowVerdict Ask(CellQuestion question, IEnumerable<SignCase>? cases, Func<SignCase, IEnumerable<SumSide>> more)
    {
        var verdict = cases is null ? RowVerdict.TooManyCases : RowVerdict.None;
        foreach (var signs in cases ?? [])
        {
            var answer = work.Ask(new RowClaim(geometry.Domain, [.. signs.Sides, .. more(signs)], question));
            if (answer.Witness is not null)
                return answer;
            verdict = answer.IsNone ? verdict : answer;
        }

        return verdict;
    }

    /// <summary>Asks whether rows of the path are beyond a side of a condition that it does not test.</summary>
    /// <param name="side">The side. A condition that is 0 adds nothing, so that such a row may count as one of its negative side.</param>
    /// <returns>The answer; undecided where no work is left.</returns>
    public RowVerdict AskBeyond(RuleCondition side) => side.IsNegative
        ? Ask(
            CellQuestion.Points,
            geometry.Cases(path, geometry.NeedsOf(side.Condition)),
            signs => [new SumSide(signs.Condition(side.Condition).Times(-Rational.One), true)])
        : Ask(CellQuestion.Points, [.. path, side.Opposite]);

    // In the order of the conditions, so that what a condition needs is decided before it.
    private List<RuleCondition> FindKnown()
    {
        var known = path.ToList();
        foreach (var side in Untested.OrderBy(u => u.Condition))
        {
            if (Ask(CellQuestion.Points, [.. known, side.Opposite]).IsNone)
                known.Add(side);
        }

        return known;
    }
}
