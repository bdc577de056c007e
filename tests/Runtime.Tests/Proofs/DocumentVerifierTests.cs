using System;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Proofs;

public sealed class DocumentVerifierTests
{
    public static TheoryData<string> Samples => new(VerifiedDocuments.Samples().Select(s => (string)s[0]));

    [Theory]
    [MemberData(nameof(Samples))]
    public void SamplesAreVerified(string file)
    {
        var document = VerifiedDocuments.Read(File.ReadAllText(file));
        var claims = DocumentVerifier.Verify(document).Claims;
        string[] names = ["total", "nonEmpty", "witnesses", "implied", "irredundant", "covers", "outcomes", "support"];
        Assert.Equal(
            [.. names, .. document.Version == 1 ? Array.Empty<string>() : ["continuous", "ranges"], "doubles"], claims.Select(c => c.Name));
        Assert.All(claims, c => Assert.True(c.Holds && c.Findings.Count == 0, c.Detail));
        Assert.Equal(0, Count(claims[1], "thin"));
    }

    [Fact]
    public void EveryClaimOfTheIntervalsHolds()
    {
        var claims = DocumentVerifier.Verify(VerifiedDocuments.Read(VerifiedDocuments.Intervals)).Claims;
        Assert.All(claims, c => Assert.True(c.Holds, c.Detail));
        Assert.Equal(9, claims.Count);
        Assert.Equal((3, 4), (Count(claims[0], "nodes"), Count(claims[0], "leaves")));
        Assert.Equal((2, 0), (Count(claims[3], "marked"), Count(claims[3], "onlyAwayFromBorders")));
        Assert.Equal(6, Count(claims[4], "shown"));
    }

    [Theory]
    // A mark is missing; it stands at the wrong condition; at one that is needed.
    [InlineData(
        """{"bias":0,"weights":{}}],"implied":[1],"support":{"rows":1""",
        """{"bias":0,"weights":{}}],"support":{"rows":1""",
        "irredundant",
        "Condition 1 follows from the others of rule 1 and is not marked as implied.")]
    [InlineData(
        """{"bias":0,"weights":{}}],"implied":[1],"support":{"rows":1""",
        """{"bias":0,"weights":{}}],"implied":[2],"support":{"rows":1""",
        "implied",
        "Condition 2 does not follow from the others of rule 1: they hold and it does not at x ≈ ")]
    [InlineData("""{"b":3}}}],""", """{"b":3}}}],"implied":[2],""", "implied", "Condition 2 does not follow from the others of rule 2")]
    // A witness lies in another rule; on the border; outside; where decimals and doubles differ.
    [InlineData("""{"x":4,""", """{"x":2.5,""", "witnesses", "The witness of rule 2 falls into rule 1.")]
    [InlineData("""{"x":2,""", """{"x":3,""", "witnesses", "The witness of rule 1 falls into rule 2.")]
    [InlineData("""{"x":9,""", """{"x":10.5,""", "witnesses", "The witness of rule 4 is outside the inputs' ranges.")]
    [InlineData(
        """{"x":2,""",
        """{"x":2.99999999999999999999999999,""",
        "witnesses",
        "The witness of rule 1 is so near to a border that double precision takes it to rule 2.")]
    // A rule is empty: the second cut is beyond the first.
    [InlineData(
        """{"bias":-0.3,"weights":{"x":0.1}}""",
        """{"bias":-0.5,"weights":{"x":0.1}}""",
        "nonEmpty",
        "Rule 2 is empty: no input inside the ranges meets its conditions.")]
    [InlineData(
        """{"bias":-8,""", """{"bias":-10.0001,""", "nonEmpty", "Rule 4 is empty: no input inside the ranges meets its conditions.")]
    // Shares are not those of the rows.
    [InlineData("""0.6667""", """0.6767""", "support", "Rule 4 has 2 of 3 training rows, which is not the share 0.6767.")]
    public void EditedCopyIsFound(string from, string to, string claim, string says)
    {
        var claims = DocumentVerifier.Verify(VerifiedDocuments.Read(VerifiedDocuments.Intervals.Edited(from, to))).Claims;
        var failed = claims.Single(c => c.Name == claim);
        Assert.False(failed.Holds);
        Assert.Contains(failed.Findings, f => f.Text.StartsWith(says, StringComparison.Ordinal));
    }

