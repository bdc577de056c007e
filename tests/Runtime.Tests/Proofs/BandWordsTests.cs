using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>Bands are said in words however wide they are.</summary>
public class BandWordsTests
{
    [Fact]
    public void ABandThatNoValueLeadsOutOfIsThatOfEveryValue()
    {
        // What is rounded of 300 over the smallest double is more than the largest.
        var document = RuleDocumentReader.Read(Text("100", "5e-324", "300"));
        Assert.True(double.IsInfinity(Band.Of(document)[0].Inputs[0].Width));
        Assert.Contains(Statements(document), s => s.Contains("every value of x", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1e308", "1.1e292")]
    [InlineData("1.5e308", "1.7e292")]
    public void WidthsAreRoundedUpAsFarAsDoublesGo(string weight, string width)
    {
        var document = RuleDocumentReader.Read(Text("0.1", weight, "0.3"));
        var band = Band.Of(document)[0];
        Assert.True(double.IsFinite(band.Width) && band.Width > double.Parse(width, CultureInfo.InvariantCulture) / 10);
        Assert.NotEmpty(Statements(document));
        Assert.StartsWith("Inside the ranges", DoublesClaim.Summary(document), StringComparison.Ordinal);
    }

    [Fact]
    public void TheLargestWidthIsSaidAsTheLargestDouble()
    {
        // A weight so that the width is between the largest double and what it is in two digits, 1.8E+308.
        string With(string weight) => Text("1e300", "1e-3", "2e300").Replace("\"z\":0", "\"z\":" + weight, StringComparison.Ordinal);
        var band = Band.Of(RuleDocumentReader.Read(With("1e-25")))[0].Width;
        var document = RuleDocumentReader.Read(With((band / 1.77e308).ToString("R", CultureInfo.InvariantCulture)));
        Assert.InRange(Band.Of(document)[0].Inputs.Single(i => i.Input == "z").Width, 1.76e308, double.MaxValue);
        Assert.Contains(Statements(document), s => s.Contains("1.7976931348623157E+308 of z", StringComparison.Ordinal));
    }

    [Fact]
    public void BoundsBeyondAllDoublesAreSaidInDigits()
    {
        // Two steps of 1.7e308 up where x passes 1, and as many down: exactly 3.4e308, and minus that.
        const string Text =
            """
            {"version":2,"name":"Wide","summary":"","inputs":[{"name":"x","range":[0,2]}],"outputs":[{"name":"up"},{"name":"down"}],
            "decision":{"kind":"value"},"conditions":[{"id":1,"expression":{"bias":-1,"weights":{"x":1}}}],
            "tree":{"condition":1,"negative":{"rule":1},"positive":{"rule":2}},
            "rules":[{"id":1,"expressions":[{"bias":0},{"bias":0}]},
            {"id":2,"expressions":[{"bias":1.7e308,"weights":{"x":0.8500000001e308}},{"bias":-1.7e308,"weights":{"x":-0.8500000001e308}}]}]}
            """;
        var statements = DocumentVerifier.Verify(RuleDocumentReader.Read(Text)).Claims
            .SelectMany(c => c.Statements).Select(s => s.Text).ToArray();
        Assert.Contains(statements, s => s.StartsWith("up is at most 3.40001E+308, reached at", StringComparison.Ordinal));
        Assert.Contains(statements, s => s.StartsWith("down is at least -3.40001E+308, reached at", StringComparison.Ordinal));
        Assert.Contains(statements, s => s.StartsWith("up jumps by at most 2.55", StringComparison.Ordinal));
    }

    private static string[] Statements(RuleDocument document) => DocumentVerifier.Verify(document).Claims
        .Single(c => c.Kind == ClaimKind.Doubles).Statements.Select(s => s.Text).ToArray();

    private static string Text(string bias, string weight, string other) =>
        """
        {"version":2,"name":"Wide","summary":"","inputs":[{"name":"x","range":[0,1]},{"name":"z","range":[0,1]},{"name":"w","range":[0,1]}],
        "outputs":[{"name":"y"}],"decision":{"kind":"value"},
        "conditions":[{"id":1,"expression":{"bias":
        """
        + bias + ",\"weights\":{\"x\":" + weight + ",\"z\":0,\"w\":" + other + "}}}],"
        + """
        "tree":{"condition":1,"negative":{"rule":1},"positive":{"rule":2}},
        "rules":[{"id":1,"expressions":[{"bias":0,"weights":{"x":1}}]},{"id":2,"expressions":[{"bias":1,"weights":{"x":1}}]}]}
        """;
}
