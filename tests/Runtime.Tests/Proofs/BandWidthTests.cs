using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>A band is as wide as the worst of what it is around, and no wider.</summary>
public class BandWidthTests
{
    private const string Fine = """{"bias":0.1,"weights":{"x":0.3}}""";
    private const string Coarse = """{"bias":1000.1,"weights":{"x":700.3}}""";

    [Fact]
    public void OfTheRulesTheOneWithTheLargestErrorCounts()
    {
        Assert.True(Width(Fine, Fine, "0.5") < Width(Coarse, Coarse, "0.5"));
        Assert.Equal(Width(Coarse, Coarse, "0.5"), Width(Fine, Coarse, "0.5"));
        Assert.Equal(Width(Coarse, Coarse, "0.5"), Width(Coarse, Fine, "0.5"));
    }

    [Fact]
    public void AThresholdThatIsNoDoubleWidensTheBand() => Assert.True(Width(Fine, Fine, "0.1") > Width(Fine, Fine, "0.5"));

    [Fact]
    public void TheFlattestWeightSaysHowFarANumberReaches()
    {
        var band = Of(Fine, Coarse, "0.5");
        Assert.Equal(band.Width / 0.3, Assert.Single(band.Inputs).Width);
    }

    [Fact]
    public void WhereTheLargestOutputDecidesTheTwoWorstErrorsAddUp()
    {
        const string Text =
            """
            {"version":2,"name":"Three","summary":"","inputs":[{"name":"x","range":[0,1]}],
            "outputs":[{"name":"a"},{"name":"b"},{"name":"c"}],"decision":{"kind":"argmax","labels":["a","b","c"]},
            "conditions":[],"tree":{"rule":1},"rules":[{"id":1,"expressions":[
            {"bias":0.1,"weights":{"x":0.3}},{"bias":1000.1,"weights":{"x":700.3}},{"bias":30.1,"weights":{"x":20.3}}]}]}
            """;
        double Error(string sum) => Width(sum, sum, "0.5");
        var expected = Error(Coarse) + Error("""{"bias":30.1,"weights":{"x":20.3}}""");
        Assert.Equal(expected, Assert.Single(Band.Of(RuleDocumentReader.Read(Text))).Width);
    }

    private static double Width(string one, string other, string threshold) => Of(one, other, threshold).Width;

    private static Band Of(string one, string other, string threshold) => Band.Of(RuleDocumentReader.Read(
        """
        {"version":2,"name":"Two","summary":"","inputs":[{"name":"x","range":[0,1]}],"outputs":[{"name":"y"}],
        "decision":{"kind":"threshold","thresholds":[{"threshold":
        """
        + threshold + ",\"below\":\"no\",\"atOrAbove\":\"yes\"}]},"
        + """
        "conditions":[{"id":1,"expression":{"bias":-0.5,"weights":{"x":1}}}],
        "tree":{"condition":1,"negative":{"rule":1},"positive":{"rule":2}},
        """
        + "\"rules\":[{\"id\":1,\"expressions\":[" + one + "]},{\"id\":2,\"expressions\":[" + other + "]}]}"))
        .Single(b => b.Condition is null);
}
