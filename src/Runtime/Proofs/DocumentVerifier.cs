using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Proofs;

/// <summary>Proves what a rule document claims about its rules, in exact arithmetic over the digits that stand in it.</summary>
public static class DocumentVerifier
{
    /// <summary>Checks all claims.</summary>
    /// <param name="document">The document.</param>
    /// <param name="limit">How much work they may take; null as much as it takes.</param>
    /// <param name="cancellation">Ends the checks.</param>
    /// <returns>The claims, those on the tree first; the others are made only of a tree that is total.</returns>
    /// <exception cref="System.OperationCanceledException">The checks were cancelled.</exception>
    public static IReadOnlyList<Claim> Verify(
        RuleDocument document, ProofLimit? limit = null, CancellationToken cancellation = default)
    {
        var work = new ProofWork(limit ?? ProofLimit.None, cancellation);
        var conditions = RuleConditions.Of(document);
        var claims = new List<Claim> { Total(document, conditions) };
        if (!claims[0].Holds)
            return claims;

        var geometry = new DocumentGeometry(document);
        var rules = document.Rules.Select((rule, r) => new VerifiedRule(document, geometry, r, conditions.Paths[r]!, work)).ToArray();
        claims.Add(RegionClaims.NonEmpty(rules));
        if (document.Rules.Any(r => r.Witness is not null))
            claims.Add(Witnesses(document, geometry));
        claims.Add(ListClaims.Implied(rules));
        claims.Add(ListClaims.Irredundant(rules));
        claims.Add(ListClaims.Covers(rules));
        if (document.Decision is ClassDecision)
            claims.Add(RegionClaims.Outcomes(document, geometry, rules));
        if (document.Rules.All(r => r.Support is not null))
            claims.Add(SupportClaim.Of(document));
        return claims;
    }

    // The types leave no node without two sides; what is left to go wrong is which rules stand at the leaves.
    private static Claim Total(RuleDocument document, RuleConditions conditions)
    {
        var failures = document.Rules.Select((rule, r) => (rule.Id, Leaves: conditions.Leaves[r])).Where(r => r.Leaves != 1)
            .Select(r => r.Leaves == 0 ? $"Rule {r.Id} stands nowhere in the tree." : $"Rule {r.Id} stands at {r.Leaves} places of the tree.")
            .Concat(conditions.Repeated.Select(r => $"A condition is tested twice on the path of rule {document.Rules[r].Id}.")).ToArray();
        var leaves = conditions.Leaves.Sum();
        return Claim.Of(
            "total",
            "Every input takes exactly one way through the tree, to exactly one rule.",
            "The tree is no partition into the rules.",
            failures,
            ("nodes", leaves - 1),
            ("leaves", leaves));
    }

    private static Claim Witnesses(RuleDocument document, DocumentGeometry geometry)
    {
        var evaluator = new RuleEvaluator(document);
        var failures = new List<string>();
        var given = 0;
        for (var r = 0; r < document.Rules.Count; r++)
        {
            if (document.Rules[r].Witness is not { } witness)
                continue;
            given++;
            var (id, x) = (document.Rules[r].Id, DocumentGeometry.ToPoint(witness));
            var evaluated = evaluator.Evaluate(witness.Select(v => v is NumberValue n ? n.Value.Value : ((CategoryValue)v).Category).ToArray()).RuleIndex;
            if (!CertificateChecker.Contains(geometry.Box, x))
                failures.Add($"The witness of rule {id} is outside the inputs' ranges.");
            else if (geometry.FindRule(x) != r)
                failures.Add($"The witness of rule {id} falls into rule {document.Rules[geometry.FindRule(x)].Id}.");
            else if (evaluated != r)
                failures.Add($"The witness of rule {id} is so near to a border that double precision takes it to rule {document.Rules[evaluated].Id}.");
        }

        return Claim.Of(
            "witnesses",
            "The witnesses in the document fall into their rules, in exact arithmetic and as the rules are evaluated.",
            "A witness in the document does not fall into its rule.",
            failures,
            ("given", given));
    }
}
