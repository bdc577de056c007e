using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
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
        foreach (var region in LabelRegion.Of(document))
        {
            var (label, sides) = (Quoted(document, region), region.Sides);
            labels++;
            var (found, undecided) = (false, false);
            for (var r = 0; r < rules.Count && !found; r++)
            {
                var rule = rules[r];
                if (rule.Witness is { } row && sides(rule.Position, geometry.SignsAt(row)).All(s => s.Holds(row)))
                {
                    found = true;
                    continue;
                }

                var needs = document.Outputs.SelectMany((_, k) => geometry.NeedsOf(rule.Position, k));
                var verdict = rule.Ask(CellQuestion.Points, geometry.Cases(rule.Known, needs), signs => sides(rule.Position, signs));
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

    private static string Quoted(RuleDocument document, LabelRegion region)
    {
        var label = $"'{VisibleText.Of(region.Label)}'";
        return document.Decision.ComparesOutputs ? label : $"{label} ({VisibleText.Of(document.Outputs[region.Output].Name)})";
    }

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
}
