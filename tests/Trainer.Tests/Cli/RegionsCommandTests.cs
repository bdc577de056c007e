using System;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

public sealed class RegionsCommandTests
{
    private const string LoanText = """
        Loan: where its 2 rules apply, inside the ranges.
        A share is that of the volume of the ranges, all combinations of categories weighing the same.
        The widest ball's radius is in widths of the ranges: 0.5 is as wide as the ranges are.
        After ≈ numbers are rounded for reading; --json has all of their digits.

        Rule 10: ≈ 20.1 % of the volume
          income              0 to 37500
          the other 3 inputs  anything in the range
          widest ball         radius ≈ 0.20833 around income 18750 with work 'self'

        Rule 20: ≈ 79.9 % of the volume
          income              5000 to 90000
          the other 3 inputs  anything in the range
          widest ball         radius ≈ 0.47222 around income 47500 with work 'gov'

        """;

    private const string Hiring = """
        {"version":1,"name":"Hiring","inputs":[{"name":"age","unit":"years","range":[17,90]},{"name":"job","categories":["a, b","c","d\u202E","e"]}],
        "outputs":[{"name":"y"}],"decision":{"kind":"value"},
        "conditions":[{"id":1,"expression":{"bias":-41,"weights":{"age":1,"job":{"a, b":100}}}},{"id":2,"expression":{"bias":-1,"weights":{"job":{"a, b":1,"c":1}}}},
        {"id":3,"expression":{"bias":-90,"weights":{"age":1}}}],
        "tree":{"condition":1,"negative":{"condition":2,"negative":{"rule":1},"positive":{"rule":2}},"positive":{"condition":3,"negative":{"rule":3},"positive":{"rule":4}}},
        "rules":[{"id":1,"expressions":[{"bias":1}]},{"id":2,"expressions":[{"bias":2}]},{"id":3,"expressions":[{"bias":3}]},{"id":4,"expressions":[{"bias":4}]}]}
        """;

    private const string HiringText = """
        Rule 1: ≈ 16.4 % of the volume
          age          17 to 41 years
          job          'd\u202E', 'e'
          widest ball  radius ≈ 0.16438 around age 29 years with job 'd\u202E'

        Rule 2: ≈ 8.2 % of the volume
          age          17 to 41 years
          job          'c'
          widest ball  radius ≈ 0.16438 around age 29 years with job 'c'

        Rule 3: ≈ 75.3 % of the volume
          all inputs   anything in the range
          widest ball  radius 0.5 around age 53.5 years with job 'a, b'

        Rule 4: 0.0 % of the volume
          age              90 to 90 years
          the other input  anything in the range
          widest ball      none: the region is flat

        """;

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    public void RegionsStandInWordsAndUnits(string culture)
    {
        using var language = new Culture(culture);
        Assert.Equal(LoanText.ReplaceLineEndings("\n"), Shown(SampleDocuments.Loan));
        Assert.EndsWith("\n\n" + HiringText.ReplaceLineEndings("\n"), Shown(Hiring), StringComparison.Ordinal);
    }

    [Fact]
    public void JsonHoldsTheDigits()
    {
        var regions = JsonDocument.Parse(Shown(Hiring, "--json")).RootElement.GetProperty("regions").EnumerateArray().ToArray();
        Assert.Equal([1, 2, 3, 4], regions.Select(r => r.GetProperty("id").GetInt32()));
        Assert.Equal(1, regions.Sum(r => r.GetProperty("share").GetDouble()), 15);
        Assert.All(regions, r => Assert.True(r.GetProperty("exact").GetBoolean() && r.GetProperty("tight").GetBoolean()));
        Assert.Equal([1, 2], regions[0].GetProperty("conditions").EnumerateArray().Select(c => c.GetInt32()));
        Assert.Equal(24.0 / 73 / 2, regions[0].GetProperty("share").GetDouble(), 15);
        Assert.Equal(12.0 / 73, regions[0].GetProperty("ball").GetProperty("radius").GetDouble(), 12);
        Assert.Equal("c", regions[1].GetProperty("ball").GetProperty("centre").GetProperty("job").GetString());
        Assert.Equal(41, regions[0].GetProperty("inputs").GetProperty("age").GetProperty("high").GetDouble());
        Assert.Equal(["d\u202E", "e"], regions[0].GetProperty("inputs").GetProperty("job").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal(JsonValueKind.Null, regions[3].GetProperty("ball").ValueKind);
    }

    [Fact]
    public void RulesWithoutPointsAreNamed()
    {
        var text = Shown("""
            {"version":1,"name":"N","inputs":[{"name":"x","range":[0,1]}],"outputs":[{"name":"y"}],"decision":{"kind":"value"},
            "conditions":[{"id":1,"expression":{"bias":1,"weights":{"x":1}}}],"tree":{"condition":1,"negative":{"rule":1},"positive":{"rule":2}},
            "rules":[{"id":1,"expressions":[{"bias":1}]},{"id":2,"expressions":[{"bias":2}]}]}
            """);
        Assert.Contains("Rule 1: 0.0 % of the volume\n  no point inside the ranges has this rule\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "Rule 2: 100.0 % of the volume\n  all inputs   anything in the range\n  widest ball  radius 0.5\n",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ManyInputsStayReadable()
    {
        var inputs = string.Join(
            ',', Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($$"""{"name":"input number {{i}}","range":[0,1]}""")));
        var weights = string.Join(',', Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"\"input number {i}\":{i + 1}")));
        var text = Shown(
            $$$$"""{"version":1,"name":"N","inputs":[{{{{inputs}}}}],"outputs":[{"name":"y"}],"decision":{"kind":"value"},"conditions":[{"id":1,"expression":{"bias":-915,"weights":{{{{{weights}}}}}}}],"tree":{"condition":1,"negative":{"rule":1},"positive":{"rule":2}},"rules":[{"id":1,"expressions":[{"bias":0}]},{"id":2,"expressions":[{"bias":1}]}]}""");
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 120, line));
        Assert.Contains("sampled, standard error ≈ 0.16 %", text, StringComparison.Ordinal);
        Assert.Contains("around a point of 60 inputs, which --json prints", text, StringComparison.Ordinal);
    }

    [Fact]
    public void RangesBeyondDoubleAreRefusedInOneLine()
    {
        using var file = new CsvFile(SampleDocuments.Price.Replace("[1,2]", "[-1e308,1e308]", StringComparison.Ordinal), "x.rules.json");
        var run = CommandRun.Of("show", file.Path, "--regions");
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Equal($"rulec: {file.Path}: The range of the input 'size' is wider than a double can hold. Scale the input.\n", run.Error);
    }

    private static string Shown(string document, params string[] options)
    {
        using var file = new CsvFile(document, "x.rules.json");
        var run = CommandRun.Of(["show", file.Path, "--regions", .. options]);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        return run.Out;
    }
}
