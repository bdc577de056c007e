using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Proofs;

/// <summary>Proves what a rule document claims about its rules, in exact arithmetic over the digits that stand in it.</summary>
public static class DocumentVerifier
{
    /// <summary>Checks in exact arithmetic all claims that a document makes about its rules.</summary>
    /// <param name="document">The document.</param>
    /// <param name="limit">How much work they may take; null as much as it takes.</param>
    /// <param name="cancellation">Ends the checks.</param>
    /// <returns>What is proven; the same on every machine.</returns>
    /// <exception cref="System.OperationCanceledException">The checks were cancelled.</exception>
    public static DocumentProof Verify(
        RuleDocument document, ProofLimit? limit = null, CancellationToken cancellation = default)
    {
        var work = new ProofWork(limit ?? ProofLimit.None, cancellation);
        var paths = new RulePaths(document);
        var claims = new List<Claim> { Total(document, paths) };
        if (!claims[0].Holds)
            return new DocumentProof(claims.ToEquatableArray(), EquatableArray<Witness?>.Empty, EquatableArray<Band>.Empty);

        var geometry = new DocumentGeometry(document);
        var rules = document.Rules.Select((rule, r) => new VerifiedRule(document, geometry, r, paths[r], work)).ToArray();
        claims.Add(RegionClaims.NonEmpty(rules));
        if (document.Rules.Any(r => r.Witness is not null))
            claims.Add(Witnesses(document, geometry));
        claims.Add(ListClaims.Implied(rules));
        claims.Add(ListClaims.Irredundant(rules));
        claims.Add(ListClaims.Covers(rules));
        if (document.Decision.IsClass)
            claims.Add(RegionClaims.Outcomes(document, geometry, rules));
        if (document.Rules.All(r => r.Support is not null))
            claims.Add(SupportClaim.Of(document));
        if (document.Version > 1)
            claims.AddRange(OfValues(document, geometry, rules, work));
        var bands = Band.Of(document);
        claims.Add(DoublesClaim.Of(document, bands));
        var witnesses = rules.Select(r => r.Witness is { } x ? geometry.ToWitness(x) : null).ToEquatableArray();
        return new DocumentProof(claims.ToEquatableArray(), witnesses, bands);
    }

    private static IEnumerable<Claim> OfValues(RuleDocument document, DocumentGeometry geometry, VerifiedRule[] rules, ProofWork work)
    {
        yield return ContinuityClaim.Of(document, geometry, rules, work);
        if (document.Inputs.Any(i => i.Directions.Any(d => d != Direction.Unclaimed)))
            yield return DirectionClaim.Of(document, geometry, rules, work);
        yield return RangeClaim.Of(document, geometry, rules, work);
    }

    // The types leave no node without two sides; what is left to go wrong is which rules stand at the leaves.
    private static Claim Total(RuleDocument document, RulePaths paths)
    {
        var findings = new FindingList();
        for (var r = 0; r < document.Rules.Count; r++)
        {
            if (paths.Leaves[r] == 0)
                findings.Refute($"Rule {document.Rules[r].Id} stands nowhere in the tree.");
            else if (paths.Leaves[r] > 1)
                findings.Refute($"Rule {document.Rules[r].Id} stands at {paths.Leaves[r]} places of the tree.");
        }

        foreach (var r in paths.Repeated)
            findings.Refute($"A condition is tested twice on the path of rule {document.Rules[r].Id}.");
        var leaves = paths.Leaves.Sum();
        return new Claim(
            ClaimKind.Total,
            "Every input takes exactly one way through the tree, to exactly one rule.",
            "The tree is no partition into the rules.",
            findings,
            ("nodes", leaves - 1),
            ("leaves", leaves));
    }

    private static Claim Witnesses(RuleDocument document, DocumentGeometry geometry)
    {
        var evaluator = new RuleEvaluator(document);
        var findings = new FindingList();
        var given = 0;
        for (var r = 0; r < document.Rules.Count; r++)
        {
            if (document.Rules[r].Witness is not { } witness)
                continue;
            given++;
            var (id, x) = (document.Rules[r].Id, RowDomain.ToRow(witness));
            var (found, evaluated) = (geometry.FindRule(x), evaluator.Evaluate(witness.Select(v => v.InRow).ToArray()).RuleIndex);
            if (!geometry.Domain.Contains(x))
                findings.Refute($"The witness of rule {id} is outside the inputs' ranges.");
            else if (found != r)
                findings.Refute($"The witness of rule {id} falls into rule {document.Rules[found].Id}.", geometry.ToWitness(x));
            else if (evaluated != r)
                findings.Refute($"{NearBorder(id)} {document.Rules[evaluated].Id}.", geometry.ToWitness(x));
        }

        return new Claim(
            ClaimKind.Witnesses,
            "The witnesses in the document fall into their rules, in exact arithmetic and as the rules are evaluated.",
            "A witness in the document does not fall into its rule.",
            findings,
            ("given", given));

        static string NearBorder(int id) =>
            $"The witness of rule {id} is so near to a border that double precision takes it to rule";
    }
}
