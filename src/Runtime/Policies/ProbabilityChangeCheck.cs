using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>Checks that two rows that differ in some inputs alone get probabilities that are near to each other.</summary>
/// <remarks>
/// Of log-odds: p rises by more than ε from a score s' iff the other score is above g(s') = logit(p(s') + ε), which rises with s'. For s'
/// between a and b it is above g(a) at least; where no two rows have that, there is none to break it, and where some have, they do break it
/// or the interval is halved.
/// </remarks>
internal static class ProbabilityChangeCheck
{
    // Intervals of scores that are asked about at most, and the scores beyond which a probability does not change any more.
    private const int Intervals = 256;
    private const int MostScore = 64;

    /// <summary>Checks it.</summary>
    public static IEnumerable<PolicyResult?> Run(PolicyScope scope, ProbabilityChangePolicy policy)
    {
        var where = Assumed.Of(scope, policy.Where);
        var varied = new VariedInputs(scope, where.Domain, policy.Inputs);
        var bound = Rational.Parse(policy.AtMost.Text);
        if (bound >= Rational.One || !varied.Matter(policy.Output))
            return [];
        var check = new Search(scope, policy, varied, where, bound);
        return [scope.Document.Decision.Scores == ScoreKind.Probability ? check.OfProbabilities() : check.OfLogits()];
    }

    private sealed class Search(
        PolicyScope scope, ProbabilityChangePolicy policy, VariedInputs varied, Assumed where, Rational bound)
    {
        private readonly int _output = policy.Output;

        // Clamped to [0, 1]: min(s, 1) − max(s', 0) is above the bound iff all of s − s', 1 − s' and s are.
        public PolicyResult? OfProbabilities() => Question(
            (here, there) =>
            [
                SumSide.Above(here.Plus(-Rational.One, there), bound),
                SumSide.Above(there.Times(-Rational.One), bound - Rational.One),
                SumSide.Above(here, bound),
            ],
            rows => Clamp(rows[0][_output]) - Clamp(rows[1][_output]) > bound,
            IsApart).Ask(scope, policy, where);

        public PolicyResult? OfLogits()
        {
            if (bound.Sign > 0 && IsWithin(2 * Enclosure.OfLogarithm((Rational.One + bound) / (Rational.One - bound)).Lower))
                return null;
            var open = new Queue<(Rational? From, Rational? To)>();
            open.Enqueue((null, -MostScore));
            open.Enqueue((-MostScore, MostScore));
            open.Enqueue((MostScore, null));
            for (var asked = 0; open.Count > 0; asked++)
            {
                var (from, to) = open.Dequeue();
                // The lower bound of the probability that the score starts from.
                var least = (from is { } f ? Enclosure.OfLogistic(f).Lower : Rational.Zero) + bound;
                if (least >= Rational.One)
                    continue;
                var above = least.Sign == 0 ? (Rational?)null : Enclosure.OfLogit(least).Lower;
                var question = OfLogits(from, to, above);
                var isLast = scope.Work.IsExhausted;
                var (isNone, undecided) = (true, (RowVerdict?)null);
                foreach (var verdict in question.Search(scope, where))
                {
                    isNone = false;
                    if (verdict.Witness is not { } joint)
                        undecided = verdict;
                    else if (question.Breach.Exactly(varied.Rows.RowsOf(joint).Select(scope.Outputs).ToArray()))
                        return question.Refuted(scope, policy, where, joint);
                }

                if (isNone)
                    continue;
                // What is not decided at once may be in parts, but not where there was neither work nor a kept proof for the whole.
                if (asked >= Intervals || from is null || to is null || isLast)
                {
                    return undecided is not null
                        ? RowQuestion.Undecided(policy, undecided)
                        : new PolicyResult(
                            policy,
                            Verdict.Undecided,
                            "It is not decided whether the policy holds: the probabilities come too near to the bound.");
                }

                var middle = (from.Value + to.Value) / 2;
                open.Enqueue((from, middle));
                open.Enqueue((middle, to));
            }

            return null;
        }

        // Scores that are d apart give probabilities that are at most tanh(d / 4) apart: ε, for d = 2 ln((1 + ε) / (1 − ε)).
        private bool IsWithin(Rational apart) => !Question(
            (here, there) => [SumSide.Above(here.Plus(-Rational.One, there), apart)],
            _ => false,
            _ => false).Search(scope, where).Any();

        private RowQuestion OfLogits(Rational? from, Rational? to, Rational? above) => Question(
            (here, there) =>
            [
                .. from is { } f ? [new SumSide(there.Plus(-f), false)] : Array.Empty<SumSide>(),
                .. to is { } t ? [new SumSide(there.Times(-Rational.One).Plus(t), false)] : Array.Empty<SumSide>(),
                .. above is { } a ? [SumSide.Above(here, a)] : Array.Empty<SumSide>(),
                SumSide.Above(here.Plus(-Rational.One, there), Rational.Zero),
            ],
            rows => Enclosure.OfLogistic(rows[0][_output]).Lower - Enclosure.OfLogistic(rows[1][_output]).Upper > bound,
            IsApart);

        private bool IsApart(double[][] rows)
        {
            var probabilities = rows.Select(outputs => scope.Evaluator.Probabilities(outputs)[_output]).ToArray();
            return Breach.IsBeyond(probabilities[0] - probabilities[1], bound, 1);
        }

        private RowQuestion Question(
            Func<ExpandedSum, ExpandedSum, SumSide[]> sides,
            Func<Rational[][], bool> exactly,
            Func<double[][], bool> computed) => new(
                varied.Rows,
                [_output],
                cases => [sides(cases[0].Output(_output), cases[1].Output(_output))],
                new Breach(exactly, computed),
                rows => $"The probability changes by more than {policy.AtMost.Text}: "
                    + $"{VisibleText.Of(scope.Document.Outputs[_output].Name)} is {RowWords.Shortened(rows[0][_output], string.Empty)} and "
                    + $"{RowWords.Shortened(rows[1][_output], string.Empty)} where {varied.Words} alone "
                    + (policy.Inputs.Count > 1 ? "differ:" : "differs:"),
                _ => [(0, _output, 1), (1, _output, -1)])
            {
                CanDiffer = varied.CanDiffer,
            };

        private static Rational Clamp(Rational s) => s.Sign < 0 ? Rational.Zero : s > Rational.One ? Rational.One : s;
    }
}
