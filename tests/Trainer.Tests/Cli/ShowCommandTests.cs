using System;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

public sealed class ShowCommandTests
{
    private const string XorText = """
        Xor: 3 rules, 2 conditions. Two bits.
        Conditions are divided by their largest |weight|; weights are rounded for reading.
        out1 >= 0.5 is '1', below it is '0'.
        out2 >= 0.50 is 'yes', below it is 'no'.

        Rule 1: 3 training rows (18.8 %), 100.0 % right
        IF +0.00*in1 +0.00*in2 -1.00*in3 -1.00*in4 +1.00 < 0
          (PReLU #3 on level 1 is neg. ln(1-weight)=-2.58)
        IF +1.00*in1 +1.00*in2 -0.00*in3 -0.00*in4 -1.00 < 0
          (PReLU #1 on level 4 is neg. ln(1-weight)=-2.60)
           out1 = +1.01*in1 +1.01*in2 -0.00*in3 +0.00
           out2 = -1.00*in3 -1.00*in4 +2.00

        Rule 2
        IF +0.00*in1 +0.00*in2 -1.00*in3 -1.00*in4 +1.00 < 0
          (PReLU #3 on level 1 is neg. ln(1-weight)=-2.58)
        IF +1.00*in1 +1.00*in2 -0.00*in3 -0.00*in4 -1.00 >= 0
          (PReLU #1 on level 4 is pos. ln(1-weight)=-2.60; follows from the other conditions)
           out1 = -1.00*in1 -1.00*in2 +2.00
           out2 = -1.00*in3 -1.00*in4 +2.00

        Rule 3
        IF +0.00*in1 +0.00*in2 -1.00*in3 -1.00*in4 +1.00 >= 0
          (PReLU #3 on level 1 is pos. ln(1-weight)=-2.58)
           out1 = -1.00*in1 -1.00*in2 +2.00
           out2 = +1.00*in3 +1.00*in4 +0.00

        """;

    private const string LoanText = """
        Loan: 2 rules, 1 condition. Which loan.
        Conditions are divided by their largest |weight|; weights are rounded for reading.
        The largest output decides: 'none', 'small', 'large'; of equal ones the first.

        Rule 10
        IF +5e-05*income +work[gov, private: +1.00; self: -0.62; else 0] -1.25 < 0
           none = +1.00
           prediction = +0.01*age +0.10
           large = +region[n, s: +0.50] -1.00

        Rule 20: 1 training row (0.1 %), root mean squared error 0.25
        IF +5e-05*income +work[gov, private: +1.00; self: -0.62; else 0] -1.25 >= 0
           none = +0.00
           prediction = +0.01*age +0.10
           large = +1e-05*income +0.00

        """;

    private const string PriceText = """
        Price: 1 rule, 0 conditions.
        Conditions are divided by their largest |weight|; weights are rounded for reading.
        The output is the answer.
        size: -1, -999 and NaN mean missing and are refused.

        Rule 1
        IN EVERY CASE
           price = +0.200*size +0.100

        """;

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    public void RulesStandInTheNotesForm(string culture)
    {
        using var language = new Culture(culture);
        AssertShows(SampleDocuments.Xor, XorText);
        AssertShows(SampleDocuments.Loan, LoanText);
        AssertShows(SampleDocuments.Price, PriceText, "--digits", "3");
    }

    [Fact]
    public void JsonHoldsTheSameWords()
    {
        using var file = new CsvFile(SampleDocuments.Xor, "xor.rules.json");
        var run = CommandRun.Of("show", file.Path, "--json");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        var rules = JsonDocument.Parse(run.Out).RootElement.GetProperty("rules").EnumerateArray().ToArray();
        Assert.Equal([1, 2, 3], rules.Select(r => r.GetProperty("id").GetInt32()));
        foreach (var rule in rules)
        {
            foreach (var condition in rule.GetProperty("conditions").EnumerateArray())
                Assert.Contains("IF " + condition.GetProperty("text").GetString(), XorText, StringComparison.Ordinal);
            foreach (var output in rule.GetProperty("outputs").EnumerateArray())
                Assert.Contains($"{output.GetProperty("name")} = {output.GetProperty("text")}", XorText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void LongLinesAreBrokenAndHostileNamesAreShownEscaped()
    {
        var inputs = string.Join(',', Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($$"""{"name":"input number {{i}}","range":[0,1]}""")));
        var weights = string.Join(',', Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"\"input number {i}\":1")));
        using var file = new CsvFile(
            $$$"""{"version":1,"name":"N","inputs":[{{{inputs}}}],"outputs":[{"name":"a\u202E\nb"}],"decision":{"kind":"value"},"tree":{"rule":1},"rules":[{"id":1,"expressions":[{"bias":0,"weights":{{{{weights}}}}}]}]}""");
        var run = CommandRun.Of("show", file.Path);
        Assert.Equal(0, run.ExitCode);
        Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 120, line));
        Assert.Contains(@"a\u202E\u000Ab = +1.00*input number 0", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"version\":1,\n \"name\":", 2, "JSON")]
    [InlineData("{\"version\":1,\n  \"nme\":\"x\"}", 2, "'nme' is not a member")]
    [InlineData("{\"version\":2}", 1, "Version 2")]
    [InlineData("", 1, "JSON")]
    public void BrokenDocumentHasItsPlace(string text, int line, string says)
    {
        using var file = new CsvFile(text, "broken.rules.json");
        var run = CommandRun.Of("show", file.Path);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith(FormattableString.Invariant($"rulec: {file.Path}({line},"), run.Error, StringComparison.Ordinal);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    private static void AssertShows(string document, string text, params string[] options)
    {
        using var file = new CsvFile(document, "x.rules.json");
        var run = CommandRun.Of(["show", file.Path, .. options]);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal(text.ReplaceLineEndings("\n"), run.Out);
    }
}
