using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>Sums of a document times a factor, exactly.</summary>
/// <param name="Terms">What the inputs add.</param>
/// <param name="Weights">What each condition is weighed with where it is negative, by its position.</param>
internal sealed record ScaledSum(ExpandedSum Terms, SortedDictionary<int, Rational> Weights)
{
    /// <summary>A multiple of one sum or several.</summary>
    /// <param name="document">The document.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="sums">The sums; null adds nothing.</param>
    public static ScaledSum Of(RuleDocument document, Rational factor, params Expression?[] sums)
    {
        var terms = ExpandedSum.Zero(document.Inputs);
        var weights = new SortedDictionary<int, Rational>();
        foreach (var sum in sums.OfType<Expression>())
        {
            terms = terms.Plus(factor, ExpandedSum.OfTerms(sum, document.Inputs));
            foreach (var adjustment in sum.Adjustments)
                weights[adjustment.Condition] =
                    weights.GetValueOrDefault(adjustment.Condition) + (factor * Rational.Parse(adjustment.Weight.Text));
        }

        foreach (var none in weights.Where(w => w.Value.Sign == 0).Select(w => w.Key).ToArray())
            weights.Remove(none);
        return new ScaledSum(terms, weights);
    }
}
