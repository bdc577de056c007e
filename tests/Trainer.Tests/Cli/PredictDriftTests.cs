using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>What <c>predict</c>, <c>explain</c> and <c>report</c> tell of rows that are not as in training.</summary>
public sealed class PredictDriftTests
{
    private const string Rules =
        """
        {
          "version": 1,
          "name": "Stay",
          "inputs": [
            { "name": "days", "range": [1, 30], "missing": { "value": 4, "marks": [-1] } },
            { "name": "weight", "range": [40, 120] },
            { "name": "ward", "categories": ["=cmd|x", "intensive care", "true"], "other": "intensive care" },
            { "name": "grade", "categories": ["1", "2"], "other": "2" }
          ],
          "outputs": [ { "name": "risk" } ],
          "decision": { "kind": "threshold", "thresholds": [ { "threshold": 5, "below": "-", "atOrAbove": "@risk" } ] },
          "tree": { "rule": 1 },
          "rules": [ { "id": 1, "expressions": [ { "bias": 0, "weights": { "days": 1, "grade": { "1": 0.5 } } } ] } ]
        }
        """;

    [Fact]
    public void CleanRowsAreAnsweredWithoutAWord()
    {
        var (run, _) = Predict("days,weight,ward,grade\n2,50,true,1\n3,60,intensive care,2\n");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
    }

