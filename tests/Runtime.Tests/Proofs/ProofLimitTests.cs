using System;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>What becomes of a proof that may not take as much work as it needs.</summary>
public sealed class ProofLimitTests
{
    private static readonly RuleDocument Large = VerifiedDocuments.Large(5, 6, 1);

    [Fact]
    public void WithoutStepsOnlyTheTreeAndTheBandsAreProven()
    {
        var proof = DocumentVerifier.Verify(Large, new ProofLimit { Steps = 0 });
        Assert.Equal(Verdict.Undecided, proof.Verdict);
        Assert.Equal(["total", "implied", "doubles"], proof.Claims.Where(c => c.Holds).Select(c => c.Name));
        Assert.All(proof.Claims.Where(c => !c.Holds), c => Assert.Equal(Verdict.Undecided, c.Verdict));
        Assert.All(proof.Witnesses, Assert.Null);
        var first = proof.Claims.Single(c => c.Kind == ClaimKind.NonEmpty).Findings[0].Text;
        Assert.Equal("Whether rule 1 is empty is not decided: the limit of the proof is reached.", first);
    }

    [Fact]
    public void NothingIsRefutedForWantOfStepsAndMoreStepsProveMore()
    {
        var proven = -1;
        var steps = 100L;
        for (var verdict = Verdict.Undecided; verdict != Verdict.Proven; steps *= 4)
        {
            var proof = DocumentVerifier.Verify(Large, new ProofLimit { Steps = steps });
            verdict = proof.Verdict;
            Assert.NotEqual(Verdict.Refuted, verdict);
            var witnesses = proof.Witnesses.Count(w => w is not null);
            Assert.True(witnesses >= proven);
            proven = witnesses;
        }

        Assert.True(steps > 400);
        Assert.Equal(Large.Rules.Count, proven);
    }

    [Fact]
    public void WhatIsProvenWithinALimitIsTheSameEveryTime()
    {
        var limit = new ProofLimit { Steps = 3_000 };
        var (first, second) = (DocumentVerifier.Verify(Large, limit), DocumentVerifier.Verify(Large, limit));
        Assert.Equal(Verdict.Undecided, first.Verdict);
        Assert.Equal(first.Claims.Select(c => (c.Kind, c.Verdict, c.Findings)), second.Claims.Select(c => (c.Kind, c.Verdict, c.Findings)));
        Assert.Equal(first.Witnesses, second.Witnesses);
    }

    [Fact]
    public void WhatIsRefutedWithinALimitStaysSo()
    {
        // The witness of rule 1 is wrong, which takes no steps to see.
        var document = VerifiedDocuments.Read(VerifiedDocuments.Intervals.Edited("""{"x":2,""", """{"x":3,"""));
        var proof = DocumentVerifier.Verify(document, new ProofLimit { Steps = 0 });
        Assert.Equal(Verdict.Refuted, proof.Verdict);
        Assert.Equal(Verdict.Refuted, proof.Claims.Single(c => c.Kind == ClaimKind.Witnesses).Verdict);
    }

    [Fact]
    public void CancelledProofEnds() =>
        Assert.Throws<OperationCanceledException>(() => DocumentVerifier.Verify(Large, null, new CancellationToken(canceled: true)));
}
