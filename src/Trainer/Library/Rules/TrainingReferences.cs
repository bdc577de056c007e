using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Rules;

/// <summary>The references that training writes into a document.</summary>
internal static class TrainingReferences
{
    // The part of the rows at or above the threshold that is just above it.
    private const int NearPart = 10;

    /// <summary>
    /// The usual row of all rows, which is the default, and, where one threshold decides, that of the tenth of the rows at or above it
    /// that is nearest to it, with all that are as near as the last of them.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="rows">The training rows; they are gone through three times.</param>
    /// <returns>One or two references.</returns>
    /// <exception cref="ArgumentException">There is no row.</exception>
    public static EquatableArray<Reference> Of(RuleDocument document, IEnumerable<double[]> rows)
    {
        var all = ReferenceRow.Of("all training rows", document.Inputs, rows);
        var evaluator = new RuleEvaluator(document);
        var threshold = document.Decision.Match(
            _ => double.NaN, decision => decision.Bits.Count == 1 ? decision.Bits[0].Threshold.Value : double.NaN, _ => double.NaN);
        var scores = double.IsNaN(threshold) ? [] : rows.Select(ScoreOf).Where(score => score >= threshold).Order().ToArray();
        if (scores.Length == 0)
            return EquatableArray.Of(all);
        var last = scores[(scores.Length - 1) / NearPart];
        var near = rows.Where(row => ScoreOf(row) >= threshold && ScoreOf(row) <= last);
        return EquatableArray.Of(
            all, ReferenceRow.Of("training rows at or just above the threshold", document.Inputs, near, isDefault: false));

        double ScoreOf(double[] row) => evaluator.Evaluate(row).Outputs[0];
    }
}