    [Fact]
    public void RuleOnABorderIsNamed()
    {
        // x − 10 ≥ 0 is met at x = 10 alone.
        var claims = DocumentVerifier.Verify(VerifiedDocuments.Read(
            VerifiedDocuments.Intervals.Edited("""{"bias":-8,""", """{"bias":-10,""").Edited("""{"x":9,""", """{"x":10,"""))).Claims;
        Assert.True(claims[1].Holds);
        Assert.Equal((3, 1), (Count(claims[1], "interior"), Count(claims[1], "thin")));
        Assert.EndsWith("met only on a border: 4.", claims[1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void ConditionThatFailsOnABorderOnlyIsStillImplied()
    {
        // In rule 1, x < 5 and 10 − x > 5 are the same; marked as x ≤ 5 it fails at 5 alone, where the other is closed.
        const string Document = """
            {"version":1,"name":"Touch","summary":"","inputs":[{"name":"x","range":[0,10]}],"outputs":[{"name":"y"}],"decision":{"kind":"value"},
            "conditions":[{"id":1,"expression":{"bias":-5,"weights":{"x":1}}},{"id":2,"expression":{"bias":5,"weights":{"x":-1}}}],
            "tree":{"condition":1,"negative":{"rule":1},"positive":{"condition":2,"negative":{"rule":2},"positive":{"rule":3}}},
            "rules":[{"id":1,"expressions":[{"bias":1,"weights":{}}]},{"id":2,"expressions":[{"bias":2,"weights":{}}],"implied":[2]},{"id":3,"expressions":[{"bias":3,"weights":{}}]}]}
            """;
        var claims = DocumentVerifier.Verify(VerifiedDocuments.Read(Document)).Claims;
        var implied = claims.Single(c => c.Name == "implied");
        Assert.True(implied.Holds);
        Assert.Equal((1, 1), (Count(implied, "marked"), Count(implied, "onlyAwayFromBorders")));
        Assert.Contains("only away from borders", implied.Detail, StringComparison.Ordinal);
        Assert.Equal("Each rule has an input inside the ranges; rules without an interior, met only on a border: 3.", claims[1].Detail);
        Assert.True(claims.Single(c => c.Name == "covers").Holds);
    }

    [Theory]
    // Never the first label: it loses ties only to what stands before it, and nothing does, so equal outputs give it.
    [InlineData("1", "1", true)]
    [InlineData("1", "1.0000000000000000000000001", false)]
    public void LabelThatNoInputGetsIsNamed(string no, string yes, bool first)
    {
        var document = VerifiedDocuments.Read($$$"""
            {"version":1,"name":"Labels","summary":"","inputs":[{"name":"x","range":[0,1]}],"outputs":[{"name":"a"},{"name":"b"}],
            "decision":{"kind":"argmax","labels":["no\u202E","yes"]},"conditions":[],"tree":{"rule":1},
            "rules":[{"id":1,"expressions":[{"bias":{{{no}}},"weights":{}},{"bias":{{{yes}}},"weights":{}}]}]}
            """);
        var outcomes = DocumentVerifier.Verify(document).Claims.Single(c => c.Name == "outcomes");
        Assert.False(outcomes.Holds);
        var never = first ? "'yes'" : @"'no\u202E'";
        Assert.Equal($"No input inside the ranges is answered with {never}.", Assert.Single(outcomes.Findings).Text);
    }

    [Fact]
    public void ThresholdsAreClosedAbove()
    {
        // x reaches 1 in a single point: at or above is met there, and with a range that ends before it is not.
        string Document(string upper) => $$$"""
            {"version":1,"name":"Bit","summary":"","inputs":[{"name":"x","range":[0,{{{upper}}}]}],"outputs":[{"name":"y"}],
            "decision":{"kind":"threshold","thresholds":[{"threshold":1,"below":"low","atOrAbove":"high"}]},"conditions":[],"tree":{"rule":1},
            "rules":[{"id":1,"expressions":[{"bias":0,"weights":{"x":1}}]}]}
            """;
        Assert.All(DocumentVerifier.Verify(VerifiedDocuments.Read(Document("1"))).Claims, c => Assert.True(c.Holds, c.Detail));
        var claims = DocumentVerifier.Verify(VerifiedDocuments.Read(Document("0.9999999999999999999999"))).Claims;
        var finding = Assert.Single(claims.Single(c => !c.Holds).Findings);
        Assert.Equal("No input inside the ranges is answered with 'high' (y).", finding.Text);
    }

    [Fact]
    public void MissingRuleIsFoundByTheListsAlone()
    {
        var document = VerifiedDocuments.Read(VerifiedDocuments.Intervals);
        var paths = new RulePaths(document);
        var work = new ProofWork(ProofLimit.None, default);
        var rules = document.Rules.Select((_, r) => new VerifiedRule(document, new DocumentGeometry(document), r, paths[r], work))
            .ToArray();
        Assert.True(ListClaims.Covers(rules).Holds);
        for (var without = 0; without < rules.Length; without++)
        {
            var claim = ListClaims.Covers(rules.Where((_, r) => r != without).ToArray());
            Assert.False(claim.Holds);
            Assert.Matches("^No rule's list covers the input x [=≈] [0-9]", Assert.Single(claim.Findings).Text);
        }
    }

    [Fact]
    public void TreeThatIsNoPartitionIsFound()
    {
        // The reader refuses such documents; the proof does not rest on that.
        var document = VerifiedDocuments.Read(VerifiedDocuments.Intervals);
        string Total(TreeNode tree) =>
            string.Join(' ', Assert.Single(DocumentVerifier.Verify(document with { Tree = tree }).Claims).Findings);
        Assert.Contains("Rule 4 stands nowhere in the tree.", Total(((Branch)document.Tree).Negative), StringComparison.Ordinal);
        Assert.Contains(
            "Rule 1 stands at 2 places of the tree.", Total(new Branch(0, document.Tree, new Leaf(0))), StringComparison.Ordinal);
        Assert.Contains(
            "A condition is tested twice on the path of rule 1.",
            Total(new Branch(1, document.Tree, new Leaf(0))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void DocumentsOfAnySizeAreVerified()
    {
        // 64 rules over 50 inputs, and 256 rules over 12 of which 4 are categories.
        foreach (var document in new[] { VerifiedDocuments.Large(6, 50, 0), VerifiedDocuments.Large(8, 8, 4) })
        {
            var claims = DocumentVerifier.Verify(VerifiedDocuments.Read(RuleDocumentWriter.Write(document))).Claims;
            Assert.All(claims, c => Assert.True(c.Holds, c.Detail));
            Assert.Equal(document.Rules.Count, Count(claims[1], "interior"));
        }
    }

    private static int Count(Claim claim, string name) => claim.Counts[name];
}
