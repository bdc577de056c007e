using System;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary><c>rulec explain --set</c>: a row without a file, and a row of a file with other values.</summary>
public sealed class ExplainSetTests
{
    private const string Loan = """
        {"version":2,"name":"Loan","inputs":[
        {"name":"age","range":[18,90],"unit":"years"},
        {"name":"debt=all","range":[0,9],"special":[{"value":"NaN","name":"no record"},{"value":-9,"name":"closed"}]},
        {"name":"pay","range":[0,9],"missing":{"value":2.5,"marks":[-1]}},
        {"name":"home","categories":["own","rent","?"]},
        {"name":"job","categories":["clerk","smith"],"other":"smith"},
        {"name":"town","categories":["north","south"]}],
        "outputs":[{"name":"score"}],"decision":{"kind":"threshold","thresholds":[{"threshold":0,"below":"no","atOrAbove":"yes"}]},
        "conditions":[],
        "common":[{"bias":1,"weights":{"age":-0.01,"debt=all":{"weight":-0.5,"special":{"no record":-1,"closed":2}},"pay":0.5,
        "home":{"rent":-1},"job":{"clerk":0.25},"town":{"south":0.125}}}],
        "tree":{"rule":1},"rules":[{"id":1}],
        "references":[{"name":"usual","row":{"age":50,"debt=all":1,"pay":4,"home":"own","job":"smith","town":"north"},"default":true}]}
        """;

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    public void ARowNeedsNoFile(string culture)
    {
        using var language = new Culture(culture);
        var run = Explain("age=34", "debt=all=1.5", "pay=1e0", "home= own ", "job=clerk", "town=south");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.StartsWith("Loan, the row that is set. Numbers are rounded to 6 digits", run.Out, StringComparison.Ordinal);
        // 1 − 0.34 − 0.75 + 0.5 + 0.25 + 0.125.
        Assert.Contains("what sets score = 0.785 apart from 2 at the reference: usual", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNotSetCountsAsMissingAndIsTold()
    {
        var run = Explain("age=34", "town=south", "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Note: not set, and taken as missing: 'debt=all', 'pay', 'home', 'job'.\n", run.Error, StringComparison.Ordinal);
        Assert.Contains(
            "missing, and another value stands for it: 'pay' in 1 row (by 2.5), 'job' in 1 row (by 'smith').",
            run.Error,
            StringComparison.Ordinal);
        var json = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(JsonValueKind.Null, json.GetProperty("row").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("asInFile").ValueKind);
        Assert.Equal(4, json.GetProperty("notes").EnumerateArray().First(n => n.GetProperty("kind").GetString() == "not-set")
            .GetProperty("count").GetInt32());
        Assert.Equal(
            [false, false, true, false, true, false],
            json.GetProperty("inputs").EnumerateArray().Select(i => i.GetProperty("isReplaced").GetBoolean()));
        Assert.Equal(
            [("age", "34", null), ("town", "south", null)],
            json.GetProperty("set").EnumerateArray().Select(SetOf));
        // 1 − 0.34 − 1 + 1.25 + 0.125.
        Assert.Equal(1.035, json.GetProperty("value").GetDouble(), 1e-12);
        // A special value that is no number is none in JSON either.
        Assert.Equal(JsonValueKind.Null, json.GetProperty("inputs")[1].GetProperty("value").ValueKind);
    }

    [Theory]
    [InlineData("debt=all=closed", 2.66)]
    [InlineData("debt=all=-9", 2.66)]
    [InlineData("debt=all=no record", -0.34)]
    [InlineData("debt=all=", -0.34)]
    [InlineData("pay=-1", 1.91)]
    [InlineData("pay=NA", 1.91)]
    [InlineData("pay=1,5", 1.41, "--decimal-comma")]
    [InlineData("pay=(2)", -0.34)]
    [InlineData("pay=x", 1.91, "--missing", "x")]
    [InlineData("pay=x", 1.91, "--missing", "pay=x")]
    [InlineData("job=baker", 0.66)]
    public void TextsAreReadAsThoseOfATable(string setting, double score, params string[] options)
    {
        // 1 − 0.34, a debt and a pay of 0 where they are not set.
        string[] standard = ["age=34", "town=north", "home=own", "debt=all=0", "pay=0", "job=smith"];
        var name = setting[..setting.LastIndexOf('=')];
        var rest = standard.Where(s => !s.StartsWith(name + "=", StringComparison.Ordinal));
        var run = Explain([.. rest, setting, "--json", .. options]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(score, JsonDocument.Parse(run.Out).RootElement.GetProperty("value").GetDouble(), 1e-12);
    }

    [Theory]
    [InlineData("the inputs 'age', 'town' have no value, and nothing stands for a missing one; give each one with --set", "home=own")]
    [InlineData("the input 'town' has no value, and nothing stands for a missing one", "age=3")]
    [InlineData("--set: the rules have no input 'agee'; did you mean 'age'?", "agee=3")]
    [InlineData("--set: the rules have no input 'x'; the inputs are 'age', 'debt=all', 'pay', 'home', 'job', 'town'.", "x=3")]
    [InlineData(@"--set: the rules have no input '\u202E'; the inputs are", "\u202E=3")]
    [InlineData("--set takes the name of an input and its value, as in age=34, not 'age'.", "age")]
    [InlineData("--set gives 'age' two values; give it one.", "age=3", "age=3")]
    [InlineData("--set age: 'old' in column 'age' is not a finite number; correct it", "age=old", "town=north")]
    [InlineData("--set age: '1,5' in column 'age' is not a finite number; give --decimal-comma", "age=1,5", "town=north")]
    [InlineData("--set age: 'inf' in column 'age' is not a finite number", "age=inf", "town=north")]
    [InlineData("--set age: The input 'age' is missing, and the rules have no value that stands for a missing one.", "age=", "town=north")]
    [InlineData("--set town: The input 'town' is not one of the declared categories, and none of them stands for others; did you mean "
        + "'north'?", "age=3", "town=nort")]
    [InlineData("--row is a row of a file, and there is none", "age=3", "town=north", "--row", "1")]
    [InlineData("--reference 1 is a row of the file, and there is no file", "age=3", "town=north", "--reference", "1")]
    [InlineData("--unit is for networks", "age=3", "town=north", "--unit", "output")]
    public void WhatIsWrongIsOneLine(string says, params string[] settings)
    {
        var run = Explain(settings);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith("rulec: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [Fact]
    public void WithoutAFileAndWithoutValuesAllThatIsNeededIsNamed() =>
        Assert.Contains("the inputs 'age', 'town' have no value", Explain().Error, StringComparison.Ordinal);

    /// <summary>What if: the row of the file with other values, and what is answered without them.</summary>
    [Fact]
    public void ARowOfAFileMayHaveOtherValues()
    {
        using var rules = new CsvFile(Loan, "loan.rules.json");
        using var data = new CsvFile("town,job,home,pay,debt=all,age\nnorth,smith,rent,0,1,50\nsouth,x,own,ten,1,50\n");
        var run = CommandRun.Of("explain", rules.Path, data.Path, "--set", "home=own", "--set", "pay=4");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.StartsWith(
            """
            Loan, row 1 with other values. Numbers are rounded to 6 digits for reading; --json has all of them.

              input  value  in the file
              pay    4      0
              home   own    rent
            As it is in the file, the row meets rule 1, and the answer is no.

            """.ReplaceLineEndings("\n"),
            run.Out,
            StringComparison.Ordinal);
        Assert.Contains("Decision: yes", run.Out, StringComparison.Ordinal);

        // From the row itself shares are what the other values do.
        run = CommandRun.Of("explain", rules.Path, data.Path, "--set", "home=own", "--set", "pay=4", "--reference", "1", "--json");
        var json = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(
            [0, 0, 2, 1, 0, 0], json.GetProperty("shares").EnumerateArray().Select(s => s.GetProperty("share").GetDouble()));
        Assert.Equal([("pay", "4", "0"), ("home", "own", "rent")], json.GetProperty("set").EnumerateArray().Select(SetOf));
        Assert.Equal("no", json.GetProperty("asInFile").GetProperty("decision").GetString());
        Assert.Equal(-1, json.GetProperty("asInFile").GetProperty("outputs")[0].GetDouble());
        Assert.Equal((1, 1), (json.GetProperty("row").GetInt32(), json.GetProperty("asInFile").GetProperty("rule").GetInt32()));
    }

    [Fact]
    public void AValueMayStandWhereTheFileHasNone()
    {
        using var rules = new CsvFile(Loan, "loan.rules.json");
        using var data = new CsvFile("town,job,home,pay,debt=all,age\nsouth,smith,own,\u202Eten,1,50\nwest,smith,own,1,1,50\n");
        var run = CommandRun.Of("explain", rules.Path, data.Path, "--set", "pay=4");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains(@"pay    4      \u202Eten", run.Out, StringComparison.Ordinal);
        Assert.Contains("As it is in the file, the rules refuse the row.", run.Out, StringComparison.Ordinal);
        // What is not replaced keeps its place.
        run = CommandRun.Of("explain", rules.Path, data.Path, "--set", "age=4");
        Assert.StartsWith($"rulec: {data.Path}(2,17): '", run.Error, StringComparison.Ordinal);
        // An unknown category does, too.
        run = CommandRun.Of("explain", rules.Path, data.Path, "--set", "pay=4", "--row", "2");
        Assert.StartsWith($"rulec: {data.Path}(3,1): The input 'town'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void NetworksTakeAFile()
    {
        using var network = new CsvFile("""{"layers":[{"weights":[[1]],"bias":[0]}],"slopes":[],"box":[[0,1]]}""", "net.json");
        using var point = new CsvFile("0.5\n");
        Assert.Contains(
            "--set is for rules, and this is a network; omit it.",
            CommandRun.Of("explain", network.Path, point.Path, "--set", "x1=1").Error,
            StringComparison.Ordinal);
        Assert.Contains(
            "this is a network, and nothing to explain it at is named",
            CommandRun.Of("explain", network.Path).Error,
            StringComparison.Ordinal);
    }

    private static (string?, string?, string?) SetOf(JsonElement set) =>
        (set.GetProperty("input").GetString(), set.GetProperty("value").GetString(), set.GetProperty("inFile").GetString());

    private static CommandRun Explain(params string[] arguments)
    {
        using var rules = new CsvFile(Loan, "loan.rules.json");
        var isSetting = true;
        return CommandRun.Of(["explain", rules.Path, .. arguments.SelectMany(a =>
        {
            isSetting &= !a.StartsWith('-');
            return isSetting ? new[] { "--set", a } : [a];
        })]);
    }
}
