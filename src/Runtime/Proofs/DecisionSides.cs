using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Proofs;

/// <summary>Where a row gets a label, as sides of sums of its outputs.</summary>
internal static class DecisionSides
{
    /// <summary>Where an output is at or above its threshold, or below it.</summary>
    /// <param name="bit">The threshold.</param>
    /// <param name="output">The output.</param>
    /// <param name="isReached">Whether at or above.</param>
    public static SumSide OfThreshold(ThresholdBit bit, ExpandedSum output, bool isReached) =>
        new(output.Plus(-Rational.Parse(bit.Threshold.Text)), Negative: !isReached);

    /// <summary>
    /// Where one of two outputs wins: the larger one, of equal ones the first, so that one that stands before it must be smaller.
    /// </summary>
    /// <param name="winner">The position of the one.</param>
    /// <param name="loser">The position of the other.</param>
    /// <param name="output">The sum of an output.</param>
    public static SumSide Wins(int winner, int loser, Func<int, ExpandedSum> output) => winner > loser
        ? new SumSide(output(loser).Plus(-Rational.One, output(winner)), Negative: true)
        : new SumSide(output(winner).Plus(-Rational.One, output(loser)), Negative: false);

    /// <summary>Where an output wins over all others.</summary>
    /// <param name="winner">The position of the output.</param>
    /// <param name="count">How many outputs there are.</param>
    /// <param name="output">The sum of an output.</param>
    public static IEnumerable<SumSide> WinsAll(int winner, int count, Func<int, ExpandedSum> output) =>
        Enumerable.Range(0, count).Where(k => k != winner).Select(k => Wins(winner, k, output));

    /// <summary>The first of the largest outputs.</summary>
    /// <param name="outputs">The outputs.</param>
    public static int Winner(IReadOnlyList<Rational> outputs) =>
        Enumerable.Range(0, outputs.Count).Aggregate((best, k) => outputs[k] > outputs[best] ? k : best);
}
