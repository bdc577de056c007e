using System;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Rules;

/// <summary>
/// How long expressions are. A term is a number's weight, one distinct non-zero weight of a category table, a point of a curve, or what a
/// condition adds.
/// </summary>
public static class TermCount
{
    /// <summary>The terms of an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>Their number; categories that share a weight count once.</returns>
    public static int Of(Expression expression) => expression.Terms.Sum(term => term.Match(
        _ => 1,
        table => table.Weights.Select(w => w.Weight.Value).Where(w => w != 0).Distinct().Count(),
        curve => curve.Curve.Points.Count)) + expression.Adjustments.Count;

    /// <summary>The mean over all expressions of a document, those of conditions, of the common part and of rules.</summary>
    /// <param name="document">The document.</param>
    /// <returns>Terms per expression.</returns>
    public static double Mean(RuleDocument document) => document.Sums.Average(Of);

    /// <summary>The points of all curves of a document.</summary>
    /// <param name="document">The document.</param>
    /// <returns>Their number.</returns>
    public static int PointsOf(RuleDocument document) => document.Points;
}
