using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Tests.Onnx;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>The commands on models as exporters write them: several inputs and outputs, texts.</summary>
public sealed class ExportedModelCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("commands").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void PredictFindsTheModelsOwnInputsByName()
    {
        var model = Two().Write(_folder);
        using var data = new CsvFile("b,other,a\n1,x,10\n2,y,20\n");
        var run = CommandRun.Of("predict", model, data.Path, "--network-output", "difference");
        Assert.Equal((0, "output1\n9\n18\n", string.Empty), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public void PredictTakesAndGivesTexts()
    {
        var model = ReferenceTests.TextsInALinearModel().Write(_folder);
        using var data = new CsvFile("age,t\n38.5,red\n38.5,blue\n38.5,mauve\n");
        var lines = CommandRun.Of("predict", model, data.Path).Out.Split('\n');
        Assert.Equal(["high", "high", "low"], lines.Skip(1).Take(3).Select(l => l.Split(',')[0]));
        using var lacking = new CsvFile("age,tone\n1,red\n");
        Assert.Contains(
            "the column 't' is missing, which the network takes as a text",
            CommandRun.Of("predict", model, lacking.Path).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void RulesOfTextsAnswerAsTheNetwork()
    {
        var (model, rules) = (ReferenceTests.TextsInALinearModel().Write(_folder), Path.Combine(_folder, "Texts.rules.json"));
        using var data = new CsvFile("age,t\n20,red\n40,green\n60,blue\n75,mauve\n");
        var run = CommandRun.Of("extract", model, "--box-from", data.Path, "-o", rules);
        Assert.Equal(0, run.ExitCode);
        var network = CommandRun.Of("predict", model, data.Path).Out.Split('\n').Select(l => l.Split(',')[0]).Skip(1);
        Assert.Equal(network, CommandRun.Of("predict", rules, data.Path).Out.Split('\n').Select(l => l.Split(',')[0]).Skip(1));
        Assert.Equal(0, CommandRun.Of("verify", rules).ExitCode);
        Assert.Contains("range\": [ 20, 75 ]", File.ReadAllText(rules), StringComparison.Ordinal);
    }

    [Fact]
    public void OutputsThatCannotBeTakenTogetherAreNamed()
    {
        var model = Two().Write(_folder);
        var run = CommandRun.Of("extract", model, "--box=0,1");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(
            "The network has 2 outputs, 'sum', 'difference'; rules need one: say which with --network-output NAME",
            run.Error,
            StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of("extract", model, "--box=0,1", "--network-output", "sum").ExitCode);
        Assert.Contains(
            "has no output 'product'",
            CommandRun.Of("extract", model, "--box=0,1", "--network-output", "product").Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void CollapseSaysThatItTakesNumbers()
    {
        var model = ReferenceTests.TextsInALinearModel().Write(_folder);
        using var data = new CsvFile("age,t\n20,red\n");
        var run = CommandRun.Of("collapse", model, "--data", data.Path, "-o", Path.Combine(_folder, "C.rules.json"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(
            "the network takes texts, which collapse does not learn from; rulec extract writes its rules",
            run.Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b,a", false)]
    [InlineData("other,more", true)]
    public void CollapseFindsTheModelsOwnInputsByName(string header, bool isByPosition)
    {
        var (model, rules) = (Two().Write(_folder), Path.Combine(_folder, "Difference.rules.json"));
        using var data = new CsvFile(CsvFile.Rows(header, 80, i => FormattableString.Invariant($"{i * 37 % 80}.5,{i * 61 % 83}.25")));
        var run = CommandRun.Of(
            "collapse", model, "--data", data.Path, "--network-output", "difference", "--task", "regression", "-o", rules, "--json");
        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(run.Out);
        var notes = json.RootElement.GetProperty("notes").EnumerateArray().Select(n => n.GetProperty("kind").GetString()).ToArray();
        Assert.Equal(isByPosition, notes.Contains("by-position"));
        using var row = new CsvFile(header + "\n10,30\n");
        var answer = double.Parse(
            CommandRun.Of("predict", rules, row.Path).Out.Split('\n')[1].Split(',')[^1], CultureInfo.InvariantCulture);
        Assert.Equal(isByPosition ? -20 : 20, answer, 0.5);
    }

    [Fact]
    public void ExplainFindsTheModelsOwnInputsByName()
    {
        var model = new SmallModel().Input("a", ElementType.Float, -1, 1).Input("b", ElementType.Float, -1, 1).Node(
            "Sub", "a b", "difference").Output("difference").Write(_folder);
        using var data = new CsvFile("b,a\n1,10\n");
        var run = CommandRun.Of("explain", model, data.Path, "--json");
        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(9, json.RootElement.GetProperty("value").GetDouble(), 6);
    }

    [Fact]
    public void HowRowsWereTakenStandsInTheResult()
    {
        var model = Two().Write(_folder);
        using var data = new CsvFile("first,second\n1,10\n2,20\n");
        var run = CommandRun.Of("extract", model, "--box-from", data.Path, "--network-output", "sum", "--json");
        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Contains(json.RootElement.GetProperty("notes").EnumerateArray(), n => n.GetProperty("kind").GetString() == "by-position");
        Assert.Contains("Note: the columns are taken by their order, 'first', 'second' as 'a', 'b'", run.Error, StringComparison.Ordinal);
    }

    private static SmallModel Two() =>
        new SmallModel().Input("a", ElementType.Float, -1, 1).Input("b", ElementType.Float, -1, 1).Input(
            "unused", ElementType.String, -1, 1)
            .Node("Add", "a b", "sum").Node("Sub", "a b", "difference").Output("sum").Output("difference");
}
