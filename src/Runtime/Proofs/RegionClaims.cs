using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Proofs;

/// <summary>Claims on the regions of the rules.</summary>
internal static class RegionClaims
{
    /// <summary>Each rule has a point inside the domain; it is kept as the rule's witness, an interior one where there is any.</summary>
    public static Claim NonEmpty(IReadOnlyList<VerifiedRule> rules)
    {
        var (findings, thin) = (new FindingList(), new List<int>());
        foreach (var rule in rules)
        {
            var verdict = OwnWitness(rule) ?? rule.Ask(CellQuestion.Interior, rule.Path);
            if (verdict.IsNone)
            {
                verdict = rule.Ask(CellQuestion.Points, rule.Path);
                rule.IsThin = verdict.Witness is not null;
                if (rule.IsThin)
                    thin.Add(rule.Id);
            }

            (rule.Witness, rule.IsEmpty) = (verdict.Witness, verdict.IsNone);
            if (rule.IsEmpty)
                findings.Refute($"Rule {rule.Id} is empty: no input inside the ranges meets its conditions.");
            else if (verdict.IsUndecided)
                findings.LeaveOpen($"Whether rule {rule.Id} is empty is not decided: {verdict.Reason}.");
        }

        var interior = "Each rule has an input inside the ranges, strictly on its side of every border that has a width.";
        var flat = $"Each rule has an input inside the ranges; rules without an interior, met only on a border: {string.Join(", ", thin)}.";
        return new Claim(
            ClaimKind.NonEmpty,
            thin.Count == 0 ? interior : flat,
            "Not every rule has an input inside the ranges.",
            findings,
            ("rules", rules.Count),
            ("interior", rules.Count(r => r.Witness is not null) - thin.Count),
            ("thin", thin.Count));
    }

    /// <summary>Each label is the answer to some input.</summary>
    public static Claim Outcomes(RuleDocument document, DocumentGeometry geometry, IReadOnlyList<VerifiedRule> rules)
    {
        var findings = new FindingList();
        var labels = 0;
        foreach (var (label, sides) in Labels(document))
        {
            labels++;
            var (found, undecided) = (false, false);
            for (var r = 0; r < rules.Count && !found; r++)
            {
                var rule = rules[r];
                if (rule.Witness is { } row && sides(rule, geometry.SignsAt(row)).All(s => s.Holds(row)))
                {
                    found = true;
                    continue;
                }

                var needs = document.Outputs.SelectMany((_, k) => geometry.NeedsOf(rule.Position, k));
                var verdict = rule.Ask(CellQuestion.Points, geometry.Cases(rule.Known, needs), signs => sides(rule, signs));
                found = verdict.Witness is not null;
                undecided |= verdict.IsUndecided;
            }

            if (!found && undecided)
                findings.LeaveOpen($"Whether any input is answered with {label} is not decided.");
            else if (!found)
                findings.Refute($"No input inside the ranges is answered with {label}.");
        }

        return new Claim(
            ClaimKind.Outcomes,
            "Each label is the answer to some input inside the ranges.",
            "A label is never the answer.",
            findings,
            ("labels", labels));
    }

    private static IEnumerable<LabelSides> Labels(RuleDocument document) =>
        document.Decision.Match(_ => [], threshold => Labels(document, threshold), argmax => Labels(argmax));

    private static IEnumerable<LabelSides> Labels(RuleDocument document, ThresholdDecision threshold)
    {
        for (var k = 0; k < threshold.Bits.Count; k++)
        {
            var (bit, output) = (threshold.Bits[k], k);
            SumSide Above(VerifiedRule rule, SignCase signs) =>
                new(signs.Output(rule.Position, output).Plus(-Rational.Parse(bit.Threshold.Text)), false);
            yield return new LabelSides(Quoted(bit.AtOrAbove, document.Outputs[k]), (rule, signs) => [Above(rule, signs)]);
            yield return new LabelSides(Quoted(bit.Below, document.Outputs[k]), (rule, signs) => [Above(rule, signs).Opposite]);
        }
    }

    private static IEnumerable<LabelSides> Labels(ArgmaxDecision argmax)
    {
        // The first of equal outputs decides, so one that stands before must be smaller: o_j − o_k < 0, one behind may be equal.
        for (var k = 0; k < argmax.Labels.Count; k++)
        {
            var label = k;
            SumSide Beats(VerifiedRule rule, SignCase signs, int j)
            {
                var (mine, other) = (signs.Output(rule.Position, label), signs.Output(rule.Position, j));
                return j < label ? new SumSide(other.Plus(-Rational.One, mine), true) : new SumSide(mine.Plus(-Rational.One, other), false);
            }

            yield return new LabelSides(
                $"'{VisibleText.Of(argmax.Labels[k])}'",
                (rule, signs) =>
                    Enumerable.Range(0, argmax.Labels.Count).Where(j => j != label).Select(j => Beats(rule, signs, j)).ToArray());
        }
    }

    private static string Quoted(string label, Output output) => $"'{VisibleText.Of(label)}' ({VisibleText.Of(output.Name)})";

    // The row that the document gives, where it is strictly on its side of every border that has a width.
    private static RowVerdict? OwnWitness(VerifiedRule rule)
    {
        if (rule.Rule.Witness is not { } given)
            return null;
        var (row, domain) = (RowDomain.ToRow(given), rule.Geometry.Domain);
        if (!domain.Contains(row))
            return null;
        var signs = rule.Geometry.SignsAt(row);
        var isInside = rule.Path.All(c => signs.IsNegative(c.Condition) == c.IsNegative
            && (c.IsNegative || !HasWidth(signs.Condition(c.Condition)) || row.Evaluate(signs.Condition(c.Condition)).Sign > 0));
        return isInside ? new RowVerdict(row, false) : null;

        bool HasWidth(ExpandedSum sum) => sum.Parts.Where((part, i) =>
            part is not null && row.Values[i].IsQuantity && domain.RangeOf(i).HasWidth && (part.Weight.Sign != 0 || part.Curve.Count > 0))
                .Any();
    }

    private sealed record LabelSides(string Label, Func<VerifiedRule, SignCase, SumSide[]> Sides);
}
