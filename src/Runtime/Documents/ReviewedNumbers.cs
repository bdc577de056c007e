using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>How many numbers a reviewer of a rule system has to check: the price of a rule system.</summary>
/// <remarks>
/// Counted by place, so what stands in several rules counts each time: each bias and each threshold of the decision that is not 0; each
/// weight, except the ±1 of a condition's only term; each group of categories that has one number in one table; each special value's
/// number; of each point of a curve its place, and its height or both heights; each adjustment.
/// </remarks>
public static class ReviewedNumbers
{
    /// <summary>Counts the numbers of a document.</summary>
    /// <param name="document">The document, of any version.</param>
    /// <returns>Their number.</returns>
    public static int Count(RuleDocument document) =>
        document.Conditions.Sum(c => OfCondition(c.Expression))
        + document.Common.Concat(document.Rules.SelectMany(r => r.Own)).Present().Sum(Of)
        + document.Decision.Match(_ => 0, threshold => threshold.Bits.Count(b => b.Threshold.Value != 0), _ => 0);

    /// <summary>Counts the numbers of a sum.</summary>
    /// <param name="expression">The sum.</param>
    /// <returns>Their number.</returns>
    public static int Of(Expression expression) =>
        (expression.Bias.Value == 0 ? 0 : 1) + expression.Terms.Sum(Of) + expression.Adjustments.Count;

    private static int OfCondition(Expression expression)
    {
        var isThreshold = expression.Terms.Count == 1
            && expression.Terms[0].Match(number => number.Weight.Value is 1 or -1, _ => false, _ => false);
        return Of(expression) - (isThreshold ? 1 : 0);
    }

    private static int Of(Term term) => term.Match(
        number => 1 + number.Specials.Count,
        category => category.Weights.Select(w => w.Weight.Value).Where(w => w != 0).Distinct().Count(),
        curve => curve.Curve.Points.Sum(p => p.IsJump ? 3 : 2) + curve.Specials.Count);
}