    [Fact]
    public void UnknownCategoriesAreCountedWithWhatMayBeMeant()
    {
        var (run, _) = Predict(
            "days,weight,ward,grade\n2,50,True,1\n3,60,Intensive  Care,2\n3,60,True,7\n3,60,garden,7\n3,60,intensive car,3.5\n");
        Assert.Contains(
            "Note: 5 rows with a category of 'ward' that the rules do not know, counted as 'intensive care': 'True' (2, did you mean "
                + "'true'?), ",
            run.Error,
            StringComparison.Ordinal);
        Assert.Contains("'Intensive  Care' (1, did you mean 'intensive care'?)", run.Error, StringComparison.Ordinal);
        Assert.Contains("'garden' (1) and 1 more.", run.Error, StringComparison.Ordinal);
        Assert.Contains(
            "3 rows with a category of 'grade' that the rules do not know, counted as '2': '7' (2), '3.5' (1).",
            run.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void EqualNumbersAreEqualCategories()
    {
        var (run, lines) = Predict("days,weight,ward,grade\n2,50,true,1.0\n2,50,true,1e0\n2,50,true,01\n");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.All(lines.Skip(1), l => Assert.Equal("-,1,2.5", l));
    }

    [Fact]
    public void RangesAndMissingValuesAreCounted()
    {
        var (run, _) = Predict("days,weight,ward,grade\n,500,true,1\n-1,50,true,1\n31,39,true,\n0.5,50,true,1\n");
        Assert.Contains(
            "outside the ranges of training, where the rules extrapolate: 'days' in 2 rows (down to 0.5 and up to 31; 1 to 30 in "
                + "training), 'weight' in 2 rows (down to 39 and up to 500; 40 to 120 in training).",
            run.Error,
            StringComparison.Ordinal);
        Assert.Contains(
            "missing, and another value stands for it: 'days' in 2 rows (by 4), 'grade' in 1 row (by '2').",
            run.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void StrictRefusesTheFirstAtItsPlace()
    {
        foreach (var (text, place, says) in ((string, string, string)[])
        [
            ("days,weight,ward,grade\n2,50,true,1\n2,50,True,1\n", "(3,6)", "'True' is not a category of 'ward'"),
            ("days,weight,ward,grade\n2,500,true,1\n", "(2,3)", "'500' is outside the range of 'weight' in training, 40 to 120"),
            ("days,weight,ward,grade\n-1,50,true,1\n", "(2,1)", "the value of 'days' is missing"),
        ])
        {
            using var data = new CsvFile(text);
            using var rules = new CsvFile(Rules, "stay.rules.json");
            var run = CommandRun.Of("predict", rules.Path, data.Path, "--strict");
            Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
            Assert.StartsWith($"rulec: {data.Path}{place}: {says}", run.Error, StringComparison.Ordinal);
            Assert.Contains("omit --strict", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void DetailsSayWhatWasReplacedOutsideAndRefused()
    {
        var (run, lines) = Predict(
            "days,weight,ward,grade\n,50,pool,1\n90,50,true,1\n3,,true,1\n3,heavy,true,1\n3,50,true,1\n", "--details");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("prediction,rule,risk,replaced,outside,refused", lines[0]);
        Assert.Equal("-,1,4.5,days=4; ward=intensive care,,", lines[1]);
        Assert.Equal("'@risk,1,90.5,,days=90,", lines[2]);
        Assert.StartsWith(",,,,,\"The input 'weight' is missing", lines[3], StringComparison.Ordinal);
        Assert.StartsWith(
            ",,,,,\"'heavy' in column 'weight' is not a finite number",
            lines[4].Replace(",,,,,'", ",,,,,\"'", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Equal("-,1,3.5,,,", lines[5]);
        Assert.Contains("2 rows are refused; the column 'refused' says why.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TextsThatASpreadsheetWouldRunAreMadeSafeAndTold()
    {
        const string table = "days,weight,ward,grade\n9,50,true,1\n2,50,true,1\n";
        var (safe, lines) = Predict(table);
        // A sign alone is no formula.
        Assert.Equal(["'@risk,1,9.5", "-,1,2.5"], lines.Skip(1));
        Assert.Contains(
            "texts that a spreadsheet would run, such as '@risk', are written with an apostrophe before them; --raw",
            safe.Error,
            StringComparison.Ordinal);
        var (raw, unchanged) = Predict(table, "--raw");
        Assert.Equal(["@risk,1,9.5", "-,1,2.5"], unchanged.Skip(1));
        Assert.Equal(string.Empty, raw.Error);
    }

    [Fact]
    public void JsonHasTheCounts()
    {
        using var data = new CsvFile("days,weight,ward,grade\n-1,500,True,1\n2,50,true,1\n");
        using var rules = new CsvFile(Rules, "stay.rules.json");
        var run = CommandRun.Of("predict", rules.Path, data.Path, "--json", "-o", data.Sibling("out.csv"));
        var root = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(2, root.GetProperty("rows").GetInt32());
        var drift = root.GetProperty("drift");
        Assert.Equal(
            (0, 2, 1, 1, 1),
            (
                drift.GetProperty("refused").GetInt32(),
                drift.GetProperty("replaced").GetInt32(),
                drift.GetProperty("replacedRows").GetInt32(),
                drift.GetProperty("outside").GetInt32(),
                drift.GetProperty("outsideRows").GetInt32()));
        Assert.EndsWith(
            "Of 2 rows: 2 values replaced, in 1 row; 1 value outside the ranges of training, in 1 row.\n",
            run.Error,
            StringComparison.Ordinal);
        var inputs = root.GetProperty("drift").GetProperty("inputs").EnumerateArray().ToArray();
        Assert.Equal(["days", "weight", "ward"], inputs.Select(i => i.GetProperty("name").GetString()));
        Assert.Equal(
            (1, 1, 500.0),
            (
                inputs[0].GetProperty("missing").GetInt32(),
                inputs[1].GetProperty("outside").GetInt32(),
                inputs[1].GetProperty("largest").GetDouble()));
        Assert.Equal("true", inputs[2].GetProperty("categories")[0].GetProperty("didYouMean").GetString());
        Assert.Equal(
            ["unknown-category", "outside-range", "missing-replaced"],
            root.GetProperty("notes").EnumerateArray().Select(n => n.GetProperty("kind").GetString()));
        Assert.Equal(3, File.ReadAllLines(data.Sibling("out.csv")).Length);
        Assert.Contains(
            "name a file for them with -o", CommandRun.Of("predict", rules.Path, data.Path, "--json").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "Days,WEIGHT,ward,grade\n2,50,true,1\n",
        "the columns 'days' (did you mean 'Days'?), 'weight' (did you mean 'WEIGHT'?) are missing")]
    [InlineData("days,wieght,ward,grade\n2,50,true,1\n", "the column 'weight' is missing")]
    [InlineData("days;weight;ward;grade\n2;50,5;true;1\n", "'50,5' in column 'weight' is not a finite number; give --decimal-comma")]
    public void NamesAndNumbersOfAnotherKindHaveTheirRemedy(string text, string says)
    {
        var (run, _) = Predict(text);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ExplainAndReportCountToo()
    {
        using var data = new CsvFile("days,weight,ward,grade\n2,50,true,1\n-1,50,True,1\n");
        using var rules = new CsvFile(Rules, "stay.rules.json");
        Assert.Equal(string.Empty, CommandRun.Of("explain", rules.Path, data.Path).Error);
        const string unknown =
            "Note: 1 row with a category of 'ward' that the rules do not know, counted as 'intensive care': 'True' (1, did you mean "
                + "'true'?).";
        Assert.Contains(unknown, CommandRun.Of("explain", rules.Path, data.Path, "--row", "2").Error, StringComparison.Ordinal);
        Assert.Contains(
            "unknown-category", CommandRun.Of("explain", rules.Path, data.Path, "--row", "2", "--json").Out, StringComparison.Ordinal);
        Assert.Contains(
            unknown,
            CommandRun.Of("report", rules.Path, "--data", data.Path, "-o", data.Sibling("page.html")).Error,
            StringComparison.Ordinal);
        Assert.Contains("\"marks\":[-1]", File.ReadAllText(data.Sibling("page.html")), StringComparison.Ordinal);
        Assert.Contains(
            "days; 1.0 to 30.0 in training. -1 and NaN mean missing and count as 4.0.",
            CommandRun.Of("show", rules.Path).Out,
            StringComparison.Ordinal);
    }

    private static (CommandRun Run, string[] Lines) Predict(string table, params string[] options)
    {
        using var data = new CsvFile(table);
        using var rules = new CsvFile(Rules, "stay.rules.json");
        var run = CommandRun.Of(["predict", rules.Path, data.Path, .. options]);
        return (run, run.Out.TrimEnd('\n').Split('\n'));
    }
}
