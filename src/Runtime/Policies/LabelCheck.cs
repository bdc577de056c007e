using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>Checks that a label is never, or always, the answer.</summary>
internal static class LabelCheck
{
    /// <summary>Checks it.</summary>
    public static IEnumerable<PolicyResult?> Run(PolicyScope scope, LabelPolicy policy)
    {
        var where = Assumed.Of(scope, policy.Where);
        return scope.Document.Decision.Match(
            _ => [],
            threshold => [OfThreshold(threshold.Bits[policy.Output])],
            argmax => policy.IsAlways ? Always(argmax) : [Never(argmax)]);

        PolicyResult? OfThreshold(ThresholdBit bit)
        {
            var limit = Rational.Parse(bit.Threshold.Text);
            // The label that breaks it: the named one where it is never to be the answer, else the other.
            var isReached = (policy.Label == 1) != policy.IsAlways;
            return Ask(
                [policy.Output],
                output => [[DecisionSides.OfThreshold(bit, output(policy.Output), isReached)]],
                new Breach(
                    rows => rows[0][policy.Output] >= limit == isReached,
                    rows => bit.IsReached(rows[0][policy.Output]) == isReached),
                isReached ? bit.AtOrAbove : bit.Below,
                _ => [(0, policy.Output, isReached ? 1 : -1)]);
        }

        PolicyResult? Never(ArgmaxDecision argmax) => Ask(
            All(argmax),
            output => [DecisionSides.WinsAll(policy.Label, argmax.Labels.Count, output)],
            new Breach(
                rows => DecisionSides.Winner(rows[0]) == policy.Label, rows => argmax.Classify(rows[0]) == policy.Label),
            argmax.Labels[policy.Label],
            outputs => Lead(policy.Label, Enumerable.Range(0, argmax.Labels.Count).Where(k => k != policy.Label)
                .Aggregate((best, k) => outputs[0][k] > outputs[0][best] ? k : best)));

        IEnumerable<PolicyResult?> Always(ArgmaxDecision argmax) => All(argmax).Where(other => other != policy.Label).Select(other => Ask(
            All(argmax),
            output => [DecisionSides.WinsAll(other, argmax.Labels.Count, output)],
            new Breach(rows => DecisionSides.Winner(rows[0]) == other, rows => argmax.Classify(rows[0]) == other),
            argmax.Labels[other],
            _ => Lead(other, policy.Label)));

        PolicyResult? Ask(
            int[] outputs,
            Func<Func<int, ExpandedSum>, IEnumerable<IEnumerable<SumSide>>> sides,
            Breach breach,
            string answer,
            Func<Rational[][], IEnumerable<(int, int, int)>> against) => new RowQuestion(
                JointRows.One(where.Domain),
                outputs,
                cases => sides(cases[0].Output),
                breach,
                _ => $"The answer is '{VisibleText.Of(answer)}'",
                against).Ask(scope, policy, where);
    }

    private static int[] All(ArgmaxDecision argmax) => Enumerable.Range(0, argmax.Labels.Count).ToArray();

    private static IEnumerable<(int Row, int Output, int Sign)> Lead(int winner, int loser) => [(0, winner, 1), (0, loser, -1)];
}
