using System.Collections.Generic;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>Checks that an output, or a probability, lies between two values.</summary>
internal static class RangeCheck
{
    /// <summary>Checks it.</summary>
    public static IEnumerable<PolicyResult?> Run(PolicyScope scope, RangePolicy policy)
    {
        var where = Assumed.Of(scope, policy.Where);
        if (policy.AtMost is { } most)
            yield return Ask(most, 1);
        if (policy.AtLeast is { } least)
            yield return Ask(least, -1);

        // Too large where sign is 1, too small where it is −1.
        PolicyResult? Ask(Number bound, int sign)
        {
            var given = Rational.Parse(bound.Text);
            if (!policy.IsProbability)
                return Beyond(given, given, sign, bound.Text, isProbability: false);
            // A probability of 1 is never passed, and one of 0 is never fallen short of.
            if (given == (sign > 0 ? Rational.One : Rational.Zero))
                return null;
            if (scope.Document.Decision.Scores == ScoreKind.Probability)
                return Beyond(given, given, sign, bound.Text, isProbability: true);
            // Nothing is as small as probability 0, nor as large as 1: every score is beyond.
            if (given.Sign == 0 || given == Rational.One)
                return Always(sign, bound.Text);
            var (lower, upper) = Enclosure.OfLogit(given);
            return Beyond(sign > 0 ? lower : upper, sign > 0 ? upper : lower, sign, bound.Text, isProbability: true);
        }

        // What is not beyond the inner limit is in range; what is beyond the outer one is not.
        PolicyResult? Beyond(Rational inner, Rational outer, int sign, string bound, bool isProbability) => Question(
            inner,
            new Breach(
                rows => (rows[0][policy.Output] - outer).Sign == sign,
                rows => Breach.IsBeyond(rows[0][policy.Output], outer, sign)),
            sign,
            bound,
            isProbability);

        PolicyResult? Always(int sign, string bound) => Question(null, new Breach(_ => true, _ => true), sign, bound, isProbability: true);

        PolicyResult? Question(Rational? limit, Breach breach, int sign, string bound, bool isProbability) => new RowQuestion(
            JointRows.One(where.Domain),
            [policy.Output],
            cases => limit is { } l ? [[SumSide.Above(cases[0].Output(policy.Output).Times(sign), sign * l)]] : [[]],
            breach,
            outputs => $"{VisibleText.Of(scope.Document.Outputs[policy.Output].Name)} is "
                + RowWords.Shortened(outputs[0][policy.Output], string.Empty)
                + (isProbability ? ", a probability " : ", ") + (sign > 0 ? "above " : "below ") + bound,
            _ => [(0, policy.Output, sign)]).Ask(scope, policy, where);
    }
}
