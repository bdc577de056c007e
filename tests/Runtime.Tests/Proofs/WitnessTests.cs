using System.Linq;
using RuleCompiler.Evaluation;
using RuleCompiler.Proofs;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>Inputs that show something, as callers get them.</summary>
public sealed class WitnessTests
{
    [Fact]
    public void WitnessOfARuleFallsIntoIt()
    {
        var document = VerifiedDocuments.Large(5, 4, 2);
        var (evaluator, proof) = (new RuleEvaluator(document), DocumentVerifier.Verify(document));
        Assert.Equal(document.Rules.Count, proof.Witnesses.Count);
        for (var r = 0; r < document.Rules.Count; r++)
            Assert.Equal(r, evaluator.Evaluate(proof.Witnesses[r]!.Row.ToArray()).Rule);
    }

    [Fact]
    public void WitnessIsExact()
    {
        // 3·x = 7 is met at 7/3 alone, which no decimal is; of the category any will do.
        var document = VerifiedDocuments.Read("""
            {"version":1,"name":"Third","summary":"","inputs":[{"name":"x","range":[0,10]},{"name":"kind","categories":["a"]}],
            "outputs":[{"name":"y"}],"decision":{"kind":"value"},
            "conditions":[{"id":1,"expression":{"bias":-7,"weights":{"x":3}}},{"id":2,"expression":{"bias":7,"weights":{"x":-3}}}],
            "tree":{"condition":1,"negative":{"rule":1},"positive":{"condition":2,"negative":{"rule":2},"positive":{"rule":3}}},
            "rules":[{"id":1,"expressions":[{"bias":1,"weights":{}}]},{"id":2,"expressions":[{"bias":2,"weights":{}}],"implied":[1]},
            {"id":3,"expressions":[{"bias":3,"weights":{}}]}]}
            """);
        var witness = DocumentVerifier.Verify(document).Witnesses[2]!;
        Assert.Equal(["7/3", "a"], witness.Exact);
        Assert.Equal(7.0 / 3, witness.Row[0], 1e-15);
        Assert.Equal("x ≈ 2.33333, kind = 'a'", witness.ToString());
    }

    [Fact]
    public void FindingHasTheInputThatShowsIt()
    {
        var document = VerifiedDocuments.Read(VerifiedDocuments.Intervals.Edited("""{"b":3}}}],""", """{"b":3}}}],"implied":[2],"""));
        var implied = DocumentVerifier.Verify(document).Claims.Single(c => c.Kind == ClaimKind.Implied);
        var finding = Assert.Single(implied.Findings);
        Assert.False(finding.IsUndecided);
        Assert.EndsWith($"they hold and it does not at {finding.Witness}.", finding.Text, System.StringComparison.Ordinal);
        // Rule 2 is x from 3 to 5; its list without x ≥ 3 is x < 5.
        Assert.InRange(finding.Witness!.Row[0], 0, 3);
        Assert.Equal(0, new RuleEvaluator(document).Evaluate(finding.Witness.Row.ToArray()).Rule);
    }

    [Fact]
    public void EmptyRuleHasNoWitness()
    {
        var document = VerifiedDocuments.Read(VerifiedDocuments.Intervals.Edited("""{"bias":-8,""", """{"bias":-10.0001,"""));
        var proof = DocumentVerifier.Verify(document);
        Assert.Equal(Verdict.Refuted, proof.Verdict);
        Assert.Equal([true, true, true, false], proof.Witnesses.Select(w => w is not null));
    }
}
