using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>Between which values the score of a document is, by intervals: it need not reach them.</summary>
internal static class ScoreRange
{
    /// <summary>What the first output can be.</summary>
    /// <param name="document">The document.</param>
    public static (Rational Lowest, Rational Highest) Of(RuleDocument document)
    {
        var conditions = new (Rational Lowest, Rational Highest)[document.Conditions.Count];
        for (var c = 0; c < conditions.Length; c++)
            conditions[c] = Sum(document.Conditions[c].Expression);
        var (common, own) = (Sum(document.CommonOf(0)), document.Rules.Select(r => Sum(r.Own[0])).ToArray());
        return (common.Lowest + own.Min(o => o.Lowest), common.Highest + own.Max(o => o.Highest));

        (Rational Lowest, Rational Highest) Sum(Expression? sum)
        {
            if (sum is null)
                return (Rational.Zero, Rational.Zero);
            var (lowest, highest) = new ProbedSums([ExpandedSum.OfTerms(sum, document.Inputs)], onSteps: false).Range([1]);
            foreach (var adjustment in sum.Adjustments)
            {
                var weight = Rational.Parse(adjustment.Weight.Text);
                var added = new[] { conditions[adjustment.Condition].Lowest, conditions[adjustment.Condition].Highest }
                    .Select(e => e.Sign < 0 ? weight * e : Rational.Zero).ToArray();
                (lowest, highest) = (lowest + added.Min(), highest + added.Max());
            }

            return (lowest, highest);
        }
    }
}
