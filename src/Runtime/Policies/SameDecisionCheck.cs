using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>Checks that two rows that differ in some inputs alone get the same answer.</summary>
internal static class SameDecisionCheck
{
    /// <summary>Checks it.</summary>
    public static IEnumerable<PolicyResult?> Run(PolicyScope scope, SameDecisionPolicy policy)
    {
        var document = scope.Document;
        var where = Assumed.Of(scope, policy.Where);
        var varied = new VariedInputs(scope, where.Domain, policy.Inputs);
        var outputs = Enumerable.Range(0, document.Outputs.Count).ToArray();
        if (!outputs.Any(varied.Matter))
            return [];
        return document.Decision.Match(
            _ => outputs.Select(OfValue),
            threshold => outputs.Select(k => OfThreshold(threshold.Bits[k], k)),
            argmax => outputs.SelectMany(
                winner => outputs.Where(other => other != winner).Select(other => OfLabels(argmax, winner, other))));

        PolicyResult? OfValue(int k) => Ask(
            [k],
            (here, there) => [SumSide.Above(here(k).Plus(-Rational.One, there(k)), Rational.Zero)],
            new Breach(rows => rows[0][k] > rows[1][k], rows => rows[0][k] > rows[1][k]),
            rows => $"{VisibleText.Of(document.Outputs[k].Name)} is {RowWords.Shortened(rows[0][k], string.Empty)} and "
                + $"{RowWords.Shortened(rows[1][k], string.Empty)}",
            [(0, k, 1), (1, k, -1)]);

        PolicyResult? OfThreshold(ThresholdBit bit, int k)
        {
            var limit = Rational.Parse(bit.Threshold.Text);
            return Ask(
                [k],
                (here, there) => [DecisionSides.OfThreshold(bit, here(k), true), DecisionSides.OfThreshold(bit, there(k), false)],
                new Breach(
                    rows => rows[0][k] >= limit && rows[1][k] < limit, rows => bit.IsReached(rows[0][k]) && !bit.IsReached(rows[1][k])),
                _ => Answers(bit.AtOrAbove, bit.Below),
                [(0, k, 1), (1, k, -1)]);
        }

        PolicyResult? OfLabels(ArgmaxDecision argmax, int winner, int other) => Ask(
            outputs,
            (here, there) =>
                [.. DecisionSides.WinsAll(winner, outputs.Length, here), .. DecisionSides.WinsAll(other, outputs.Length, there)],
            new Breach(
                rows => DecisionSides.Winner(rows[0]) == winner && DecisionSides.Winner(rows[1]) == other,
                rows => argmax.Classify(rows[0]) == winner && argmax.Classify(rows[1]) == other),
            _ => Answers(argmax.Labels[winner], argmax.Labels[other]),
            [(0, winner, 1), (1, winner, -1), (0, other, -1), (1, other, 1)]);

        string Answers(string first, string second) => $"The answer is '{VisibleText.Of(first)}' and '{VisibleText.Of(second)}'";

        PolicyResult? Ask(
            int[] needed,
            Func<Func<int, ExpandedSum>, Func<int, ExpandedSum>, SumSide[]> sides,
            Breach breach,
            Func<Rational[][], string> tell,
            (int, int, int)[] against) => new RowQuestion(
                varied.Rows,
                needed,
                cases => [sides(cases[0].Output, cases[1].Output)],
                breach,
                rows => tell(rows) + $" where {varied.Words} alone {(policy.Inputs.Count > 1 ? "differ" : "differs")}:",
                _ => against)
            {
                CanDiffer = varied.CanDiffer,
            }.Ask(scope, policy, where);
    }
}
