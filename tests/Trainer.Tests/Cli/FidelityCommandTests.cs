using System;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

public sealed class FidelityCommandTests
{
    // One rule: y = 2·x. The network is relu(2·x − 1), so that they differ by 1 at most, from x = ½ on.
    private const string Rules = """
        {"version":1,"name":"Line","inputs":[{"name":"x","range":[0,3]}],"outputs":[{"name":"y"}],"decision":{"kind":"value"},
        "conditions":[],"tree":{"rule":1},"rules":[{"id":1,"expressions":[{"bias":0,"weights":{"x":2}}]}]}
        """;

    private const string Network = """
        {"layers":[{"weights":[[2]],"bias":[-1]},{"weights":[[1]],"bias":[0]}],"slopes":[0],"box":[[0,1]]}
        """;

    [Fact]
    public void JsonTellsTheIntervalAndItsPoint()
    {
        var run = Run(Rules, Network, "--json");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        var output = Assert.Single(JsonDocument.Parse(run.Out).RootElement.GetProperty("outputs").EnumerateArray());
        Assert.Equal("y", output.GetProperty("name").GetString());
        Assert.True(output.GetProperty("complete").GetBoolean());
        var (lower, upper) = (output.GetProperty("lower").GetDouble(), output.GetProperty("upper").GetDouble());
        Assert.Equal(1, lower, 1e-9);
        Assert.InRange(upper, lower, 1 + 1e-8);
        var x = output.GetProperty("point").GetProperty("x").GetDouble();
        Assert.InRange(x, 0.49, 3);
        Assert.Equal(2 * x, output.GetProperty("rules").GetDouble(), 1e-12);
        Assert.Equal(Math.Max(0, (2 * x) - 1), output.GetProperty("network").GetDouble(), 1e-12);
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    public void TextTellsTheSame(string culture)
    {
        using var language = new Culture(culture);
        var lines = Run(Rules, Network).Out.Split('\n');
        Assert.Equal(
            ["Line: the largest |rules - network| inside the ranges, proven.", "After ≈ numbers are rounded for reading; --json has all of "
                + "their digits.", string.Empty, "y: ≈ 1"],
            lines.Take(4));
        Assert.StartsWith("  rules ", lines[4], StringComparison.Ordinal);
        Assert.StartsWith("    x  ", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public void AStoppedSearchSaysHowToGoOn()
    {
        // Intervals alone do not see that both units bend together.
        const string Two = """
            {"layers":[{"weights":[[1],[1]],"bias":[-1,-2]},{"weights":[[1,-1]],"bias":[0]}],"slopes":[0],"box":[[0,1]]}
            """;
        Assert.Contains("y: ≈ 5\n", Run(Rules, Two).Out, StringComparison.Ordinal);
        var run = Run(Rules, Two, "--time-limit", "0");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("inside the ranges, not decided.", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("proven", run.Out, StringComparison.Ordinal);
        Assert.Contains("the time was up; a higher --time-limit narrows this, after 0 regions.", run.Out, StringComparison.Ordinal);
        Assert.Contains("y: at least ", run.Out, StringComparison.Ordinal);

        var few = Run(Rules, Two, "--max-regions", "1");
        Assert.Equal(1, few.ExitCode);
        Assert.Matches(
            "y: somewhere from (?:≈ )?[0-9.]+, which was found, to (?:≈ )?[0-9.]+, beyond which it is ruled out; (?:≈ )?[0-9.]+ are open\n",
            few.Out);
        Assert.Contains("there are more regions than --max-regions", few.Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Run(Rules, Two, "--max-regions", "1", "--json").Out);
        Assert.False(json.RootElement.GetProperty("proven").GetBoolean());
        var output = json.RootElement.GetProperty("outputs")[0];
        Assert.Equal("regions", output.GetProperty("stopped").GetString());
        Assert.Equal(
            output.GetProperty("upper").GetDouble() - output.GetProperty("lower").GetDouble(),
            output.GetProperty("gap").GetDouble(),
            1e-12);
    }

    [Fact]
    public void WhatDoesNotMatchIsRefusedInOneLine()
    {
        AssertRefused(
            Run(
                Rules,
                Network.Replace("[[2]]", "[[2,1]]", StringComparison.Ordinal).Replace(
                    "[[0,1]]", "[[0,1],[0,1]]", StringComparison.Ordinal)),
            "The network has 2 inputs, the rules have 1.");
        AssertRefused(Run(SampleDocuments.Loan, Network), "The input 'work' is a category; a network's inputs are numbers.");
        AssertRefused(Run(Rules, "{}"), "network.json(1,");
        AssertRefused(Run("{}", Network), "x.rules.json(1,");
        AssertRefused(Run(Rules, Network, "--max-regions", "0"), "--max-regions is a whole number of at least 1");
    }

    private static void AssertRefused(CommandRun run, string says)
    {
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    private static CommandRun Run(string rules, string network, params string[] options)
    {
        using var document = new CsvFile(rules, "x.rules.json");
        using var file = new CsvFile(network, "network.json");
        return CommandRun.Of(["fidelity", document.Path, file.Path, .. options]);
    }
}
