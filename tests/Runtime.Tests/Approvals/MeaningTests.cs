using System;
using System.Linq;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Runtime.Tests.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Approvals;

public class MeaningTests
{
    [Theory]
    [InlineData("1", "1e0")]
    [InlineData("1.0", "1e0")]
    [InlineData("10e-1", "1e0")]
    [InlineData("-0.0250", "-25e-3")]
    [InlineData("1200", "12e2")]
    [InlineData("1.2E+0003", "12e2")]
    [InlineData("0.1", "1e-1")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("0", "0")]
    [InlineData("0.000e99999999999999", "0")]
    [InlineData("-0", "-0")]
    [InlineData("-0.0E5", "-0")]
    public void ANumberHasOneForm(string digits, string canonical) => Assert.Equal(canonical, CanonicalText.Of(Digits.Of(digits)));

    /// <summary>A change of this text loses every approval there is, and would be another number in its first line.</summary>
    [Fact]
    public void TheTextOfAnExampleStaysAsItIs()
    {
        var meaning = Meaning.Of(HingeExample.Read(), "sha256:" + new string('a', 64));
        Assert.Equal(
            """
            meaning 1
            version 2
            name "Loan"
            input {"name":"age","unit":"years","range":[18e0,9e1],"step":1e0,"immutable":true}
            input {"name":"income","unit":"kUSD","range":[0,25e1],"special":[{"value":-9e0,"name":"no record"},{"value":0,"name":"none","inside":true},{"value":"NaN","name":"not asked"}],"step":5e-1,"direction":["increasing"],"actionable":"up","reason":{"code":"R02","text":"Income too low for the amount"}}
            input {"name":"debt","range":[0,18e1],"missing":31e0,"marks":[-1e0],"direction":["decreasing"]}
            input {"name":"housing","categories":["own","rent","other"],"order":["other","rent","own"],"other":"other","actionable":"both"}
            outputs ["paid"]
            decision {"kind":"threshold","scores":"logit","thresholds":[{"threshold":0,"below":"refused","atOrAbove":"granted"}]}
            condition {"id":1,"expression":{"bias":12e0,"terms":[{"input":"income","weight":4e-1,"special":{"no record":2e0}},{"input":"debt","weight":-6e-1}]}}
            condition {"id":5,"expression":{"bias":-26e0,"terms":[{"input":"age","weight":1e0}],"adjustments":[{"condition":1,"weight":5e-1}]}}
            condition {"id":7,"expression":{"bias":-2e2,"terms":[{"input":"debt","weight":1e0}]}}
            common [{"bias":-14e-1,"terms":[{"input":"age","curve":[[18e0,-6e-1],[25e0,-1e-1],[45e0,3e-1],[7e1,3e-1,1e-1]]},{"input":"income","weight":21e-3,"special":{"no record":5e-1}},{"input":"debt","weight":-12e-3}],"adjustments":[{"condition":1,"weight":45e-3},{"condition":5,"weight":8e-2},{"condition":7,"weight":1e-3}]}]
            tree {"condition":1,"negative":{"condition":5,"negative":{"rule":1},"positive":{"rule":2}},"positive":{"rule":3}}
            rule {"id":1,"expressions":[null]}
            rule {"id":2,"expressions":[{"bias":25e-2,"terms":[{"input":"housing","table":{"own":5e-1}}]}]}
            rule {"id":3,"expressions":[null]}
            reference {"name":"all","row":{"age":41e0,"income":58e0,"debt":31e0,"housing":"rent"},"default":true}
            reference {"name":"unknown","row":{"age":41e0,"income":{"special":"not asked"},"debt":31e0,"housing":"rent"}}
            policies "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

            """.ReplaceLineEndings("\n"),
            meaning.Text);
        Assert.Equal("sha256:" + Sha256(meaning.Text), meaning.Hash);
        var lines = meaning.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToArray();
        Assert.Equal(lines.Select(l => Sha256(l + "\n")[..16]), meaning.Parts.Select(p => p.Hash));
        Assert.Equal(
            lines.Select(l => l[..l.IndexOf(' ', StringComparison.Ordinal)]), meaning.Parts.Select(p => MeaningPartWords.Of(p.Kind)));
    }

    [Fact]
    public void TextsCannotBreakOutOfTheirPlaces()
    {
        Assert.Equal("\"a\\\"b\\\\n\\u000a\\u00e9\\ud83d\\ude00\"", CanonicalText.Of("a\"b\\n\né\U0001F600"));
        var document = ExampleDocument.Read();
        string[] names = ["a", "a\"", "a\\\"", "a\n", "a\\n", "a\\u000a", "a\",\"b"];
        Assert.Equal(names.Length, names.Select(n => Meaning.Of(document with { Name = n }).Hash).Distinct().Count());
    }

    /// <summary>Marks count wherever they are said, in either version.</summary>
    [Fact]
    public void MarksThatTheProvenanceRecordsCountAsIfTheyWereDeclared()
    {
        const string Recorded = """
            {"version":1,"name":"N","inputs":[{"name":"x","range":[0,1],"missing":0.5}],"outputs":[{"name":"y"}],
            "decision":{"kind":"value"},"tree":{"rule":1},"rules":[{"id":1,"expressions":[{"bias":1,"weights":{"x":1}}]}],
            "provenance":{"tool":"t","options":{"missing":"-9"}}}
            """;
        var declared = Recorded.Replace("\"missing\":0.5", "\"missing\":{\"value\":0.5,\"marks\":[-9.0]}", StringComparison.Ordinal);
        var none = Recorded.Replace("{\"missing\":\"-9\"}", "{}", StringComparison.Ordinal);
        Assert.Equal(Meaning.Of(RuleDocumentReader.Read(Recorded)).Hash, Meaning.Of(RuleDocumentReader.Read(declared)).Hash);
        Assert.NotEqual(Meaning.Of(RuleDocumentReader.Read(Recorded)).Hash, Meaning.Of(RuleDocumentReader.Read(none)).Hash);
    }

    [Theory]
    [InlineData("""{ "policies": [{ "id": 1, "share": 0.50 }] }""", """{"policies":[{"share":5e-1,"id":1.0}]}""", true)]
    [InlineData("""{"a":1}""", "{\r\n  \"$schema\": \"x\",\r\n  \"a\": 1, \"description\": \"y\"\r\n}\r\n", true)]
    [InlineData("""{"a":{"b":[1,2]}}""", """{"a":{"b":[1,2],"description":"deep"}}""", true)]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""", false)]
    [InlineData("""{"a":0}""", """{"a":-0}""", false)]
    [InlineData("""{"a":1}""", """{"a":"1"}""", false)]
    [InlineData("""{"a":null}""", """{}""", false)]
    [InlineData("""{"a":true}""", """{"a":false}""", false)]
    // An input may have that name.
    [InlineData("""{"row":{"description":1}}""", """{"row":{"description":2}}""", false)]
    public void PoliciesCountByWhatTheySay(string one, string other, bool isSame) =>
        Assert.Equal(isSame, Meaning.HashOfPolicies(one) == Meaning.HashOfPolicies(other));

    [Theory]
    [InlineData("""{"a":1,"a":2}""", 1, 8)]
    [InlineData("{\"a\":1} // no", 1, 9)]
    [InlineData("", 1, 1)]
    public void PoliciesAreStrictJson(string text, int line, int column)
    {
        var error = Assert.Throws<RuleDocumentException>(() => Meaning.HashOfPolicies(text)).Error;
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    private static string Sha256(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
