using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>Checks that outputs do not jump far where a quantity changes.</summary>
internal static class JumpCheck
{
    /// <summary>Checks it.</summary>
    public static IEnumerable<PolicyResult?> Run(PolicyScope scope, JumpPolicy policy)
    {
        var where = Assumed.Of(scope, policy.Where);
        var most = Rational.Parse(policy.AtMost.Text);
        return policy.Outputs.SelectMany(k => Curves(k).Concat(Borders(k)));

        // At a point where a curve jumps: what a row gives, and what it gives just below.
        IEnumerable<PolicyResult?> Curves(int output) => JumpsOf(scope).SelectMany(jump => new[] { 1, -1 }.Select(sign => Question(
            JointRows.AtAndBelow(where.Domain, jump.Input, jump.At),
            output,
            sign,
            $"at {VisibleText.Of(scope.Document.Inputs[jump.Input].Name)} = {RowWords.Shortened(jump.At, string.Empty)}:",
            new VariedInputs(scope, where.Domain, EquatableArray.Of(jump.Input))).Ask(scope, policy, where)));

        // Where two rules meet: what conditions add is 0 at their borders, so that rules can differ there only in what is their own.
        IEnumerable<PolicyResult?> Borders(int output) =>
            from a in scope.Rules
            from b in scope.Rules
            where a.Position < b.Position && !Equals(a.Rule.Own[output], b.Rule.Own[output])
            from sign in new[] { 1, -1 }
            select Border(a, b, output, sign);

        PolicyResult? Border(VerifiedRule a, VerifiedRule b, int output, int sign)
        {
            if (RuleBorder.Between(scope.Geometry, a, b, output) is not { } borders)
                return new PolicyResult(
                    policy, Verdict.Undecided, $"It is not decided how far {Name(output)} jumps: there are too many cases.");
            PolicyResult? undecided = null;
            foreach (var border in borders)
            {
                var region = border.Regions(Rational.Zero)[sign > 0 ? 0 : 1];
                var verdict = scope.Work.Ask(new RowClaim(
                    where.Domain, [.. region.Sides, .. where.Left, SumSide.Above(region.Sum, most)], CellQuestion.Points));
                if (verdict.IsNone)
                    continue;
                if (verdict.Witness is not { } row || Across(row, border, output) is not { } sides)
                {
                    undecided = new PolicyResult(policy, Verdict.Undecided, $"It is not decided how far {Name(output)} jumps between "
                        + $"rules {a.Id} and {b.Id}: {verdict.Reason ?? "no two rows near the border show it"}.");
                    continue;
                }

                var apart = Apart(sides.Row.Values[sides.Input], sides.Other);
                var question = Question(
                    JointRows.Differing(scope.Geometry.Domain, [sides.Input]),
                    output,
                    (scope.Outputs(sides.Row)[output] - scope.Outputs(sides.Row.With(sides.Input, sides.Other))[output]).Sign,
                    $"where rules {a.Id} and {b.Id} meet:",
                    null) with
                { Accepts = rows => Apart(rows[0].Values[sides.Input], rows[1].Values[sides.Input]) <= apart };
                return question.Refuted(scope, policy, where, new ExactRow([.. sides.Row.Values, sides.Other]));
            }

            return undecided;
        }

        // A row next to the border on either side, the one number that takes it over, and the number on the other side.
        (ExactRow Row, int Input, ExactValue Other)? Across(ExactRow row, RuleBorder border, int output)
        {
            foreach (var input in border.Crossing(row))
            {
                var range = scope.Geometry.Domain.RangeOf(input);
                var step = (range.Upper - range.Lower) * Extremum.Tolerance;
                var (low, high) = (row.Values[input].Quantity - step, row.Values[input].Quantity + step);
                if (low < range.Lower)
                    low = row.Values[input].Quantity;
                if (high > range.Upper)
                    high = row.Values[input].Quantity;
                var first = row.With(input, ExactValue.Of(low));
                var change = scope.Outputs(first)[output] - scope.Outputs(row.With(input, ExactValue.Of(high)))[output];
                if (change > most || -change > most)
                    return (first, input, ExactValue.Of(high));
            }

            return null;
        }

        RowQuestion Question(JointRows rows, int output, int sign, string at, VariedInputs? varied) => new(
            rows,
            [output],
            cases => [[SumSide.Above(cases[0].Output(output).Plus(-Rational.One, cases[1].Output(output)).Times(sign), most)]],
            new Breach(
                outputs => sign * (outputs[0][output] - outputs[1][output]) > most,
                outputs => Breach.IsBeyond(sign * (outputs[0][output] - outputs[1][output]), most, 1)),
            outputs => $"{Name(output)} jumps from {RowWords.Shortened(outputs[1][output], string.Empty)} to "
                + $"{RowWords.Shortened(outputs[0][output], string.Empty)} {at}",
            _ => [(0, output, sign), (1, output, -sign)])
        {
            CanDiffer = varied?.CanDiffer,
        };

        string Name(int output) => VisibleText.Of(scope.Document.Outputs[output].Name);
    }

    private static Rational Apart(ExactValue one, ExactValue other)
    {
        var apart = one.Quantity - other.Quantity;
        return apart.Sign < 0 ? -apart : apart;
    }

    private static IEnumerable<(int Input, Rational At)> JumpsOf(PolicyScope scope) =>
        scope.Document.Sums.SelectMany(s => s.Terms).SelectMany(term => term.Match(_ => [], _ => [], curve => curve.Curve.Points
            .Where(p => p.IsJump).Select(p => (curve.Input, At: Rational.Parse(p.X.Text)))))
            .Where(j => j.At > scope.Geometry.Domain.RangeOf(j.Input).Lower && j.At <= scope.Geometry.Domain.RangeOf(j.Input).Upper)
            .Distinct();
}
