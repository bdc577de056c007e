using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>Proves in exact arithmetic that a document keeps to its policies, or finds rows that break them.</summary>
/// <remarks>
/// What is proven holds for every row inside the inputs' ranges, special values and categories included, of the digits that stand in the
/// document. Doubles may round otherwise only where a score comes to within its rounding error of a bound.
/// </remarks>
public sealed class PolicyChecker : IPolicyKinds<IEnumerable<PolicyResult?>>
{
    private readonly PolicyScope _scope;

    private PolicyChecker(PolicyScope scope) => _scope = scope;

    /// <summary>Checks all policies.</summary>
    /// <param name="document">The document.</param>
    /// <param name="text">Its JSON text, for the lines that are to blame.</param>
    /// <param name="policies">The policies.</param>
    /// <param name="known">Proofs that were found before; null where there are none.</param>
    /// <param name="limit">How much work each policy may take; null as much as it takes.</param>
    /// <param name="cancellation">Ends the checks.</param>
    /// <returns>One result per policy; the same on every machine.</returns>
    /// <exception cref="RuleDocumentException">The text is no JSON.</exception>
    /// <exception cref="OperationCanceledException">The checks were cancelled.</exception>
    public static PolicyReport Check(
        RuleDocument document,
        string text,
        PolicySet policies,
        PolicyProofs? known = null,
        ProofLimit? limit = null,
        CancellationToken cancellation = default)
    {
        var checker = new PolicyChecker(new PolicyScope(document, limit ?? ProofLimit.None, known ?? PolicyProofs.None, cancellation));
        var results = policies.Policies.Select(checker.Check).ToArray();
        return new PolicyReport(Located(results, text).ToEquatableArray(), checker._scope.Proofs);
    }

    IEnumerable<PolicyResult?> IPolicyKinds<IEnumerable<PolicyResult?>>.Direction(DirectionPolicy policy) =>
        DirectionCheck.Run(_scope, policy);

    IEnumerable<PolicyResult?> IPolicyKinds<IEnumerable<PolicyResult?>>.SameDecision(SameDecisionPolicy policy) =>
        SameDecisionCheck.Run(_scope, policy);

    IEnumerable<PolicyResult?> IPolicyKinds<IEnumerable<PolicyResult?>>.ProbabilityChange(ProbabilityChangePolicy policy) =>
        ProbabilityChangeCheck.Run(_scope, policy);

    IEnumerable<PolicyResult?> IPolicyKinds<IEnumerable<PolicyResult?>>.ForbiddenInput(ForbiddenInputPolicy policy) =>
        DocumentChecks.Run(_scope.Document, policy);

    IEnumerable<PolicyResult?> IPolicyKinds<IEnumerable<PolicyResult?>>.Range(RangePolicy policy) => RangeCheck.Run(_scope, policy);

    IEnumerable<PolicyResult?> IPolicyKinds<IEnumerable<PolicyResult?>>.Label(LabelPolicy policy) => LabelCheck.Run(_scope, policy);

    IEnumerable<PolicyResult?> IPolicyKinds<IEnumerable<PolicyResult?>>.Support(SupportPolicy policy) =>
        DocumentChecks.Run(_scope.Document, policy);

    IEnumerable<PolicyResult?> IPolicyKinds<IEnumerable<PolicyResult?>>.Size(SizePolicy policy) =>
        DocumentChecks.Run(_scope.Document, policy);

    IEnumerable<PolicyResult?> IPolicyKinds<IEnumerable<PolicyResult?>>.Jump(JumpPolicy policy) => JumpCheck.Run(_scope, policy);

    IEnumerable<PolicyResult?> IPolicyKinds<IEnumerable<PolicyResult?>>.Extrapolation(ExtrapolationPolicy policy) =>
        ExtrapolationCheck.Run(_scope, policy);

    // What breaks a policy ends its check; what is open does not.
    private PolicyResult Check(Policy policy)
    {
        _scope.Begin(policy.Name);
        PolicyResult? undecided = null;
        foreach (var result in policy.Match(this))
        {
            if (result?.Verdict == Verdict.Refuted)
                return result;
            undecided ??= result;
        }

        return undecided ?? new PolicyResult(policy, Verdict.Proven, policy.Kept);
    }

    private static IEnumerable<PolicyResult> Located(PolicyResult[] results, string text)
    {
        // The document does not keep its lines and columns.
        var root = new Lazy<JsonObject>(() => StrictJson.Parse(text).AsObject());
        return results.Select(r => r with
        {
            Blames = r.Contributions.Select(c =>
            {
                var node = c.Place.Find(root.Value);
                return new PolicyBlame(node.Line, node.Column, c.Words);
            }).ToEquatableArray(),
        });
    }
}
