using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>Checks that outputs stay in bounds a little beyond the ranges.</summary>
internal static class ExtrapolationCheck
{
    /// <summary>Checks it.</summary>
    public static IEnumerable<PolicyResult?> Run(PolicyScope scope, ExtrapolationPolicy policy)
    {
        var beyond = Rational.Parse(policy.Beyond.Text);
        var wide = scope.With(
            scope.Document.Inputs.Select(input => input.Match(number => Widened(number, beyond), category => category)).ToEquatableArray(),
            policy.Name + ", beyond the ranges");
        return policy.Outputs.SelectMany(k => Run(scope, wide, policy, k));
    }

    private static IEnumerable<PolicyResult?> Run(PolicyScope scope, PolicyScope wide, ExtrapolationPolicy policy, int output)
    {
        if (Largest(scope, output, 1) is not { Reached: { } high } || Largest(scope, output, -1) is not { Reached: { } minusLow })
        {
            yield return new PolicyResult(policy, Verdict.Undecided, "It is not decided which values the output has inside the ranges.");
            yield break;
        }

        // Values that are reached: the bounds are no wider than they may be.
        var (middle, half) = ((high - minusLow) / 2, (high + minusLow) / 2);
        var most = half * Rational.Parse(policy.Factor.Text);
        foreach (var sign in new[] { 1, -1 })
        {
            var limit = middle + (sign * most);
            yield return new RowQuestion(
                JointRows.One(wide.Geometry.Domain),
                [output],
                cases => [[SumSide.Above(cases[0].Output(output).Times(sign), sign * limit)]],
                new Breach(rows => (rows[0][output] - limit).Sign == sign, rows => Breach.IsBeyond(rows[0][output], limit, sign)),
                outputs => $"Beyond the ranges {VisibleText.Of(scope.Document.Outputs[output].Name)} is "
                    + $"{RowWords.Shortened(outputs[0][output], string.Empty)}, inside them from "
                    + $"{RowWords.Shortened(-minusLow, string.Empty)} to {RowWords.Shortened(high, string.Empty)},",
                _ => [(0, output, sign)]).Ask(wide, policy, Assumed.Of(wide, EquatableArray<Assumption>.Empty));
        }
    }

    private static UpperBound? Largest(PolicyScope scope, int output, int sign)
    {
        var regions = new List<SumRegion>();
        foreach (var rule in scope.Rules)
        {
            if (rule.CasesFor(output) is not { } cases)
                return null;
            regions.AddRange(cases.Select(signs => new SumRegion(signs.Sides, signs.Output(rule.Position, output).Times(sign))));
        }

        return Extremum.Largest(scope.Geometry.Domain, scope.Work, regions);
    }

    private static Input Widened(NumberInput number, Rational beyond)
    {
        var (from, to) = (Rational.Parse(number.Minimum.Text), Rational.Parse(number.Maximum.Text));
        var more = beyond * (to - from);
        return number with { Minimum = Round(from - more), Maximum = Round(to + more) };
    }

    // To the double, which any number of a row is; no range is wider than doubles are.
    private static Number Round(Rational value) =>
        Number.From(System.Math.Max(-double.MaxValue, System.Math.Min(double.MaxValue, value.ToDouble())));
}
