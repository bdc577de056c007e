using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Proofs;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>What is proven of documents of version 2.</summary>
public sealed class HingeVerifierTests
{
    [Fact]
    public void LoanIsVerified()
    {
        var proof = Verify(HingeDocuments.Loan);
        Assert.Equal(
            ["total", "nonEmpty", "implied", "irredundant", "covers", "outcomes", "support", "continuous", "directions", "ranges"],
            proof.Claims.Select(c => c.Name));
        Assert.All(proof.Claims, c => Assert.True(c.Holds && c.Findings.Count == 0, c.Detail));
        Assert.Equal(
            [
                "paid jumps by -0.2 at age = 70.",
                "paid never falls where income rises.",
                "paid never rises where debt rises.",
                "paid is at least -9.12, reached at age = 18, income = 0, debt = 180, housing = 'rent'.",
                "paid is at most 4.5, reached at age = 45, income = 250, debt = 0, housing = 'own'.",
            ],
            proof.Claims.SelectMany(c => c.Statements).Select(s => s.Text));
        Assert.Equal([-9.12, 4.5], proof.Claims[^1].Statements.Select(s => new RuleEvaluator(Read(HingeDocuments.Loan)).Evaluate([.. s.Witnesses[0].Row]).Outputs[0]), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void CurvesAndSpecialValuesInConditionsAreGoneThrough()
    {
        var proof = Verify(HingeDocuments.Curved);
        Assert.All(proof.Claims, c => Assert.True(c.Holds, string.Join(' ', c.Findings)));
        var implied = proof.Claims.Single(c => c.Kind == ClaimKind.Implied);
        Assert.Equal(1, implied.Counts["untested"]);
        Assert.EndsWith("Each side that a rule states without testing it follows from its path.", implied.Detail, StringComparison.Ordinal);
        Assert.Contains("Condition 1 jumps by 3 at x = 5, and with it what depends on its side or its value.", proof.Claims.SelectMany(c => c.Statements).Select(s => s.Text));
    }

    private static DocumentProof Verify(string text, ProofLimit? limit = null) => DocumentVerifier.Verify(Read(text), limit);

    private static RuleDocument Read(string text) => VerifiedDocuments.Read(text);
}
