using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

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
            var sides = rule.Path.Select(rule.SideOf).ToArray();
            var verdict = OwnWitness(rule, sides) ?? rule.Ask(CellQuestion.Interior, sides);
            if (verdict.Certificate is not null)
            {
                verdict = rule.Ask(CellQuestion.Points, sides);
                rule.IsThin = verdict.Witness is not null;
                if (rule.IsThin)
                    thin.Add(rule.Id);
            }

            (rule.Witness, rule.IsEmpty) = (verdict.Witness, verdict.Certificate is not null);
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
        foreach (var (label, sides) in Labels(document, geometry))
        {
            labels++;
            var (found, undecided) = (false, false);
            for (var r = 0; r < rules.Count && !found; r++)
            {
                var claim = new CellClaim(geometry.Box, sides(rules[r].Rule), CellQuestion.Points);
                if (rules[r].Witness is { } witness && CertificateChecker.IsWitness(claim, witness))
                {
                    found = true;
                    continue;
                }

                var verdict = rules[r].Ask(CellQuestion.Points, rules[r].Path.Select(rules[r].SideOf).Concat(claim.Sides));
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

    private static IEnumerable<(string Label, Func<Rule, Side[]> Sides)> Labels(RuleDocument document, DocumentGeometry geometry) =>
        document.Decision.Match(
            _ => [], threshold => Labels(document, threshold, geometry), argmax => Labels(document, argmax, geometry));

    private static IEnumerable<(string Label, Func<Rule, Side[]> Sides)> Labels(
        RuleDocument document, ThresholdDecision threshold, DocumentGeometry geometry)
    {
        for (var k = 0; k < threshold.Bits.Count; k++)
        {
            var (bit, output) = (threshold.Bits[k], k);
            Side[] Above(Rule rule) => [new Side(geometry.Express(document.Whole(rule)[output], constant: bit.Threshold), false)];
            yield return (Quoted(bit.AtOrAbove, document.Outputs[k]), Above);
            yield return (Quoted(bit.Below, document.Outputs[k]), rule => [Above(rule)[0].Opposite]);
        }
    }

    private static IEnumerable<(string Label, Func<Rule, Side[]> Sides)> Labels(
        RuleDocument document, ArgmaxDecision argmax, DocumentGeometry geometry)
    {
        // The first of equal outputs decides, so one that stands before must be smaller: o_j − o_k < 0, one behind may be equal.
        for (var k = 0; k < argmax.Labels.Count; k++)
        {
            var label = k;
            Side Beats(Rule rule, int j) => j < label
                ? new Side(geometry.Express(document.Whole(rule)[j], document.Whole(rule)[label]), true)
                : new Side(geometry.Express(document.Whole(rule)[label], document.Whole(rule)[j]), false);
            yield return (
                $"'{VisibleText.Of(argmax.Labels[k])}'",
                rule => Enumerable.Range(0, argmax.Labels.Count).Where(j => j != label).Select(j => Beats(rule, j)).ToArray());
        }
    }

    private static string Quoted(string label, Output output) => $"'{VisibleText.Of(label)}' ({VisibleText.Of(output.Name)})";

    private static CellVerdict? OwnWitness(VerifiedRule rule, Side[] sides)
    {
        if (rule.Rule.Witness is not { } given)
            return null;
        var x = DocumentGeometry.ToPoint(given);
        var claim = new CellClaim(rule.Geometry.Box, sides, CellQuestion.Interior);
        return CertificateChecker.IsWitness(claim, x) ? new CellVerdict(x, null) : null;
    }
}
