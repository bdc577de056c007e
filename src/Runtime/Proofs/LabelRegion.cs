using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs;

/// <summary>Where a label is the answer.</summary>
/// <param name="Output">The position of the output that decides on the label, or of the largest one.</param>
/// <param name="Label">The label.</param>
/// <param name="Sides">Given the position of a rule and a case of it, the sides of sums on which the label is the answer.</param>
internal sealed record LabelRegion(int Output, string Label, Func<int, SignCase, SumSide[]> Sides)
{
    /// <summary>The labels of a document.</summary>
    /// <param name="document">The document.</param>
    /// <returns>Of each threshold the label at or above it, then the one below it; of argmax the labels in order; of values none.</returns>
    public static IEnumerable<LabelRegion> Of(RuleDocument document) => document.Decision.Match(_ => [], Of, Of);

    private static IEnumerable<LabelRegion> Of(ThresholdDecision threshold)
    {
        for (var k = 0; k < threshold.Bits.Count; k++)
        {
            var (bit, output) = (threshold.Bits[k], k);
            SumSide On(int rule, SignCase signs, bool isReached) =>
                DecisionSides.OfThreshold(bit, signs.Output(rule, output), isReached);
            yield return new LabelRegion(output, bit.AtOrAbove, (rule, signs) => [On(rule, signs, isReached: true)]);
            yield return new LabelRegion(output, bit.Below, (rule, signs) => [On(rule, signs, isReached: false)]);
        }
    }

    private static IEnumerable<LabelRegion> Of(ArgmaxDecision argmax) => argmax.Labels.Select((text, label) => new LabelRegion(
        label, text, (rule, signs) => DecisionSides.WinsAll(label, argmax.Labels.Count, k => signs.Output(rule, k)).ToArray()));
}
