using System;
using System.Linq;
using System.Text.Json;
using RuleCompiler.Runtime.Tests.Proofs;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

public sealed class DiffCommandTests
{
    private const string Rows = "age,income,debt,housing\n30,67,0,own\n22,69,0,own\n50,1,1,rent\n50,,1,rent\n";

    [Fact]
    public void TheSameDocumentsAreEqual()
    {
        using var file = new CsvFile(HingeDocuments.Loan, "old.rules.json");
        var run = CommandRun.Of("diff", file.Path, file.Path);
        Assert.Equal((0, "Loan → Loan: equal. The documents are the same.\n", string.Empty), (run.ExitCode, run.Out, run.Error));
    }

    [Theory]
    [InlineData("\"threshold\": 0", "\"threshold\": 0.25", "decisions", 1)]
    [InlineData("\"no record\": 0.5", "\"no record\": 0.6", "scores", 0)]
    [InlineData("young and renting", "young", "text", 0)]
    public void TheClassDecidesOnTheExitCode(string from, string to, string word, int exitCode)
    {
        using var old = new CsvFile(HingeDocuments.Loan, "old.rules.json");
        using var @new = new CsvFile(HingeDocuments.Loan.Edited(from, to), "new.rules.json");
        var run = CommandRun.Of("diff", old.Path, @new.Path);
        Assert.Equal((exitCode, string.Empty), (run.ExitCode, run.Error));
        Assert.StartsWith($"Loan → Loan: {word}. ", run.Out, StringComparison.Ordinal);
        Assert.Equal(1, CommandRun.Of("diff", old.Path, @new.Path, "--fail-on", word).ExitCode);
        Assert.Equal(0, CommandRun.Of("diff", old.Path, @new.Path, "--fail-on", "never").ExitCode);
    }

    [Fact]
    public void JsonHasTheCellsWithTheRowsOfTheData()
    {
        using var old = new CsvFile(HingeDocuments.Loan, "old.rules.json");
        using var @new = new CsvFile(HingeDocuments.Loan.Edited("\"threshold\": 0", "\"threshold\": 0.25"), "new.rules.json");
        using var data = new CsvFile(Rows, "rows.csv");
        var run = CommandRun.Of("diff", old.Path, @new.Path, "--json", "--data", data.Path);
        Assert.Equal((1, string.Empty), (run.ExitCode, run.Error));
        var root = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("decisions", root.GetProperty("class").GetString());
        var cells = root.GetProperty("cells").EnumerateArray().ToArray();
        Assert.Equal(4, cells.Length);
        Assert.All(cells, c =>
        {
            Assert.Equal("granted", c.GetProperty("oldAnswer").GetString());
            Assert.Equal("refused", c.GetProperty("newAnswer").GetString());
            Assert.InRange(c.GetProperty("share").GetDouble(), 0, 0.1);
            Assert.Equal(0, c.GetProperty("largestChange").GetProperty("atMost").GetDouble());
            Assert.Equal(
                ["age", "income", "debt", "housing"], c.GetProperty("witness").EnumerateObject().Select(v => v.Name));
            Assert.NotEmpty(c.GetProperty("limits").EnumerateArray());
        });
        Assert.Equal(4, root.GetProperty("data").GetProperty("rows").GetInt64());
        Assert.Equal(1, root.GetProperty("data").GetProperty("refusedByBoth").GetInt64());
        var differing = root.GetProperty("data").GetProperty("differing").GetInt64();
        Assert.InRange(differing, 1, 2);
        Assert.Equal(differing, cells.Sum(c => c.GetProperty("rows").GetInt64()));
    }

    [Fact]
    public void MarkdownIsShortAndSafe()
    {
        // A rule for each of 40 ages, each of which changes; labels that would be a mention, a link and a cell of the table.
        var rules = Enumerable.Range(1, 40).Select(r => $"{{'id':{r},'expressions':[{{'bias':-1,'weights':{{}}}}]}}");
        var conditions = Enumerable.Range(1, 39).Select(c => $"{{'id':{c},'expression':{{'bias':-{c},'weights':{{'x':1}}}}}}");
        var tree = Enumerable.Range(1, 39).Reverse().Aggregate(
            "{'rule':40}", (rest, c) => $"{{'condition':{c},'negative':{{'rule':{c}}},'positive':{rest}}}");
        var text = ("{'version':1,'name':'Many','summary':'','inputs':[{'name':'x','range':[0,40]}],'outputs':[{'name':'y'}],'decision':"
            + "{'kind':'threshold','thresholds':[{'threshold':0,'below':'@all|`x`','atOrAbove':'<b>[yes](http://a.b)'}]},'conditions':["
            + string.Join(',', conditions) + "],'tree':" + tree + ",'rules':[" + string.Join(',', rules) + "]}").Replace('\'', '"');
        using var old = new CsvFile(text, "old.rules.json");
        using var @new = new CsvFile(text.Replace("\"bias\":-1,\"weights\":{}", "\"bias\":1,\"weights\":{}", StringComparison.Ordinal),
            "new.rules.json");
        var run = CommandRun.Of("diff", old.Path, @new.Path, "--markdown");
        var lines = run.Out.TrimEnd('\n').Split('\n');
        Assert.InRange(lines.Length, 25, 60);
        Assert.Contains("20 more cells are left out.", lines);
        Assert.Equal(20, lines.Count(l => l.Contains("| `` @all\\|`x` → <b>[yes](http://a.b) `` |", StringComparison.Ordinal)));
    }

    [Fact]
    public void RenamedInputsAreNamed()
    {
        using var old = new CsvFile(HingeDocuments.Loan, "old.rules.json");
        using var @new = new CsvFile(HingeDocuments.Loan.Replace("\"debt\"", "\"owed\"", StringComparison.Ordinal), "new.rules.json");
        using var data = new CsvFile(Rows, "rows.csv");
        var run = CommandRun.Of("diff", old.Path, @new.Path, "--rename", "debt=owed", "--data", data.Path);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("  The input debt is now called owed.\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("0 rows of 4 in the data are answered differently. Refused are 1 by both.", run.Out, StringComparison.Ordinal);
        var wrong = CommandRun.Of("diff", old.Path, @new.Path, "--rename", "debt");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("--rename takes two names", wrong.Error, StringComparison.Ordinal);
    }
}
