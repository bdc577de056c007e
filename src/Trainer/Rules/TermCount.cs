using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Rules;

/// <summary>How long expressions are. A term is a number's weight, or one distinct non-zero weight of a category table.</summary>
public static class TermCount
{
    /// <summary>The terms of an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>Their number; categories that share a weight count once.</returns>
    public static int Of(Expression expression) => expression.Terms.Sum(term => term is CategoryTerm table
        ? table.Weights.Select(w => w.Weight.Value).Where(w => w != 0).Distinct().Count()
        : 1);

    /// <summary>The mean over all expressions of a document, those of conditions and those of rules.</summary>
    /// <param name="document">The document.</param>
    /// <returns>Terms per expression.</returns>
    public static double Mean(RuleDocument document) =>
        document.Conditions.Select(c => c.Expression).Concat(document.Rules.SelectMany(r => r.Expressions)).Average(Of);
}
