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
    public static IEnumerable<PolicyResult?> Run(RuleDocument document, SupportPolicy policy)
    {
        var few = document.Rules.Select((rule, r) => (Rule: rule, Position: r))
            .Where(x => !(x.Rule.Support?.Rows >= policy.Rows)).ToArray();
        if (few.Length == 0)
            return [];
        var first = few[0].Rule;
        var rows = first.Support is { } support
            ? $"Rule {first.Id} has {support.Rows} training {(support.Rows == 1 ? "row" : "rows")}"
            : $"Rule {first.Id} does not say how many training rows it has";
        var others = few.Length > 1 ? $", and {few.Length - 1} more {(few.Length == 2 ? "has" : "have")} too few" : string.Empty;
        return
        [
            Broken(
                policy,
                $"{rows}{others}; there are to be {policy.Rows} at least for each rule.",
                few.Select(x => new Contribution(
                    DocumentPlace.At("rules", x.Position, "support", "rows"), $"the support of rule {x.Rule.Id}", Rational.One)).ToArray()),
        ];
    }

    /// <summary>There is not too much to review.</summary>
    public static IEnumerable<PolicyResult?> Run(RuleDocument document, SizePolicy policy)
    {
        yield return Size("rules", document.Rules.Count, policy.Rules);
        yield return Size("terms", document.Sums.Sum(s => s.Terms.Count), policy.Terms);
        yield return Size("points", document.Points, policy.Points);
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
