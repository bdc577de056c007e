using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Runtime.Tests.Proofs;
using RuleCompiler.Trainer.Tests.Export.Points;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary><c>rulec export --to points</c> as a person runs it.</summary>
public sealed class PointsCommandTests
{
    private static readonly string German = Path.Combine(SourceTree.Root, "samples", "GermanCredit");

    [Fact]
    public void CardCountsRowsAndSaysWhereDecisionsDiffer()
    {
        using var file = new CsvFile(PointsDocuments.Additive, "A.rules.json");
        var (data, output, card) = (file.Sibling("rows.csv"), file.Sibling("P.rules.json"), file.Sibling("card.csv"));
        File.WriteAllText(data, "age,rate,job\n20,0.5,a\n,0.1,b\n55,-1,other\n70,x,a\n");
        var run = CommandRun.Of(
            "export", file.Path, "--to", "points", "-o", output, "--card", card, "--data", data, "--pdo", "10", "--odds", "1", "--at", "0");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.StartsWith(
            "AdditivePoints: 7 points or more: yes; fewer: no.\n0 points are odds of 1 to 1 for yes", run.Out, StringComparison.Ordinal);
        Assert.Contains("of 4 rows in the data", run.Out, StringComparison.Ordinal);
        var lines = File.ReadAllLines(card);
        Assert.Equal("card,input,from,below,special,category,points,rows", lines[0]);
        // The value that stands for a missing age is 40; a row that is refused is nowhere.
        Assert.Equal(3, lines.Where(l => l.StartsWith("total,age,", StringComparison.Ordinal)).Sum(l => int.Parse(l.Split(',')[^1], null)));
        Assert.EndsWith(",1", lines.Single(l => l.Contains(",none,", StringComparison.Ordinal)), StringComparison.Ordinal);
        var read = RuleDocumentReader.Read(File.ReadAllText(output));
        Assert.Equal(
            $"Additive {Meaning.Of(RuleDocumentReader.Read(PointsDocuments.Additive)).Hash}",
            read.Provenance!.Options.Single(o => o.Name == "points-of").Value);
    }

    [Fact]
    public void JsonHasAllOfIt()
    {
        using var file = new CsvFile(HingeDocuments.Loan, "L.rules.json");
        var run = CommandRun.Of("export", file.Path, "--to", "points", "--json", "-o", file.Sibling("P.rules.json"));
        Assert.True(run.ExitCode == 0, run.Error);
        using var json = JsonDocument.Parse(run.Out);
        var root = json.RootElement;
        Assert.Equal("granted", root.GetProperty("scale").GetProperty("towards").GetString());
        Assert.Equal(3, root.GetProperty("cards").GetArrayLength());
        Assert.True(root.GetProperty("bound").GetProperty("points").GetDouble() > 0);
        Assert.True(root.GetProperty("differences").GetProperty("areAll").GetBoolean());
        Assert.NotEqual(0, root.GetProperty("differences").GetProperty("cells").GetArrayLength());
        Assert.Equal(["age"], root.GetProperty("stepped").EnumerateArray().Select(e => e.GetString()));
    }

    [Fact]
    public void WithoutAFileTheDocumentIsOnStandardOutputAndTheCardOnStandardError()
    {
        using var file = new CsvFile(PointsDocuments.Additive, "A.rules.json");
        var run = CommandRun.Of("export", file.Path, "--to", "points");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("AdditivePoints", RuleDocumentReader.Read(run.Out).Name);
        Assert.Contains("Points:\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void HostileTextsStayText()
    {
        var text = PointsDocuments.Additive.Replace("\"a\"", "\"=1+cmd|' /C calc'!A0\"", StringComparison.Ordinal)
            .Replace("\"rate\"", "\"@SUM(1)\\u202e\\n\"", StringComparison.Ordinal);
        using var file = new CsvFile(text, "A.rules.json");
        var card = file.Sibling("card.csv");
        var run = CommandRun.Of("export", file.Path, "--to", "points", "--card", card, "-o", file.Sibling("P.rules.json"));
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain('\u202e', run.Out + run.Error);
        Assert.Contains("with an apostrophe before them", run.Error, StringComparison.Ordinal);
        var written = File.ReadAllText(card);
        Assert.Contains(",'=1+cmd", written, StringComparison.Ordinal);
        Assert.Contains("'@SUM(1)", written, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of(
            "export", file.Path, "--to", "points", "--card", card, "--raw", "-o", file.Sibling("Q.rules.json")).ExitCode);
        Assert.Contains(",=1+cmd", File.ReadAllText(card), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--pdo 20 --scale 3", "give one of them")]
    [InlineData("--json", "omit --json")]
    [InlineData("--raw", "--raw is about the texts of --card")]
    [InlineData("--bins 65", "--bins is a whole number from 1 to 64")]
    [InlineData("--step age=0", "--step is the name of a number")]
    [InlineData("--step age=7", "not both multiples of 7")]
    [InlineData("--towards maybe", "No answer is 'maybe'")]
    [InlineData("--dialect duckdb", "--dialect is for --to sql, not for --to points")]
    [InlineData("--pdo -1", "--pdo is a number")]
    public void WhatIsWrongIsOneLine(string options, string says)
    {
        using var file = new CsvFile(PointsDocuments.Additive, "A.rules.json");
        var run = CommandRun.Of(["export", file.Path, "--to", "points", .. options.Split(' ')]);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void FiguresAreThoseOfThePointsOnceMeasured()
    {
        using var file = new CsvFile("x\n");
        var (points, measured) = (file.Sibling("P.rules.json"), file.Sibling("M.rules.json"));
        var data = Path.Combine(German, "german-credit.csv");
        Assert.Equal(0, CommandRun.Of(
            "export", Path.Combine(German, "GermanCredit.rules.json"), "--to", "points", "--bins", "3", "-o", points).ExitCode);
        var made = RuleDocumentReader.Read(File.ReadAllText(points));
        Assert.Empty(made.Provenance!.Metrics);
        Assert.All(made.Rules, r => Assert.Null(r.Support));
        var run = CommandRun.Of("measure", points, "--data", data, "-o", measured);
        Assert.True(run.ExitCode == 0, run.Error);
        var read = RuleDocumentReader.Read(File.ReadAllText(measured));
        Assert.False(read.Provenance!.Measured!.IsEdited);
        var metrics = read.Provenance.Metrics.Single().Splits.Single(s => s.Name == "train").Numbers;
        // Points have an order and no probability.
        Assert.InRange(metrics.Single(m => m.Name == "auc").Value.Value, 0.75, 0.9);
        Assert.DoesNotContain(metrics, m => m.Name == "logLoss");
        Assert.Equal(600, read.Rules.Sum(r => r.Support!.Rows));
    }
}
