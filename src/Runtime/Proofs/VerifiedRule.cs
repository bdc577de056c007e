using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

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
    /// <summary>The number that people know it by.</summary>
    public int Id => document.Rules[position].Id;

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

    /// <summary>A point inside, once one is known.</summary>
    public ExactPoint? Witness { get; set; }

    /// <summary>The number that people know a condition by.</summary>
    public int IdOf(RuleCondition condition) => document.Conditions[condition.Condition].Id;

    /// <summary>A side of a condition as geometry.</summary>
    public Side SideOf(RuleCondition condition) => new(geometry.Conditions[condition.Condition], condition.IsNegative);

    /// <summary>Whether a point meets all conditions that are shown.</summary>
    public bool ShownHold(ExactPoint x) => Shown.All(c => geometry.Conditions[c.Condition].Evaluate(x).Sign < 0 == c.IsNegative);

    /// <summary>Asks a question about where sides meet inside the domain.</summary>
    /// <param name="question">The question.</param>
    /// <param name="sides">The sides.</param>
    /// <returns>The answer; undecided where no work is left.</returns>
    public CellVerdict Ask(CellQuestion question, IEnumerable<Side> sides)
    {
        if (work.IsDone)
            return CellVerdict.OutOfWork;
        try
        {
            return CellDecision.Decide(new CellClaim(geometry.Box, sides.ToArray(), question), work);
        }
        catch (ProofLimitException)
        {
            return CellVerdict.OutOfWork;
        }
    }
}
