using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using RuleCompiler.Tool.Shared;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>What training inferred about a table holds for every later file.</summary>
public sealed class ReadingCommandTests
{
    [Fact]
    public void ThousandsAndUnitsHoldForLaterFiles()
    {
        using var file = new CsvFile(
            CsvFile.Rows(
                "pay;rate;y",
                60,
                i => FormattableString.Invariant(
                    $"{(i % 3 == 0 ? $"{i + 100}" : $"{i + 1}.{100 + i}")};{i % 13}.5 %;{(i % 3 == 0 ? "low" : "high")}")));
        var rules = file.Sibling("Pay.rules.json");
        var asked = Train(file, "y", rules);
        Assert.Equal(2, asked.ExitCode);
        Assert.Contains("--thousands \"pay=.\"", asked.Error, StringComparison.Ordinal);

        var run = Train(file, "y", rules, "--thousands", "pay=.");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Note: '2.101' in column 'pay' is read as 2101, and so are 39 other cells", run.Error, StringComparison.Ordinal);
        Assert.Contains("(12 % is 12, not 0.12)", run.Error, StringComparison.Ordinal);
        Assert.Contains("\"thousands\": \"pay=.\"", File.ReadAllText(rules), StringComparison.Ordinal);
        Assert.Contains("\"unit\": \"rate=%\"", File.ReadAllText(rules), StringComparison.Ordinal);

        using var later = new CsvFile("pay;rate\n40.000;3 %\n40000;3\n101;3.0%\n", "later.csv");
        var lines = CommandRun.Of("predict", rules, later.Path).Out.Split('\n');
        Assert.Equal(lines[1], lines[2]);
        Assert.Equal(["high", "low"], new[] { lines[1], lines[3] }.Select(l => l.Split(',')[0]));
        using var foreign = new CsvFile("pay;rate\n€5;3\n", "foreign.csv");
        Assert.Contains("has a €", CommandRun.Of("predict", rules, foreign.Path).Error, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of("explain", rules, later.Path, "--row", "3").ExitCode);
    }

    [Fact]
    public void LabelsOfDigitsKeepTheirText()
    {
        using var file = new CsvFile(CsvFile.Rows("a,y", 60, i => FormattableString.Invariant($"{i * 1.5},{(i < 30 ? "010" : "100")}")));
        var rules = file.Sibling("Codes.rules.json");
        var run = Train(file, "y", rules);
        Assert.Contains("such as '010'; they are labels", run.Error, StringComparison.Ordinal);
        using var later = new CsvFile("a\n1\n89\n", "later.csv");
        Assert.Equal(["010", "100"], CommandRun.Of("predict", rules, later.Path).Out.Split('\n')[1..3].Select(l => l.Split(',')[0]));
    }

    [Fact]
    public void PercentagesAreLearnedAsNumbersAndToldInJsonToo()
    {
        using var file = new CsvFile(CsvFile.Rows("a,share", 60, i => FormattableString.Invariant($"{i * 1.5},{i}.25%")));
        var run = Train(file, "share", file.Sibling("Share.rules.json"), "--json");
        Assert.Contains("a number (regression)", run.Error, StringComparison.Ordinal);
        var note = JsonDocument.Parse(run.Out).RootElement.GetProperty("notes").EnumerateArray().Single(
            n => n.GetProperty("kind").GetString() == "number-read");
        Assert.Equal(("share", 60), (note.GetProperty("column").GetString(), note.GetProperty("count").GetInt32()));
    }

    [Fact]
    public void MarkOfATargetIsToldAndCanBeALabel()
    {
        using var file = new CsvFile(
            CsvFile.Rows("a,land", 90, i => FormattableString.Invariant($"{i * 1.5},{(i < 30 ? "NA" : i < 60 ? "DE" : "FR")}")));
        var rules = file.Sibling("Land.rules.json");
        Assert.Contains(
            "Note: 'NA' in 'land' (30 rows) stands for a missing value; if it is a label, use --not-missing \"land=NA\".",
            Train(file, "land", rules).Error,
            StringComparison.Ordinal);
        var run = Train(file, "land", rules, "--not-missing", "land=NA");
        Assert.Contains("'NA' 30", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("stands for a missing", run.Error, StringComparison.Ordinal);
        Assert.Contains("\"not-missing\": \"land=NA\"", File.ReadAllText(rules), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("price, net")]
    [InlineData("\"price, net\"")]
    [InlineData("price,, net")]
    public void TargetMayHaveACommaInItsName(string target)
    {
        using var file = new CsvFile(CsvFile.Rows("a,\"price, net\"", 60, i => FormattableString.Invariant($"{i % 11},{(i % 11) * 2.5}")));
        Assert.Contains(
            "To predict: price, net, a number", Train(file, target, file.Sibling("P.rules.json")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b", "a|b")]
    [InlineData("a,,b,c", "a,b|c")]
    [InlineData("\"a,b\",c", "a,b|c")]
    [InlineData("c, \"a, \"\"b\"\"\"", "c|a, \"b\"")]
    [InlineData(" a , , b ", "a|b")]
    [InlineData("5\" wide,b", "5\" wide|b")]
    [InlineData("\"open,b", "\"open|b")]
    public void ListsAreSplitAtTheirCommas(string text, string names) => Assert.Equal(names.Split('|'), ColumnList.Split(text));

    [Theory]
    [InlineData("--ignore", "hight", "did you mean 'height'?")]
    [InlineData("--number", "Height", "did you mean 'height'?")]
    [InlineData("--missing", "heigth=0", "did you mean 'height'?")]
    [InlineData("--not-missing", "heigh=NA", "did you mean 'height'?")]
    [InlineData("--thousands", "z=,", "the columns are 'height', 'y'.")]
    public void ColumnsOfEveryOptionAreLookedUp(string option, string value, string says)
    {
        using var file = new CsvFile("height,y\n1,0\n2,1\n");
        var run = Train(file, "y", file.Sibling("X.rules.json"), option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingTargetListsTheColumns()
    {
        using var file = new CsvFile("height,weight\n1,0\n2,1\n");
        var run = CommandRun.Of("train", file.Path);
        Assert.Equal(
            (2, $"rulec: {file.Path}: no target is given; name the column to predict with --target: 'height', 'weight'.\n"),
            (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("--thousands", "x", "--thousands is a point")]
    [InlineData("--encoding", "klingon", "'klingon'")]
    [InlineData("--comment", "ab", "--comment is one ASCII character")]
    [InlineData("--skip", "-1", "--skip is a whole number")]
    public void OptionsAreChecked(string option, string value, string says)
    {
        using var file = new CsvFile("a,y\n1,0\n2,1\n");
        var run = Train(file, "y", file.Sibling("X.rules.json"), option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    private static CommandRun Train(CsvFile file, string target, string output, params string[] more) =>
        CommandRun.Of(["train", file.Path, "--target", target, "--model", "linear", "-o", output, .. more]);
}
