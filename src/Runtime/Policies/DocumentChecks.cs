using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>Checks that take no row: what stands in the document breaks the policy, or does not.</summary>
internal static class DocumentChecks
{
    private const int MostBlames = 3;

    /// <summary>No sum reads an input.</summary>
    public static IEnumerable<PolicyResult?> Run(RuleDocument document, ForbiddenInputPolicy policy) => policy.Inputs.Select(name =>
    {
        var input = document.Inputs.ToList().FindIndex(i => i.Name == name);
        var uses = Sums(document).Where(s => s.Sum.Terms.Any(t => t.Input == input))
            .Select(s => new Contribution(s.Place.Then("weights", name), $"what '{VisibleText.Of(name)}' adds in {s.Words}", Rational.One))
            .ToArray();
        return uses.Length == 0
            ? null
            : Broken(
                policy,
                $"'{VisibleText.Of(name)}' is used in {uses.Length} {(uses.Length == 1 ? "sum" : "sums")}.",
                uses);
    });

    /// <summary>Each rule has so many training rows.</summary>
    public static IEnumerable<PolicyResult?> Run(RuleDocument document, SupportPolicy policy) => document.Rules.Select((rule, r) =>
        rule.Support is { } support && support.Rows >= policy.Rows
            ? null
            : Broken(
                policy,
                rule.Support is { } few
                    ? $"Rule {rule.Id} has {few.Rows} training {(few.Rows == 1 ? "row" : "rows")}; it is to have {policy.Rows} at least."
                    : $"Rule {rule.Id} does not say how many training rows it has; it is to have {policy.Rows} at least.",
                [new Contribution(DocumentPlace.At("rules", r, "support", "rows"), $"the support of rule {rule.Id}", Rational.One)]));

    /// <summary>There is not too much to review.</summary>
    public static IEnumerable<PolicyResult?> Run(RuleDocument document, SizePolicy policy)
    {
        var sums = document.Sums.ToArray();
        yield return Size("rules", document.Rules.Count, policy.Rules);
        yield return Size("terms", sums.Sum(s => s.Terms.Count), policy.Terms);
        yield return Size(
            "points", sums.Sum(s => s.Terms.Sum(term => term.Match(_ => 0, _ => 0, curve => curve.Curve.Points.Count))), policy.Points);
        yield return Size("numbers to review", ReviewedNumbers.Count(document), policy.Numbers);

        PolicyResult? Size(string what, int count, int? most) => most is { } limit && count > limit
            ? Broken(
                policy,
                $"There are {count} {what}; there are to be {limit} at most.",
                [new Contribution(DocumentPlace.At("rules"), "the rules", Rational.One)])
            : null;
    }

    private static PolicyResult Broken(Policy policy, string text, Contribution[] blames) =>
        new(policy, Verdict.Refuted, text) { IsComputed = true, Contributions = blames.Take(MostBlames).ToArray() };

    private static IEnumerable<(Expression Sum, DocumentPlace Place, string Words)> Sums(RuleDocument document)
    {
        for (var c = 0; c < document.Conditions.Count; c++)
        {
            yield return (
                document.Conditions[c].Expression,
                DocumentPlace.At("conditions", c, "expression"),
                $"condition {document.Conditions[c].Id}");
        }

        for (var k = 0; k < document.Outputs.Count; k++)
        {
            if (document.CommonOf(k) is { } common)
                yield return (common, DocumentPlace.At("common", k), "the common part");
        }

        for (var r = 0; r < document.Rules.Count; r++)
        {
            for (var k = 0; k < document.Outputs.Count; k++)
            {
                if (document.Rules[r].Own[k] is { } own)
                    yield return (own, DocumentPlace.At("rules", r, "expressions", k), $"rule {document.Rules[r].Id}");
            }
        }
    }
}
