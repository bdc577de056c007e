using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Policies;
using RuleCompiler.Proofs;
using RuleCompiler.Runtime.Tests.Proofs;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Policies;

/// <summary>What policies do at the ends of work and of doubles.</summary>
public class PolicyLimitTests
{
    // Asking every interval of scores, with nothing left to ask with, took twenty times of it.
    private const long MostBytes = 20_000_000;

    private const string Change = """{"kind":"probabilityChange","name":"p","inputs":["age","housing"],"label":"granted","atMost":0.4}""";

    [Fact]
    public void WhereNoWorkIsLeftNothingMoreIsAsked()
    {
        var document = RuleDocumentReader.Read(HingeDocuments.Loan);
        var policies = Policies(Change, document);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var report = PolicyChecker.Check(document, HingeDocuments.Loan, policies, limit: ProofLimit.FromSteps(1));
        Assert.Equal(Verdict.Undecided, report.Results[0].Verdict);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
    }

    [Fact]
    public void KeptProofsAreTakenThoughNoWorkIsLeft()
    {
        var document = RuleDocumentReader.Read(HingeDocuments.Loan);
        var policies = Policies(Change.Replace("0.4", "0.9", StringComparison.Ordinal), document);
        var found = PolicyChecker.Check(document, HingeDocuments.Loan, policies);
        Assert.Equal(Verdict.Proven, found.Results[0].Verdict);
        Assert.True(found.Proofs.Count > 0);
        var kept = PolicyChecker.Check(document, HingeDocuments.Loan, policies, found.Proofs, ProofLimit.FromSteps(0));
        Assert.Equal(Verdict.Proven, kept.Results[0].Verdict);
    }

    [Fact]
    public void RangesAreWidenedAsFarAsDoublesGo()
    {
        const string Text =
            """
            {"version":2,"name":"Wide","summary":"","inputs":[{"name":"x","range":[-1.7e308,1.7e308]}],"outputs":[{"name":"y"}],
            "decision":{"kind":"value"},"conditions":[],"common":[{"bias":0,"weights":{"x":1e-308}}],"tree":{"rule":1},"rules":[{"id":1}]}
            """;
        var document = RuleDocumentReader.Read(Text);
        var policies = Policies("""{"kind":"extrapolation","name":"e","beyond":1,"factor":1.01}""", document);
        var result = PolicyChecker.Check(document, Text, policies).Results.Single();
        Assert.Equal(Verdict.Refuted, result.Verdict);
        Assert.All(result.Rows, r => Assert.All(r.Row, v => Assert.True(double.IsFinite(v))));
    }

    private static PolicySet Policies(string policy, RuleDocument document) =>
        PolicyReader.Read("{\"version\":1,\"policies\":[" + policy + "]}", document);
}
