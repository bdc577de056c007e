using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;

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

    /// <summary>The mean over the expressions that a tree of regions would be written with.</summary>
    /// <param name="tree">The tree, over the features.</param>
    /// <param name="groups">The features of each category input, of which one has the weight 0 in every expression.</param>
    /// <returns>Terms per expression.</returns>
    public static double Mean(RegionTree tree, IReadOnlyList<FeatureGroup> groups)
    {
        var inGroup = groups.SelectMany(g => Enumerable.Range(g.First, g.Count)).ToHashSet();
        return tree.Splits.DistinctBy(s => (s.Hinge, string.Join(' ', s.Condition.Weights), s.Condition.Bias)).Select(s => s.Condition)
            .Concat(tree.Regions.SelectMany(r => r.Outputs)).Average(Of);

        int Of(AffineMap map) =>
            Enumerable.Range(0, map.Weights.Length).Count(f => map.Weights[f] != 0 && !inGroup.Contains(f))
            + groups.Sum(g => map.Weights.AsSpan(g.First, g.Count).ToArray().Where(w => w != 0).Distinct().Count());
    }
}
