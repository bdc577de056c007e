using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

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
            SumSide Above(int rule, SignCase signs) =>
                new(signs.Output(rule, output).Plus(-Rational.Parse(bit.Threshold.Text)), false);
            yield return new LabelRegion(output, bit.AtOrAbove, (rule, signs) => [Above(rule, signs)]);
            yield return new LabelRegion(output, bit.Below, (rule, signs) => [Above(rule, signs).Opposite]);
        }
    }

    private static IEnumerable<LabelRegion> Of(ArgmaxDecision argmax)
    {
        // The first of equal outputs decides, so one that stands before must be smaller: o_j − o_k < 0, one behind may be equal.
        for (var k = 0; k < argmax.Labels.Count; k++)
        {
            var label = k;
            SumSide Beats(int rule, SignCase signs, int j)
            {
                var (mine, other) = (signs.Output(rule, label), signs.Output(rule, j));
                return j < label ? new SumSide(other.Plus(-Rational.One, mine), true) : new SumSide(mine.Plus(-Rational.One, other), false);
            }

            yield return new LabelRegion(
                label,
                argmax.Labels[k],
                (rule, signs) =>
                    Enumerable.Range(0, argmax.Labels.Count).Where(j => j != label).Select(j => Beats(rule, signs, j)).ToArray());
        }
    }
}
