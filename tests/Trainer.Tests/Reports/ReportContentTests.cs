using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Reports.Pages;
using RuleCompiler.Trainer.Tests.Cli;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Reports;

/// <summary>What a report calculates: importance, comparison, the plane that it begins with.</summary>
public sealed class ReportContentTests
{
    /// <summary>yes where x + 10·(colour is red) is at least 4.</summary>
    private const string Small = """
        {"version":1,"name":"Small","summary":"","inputs":[{"name":"x","range":[0,8],"missing":4},{"name":"y","range":[0,1]},{"name":"colour","categories":["red","blue"],"other":"blue"}],
        "outputs":[{"name":"buys"}],"decision":{"kind":"threshold","scores":"logit","thresholds":[{"threshold":0,"below":"no","atOrAbove":"yes"}]},
        "conditions":[],"tree":{"rule":1},"rules":[{"id":1,"expressions":[{"bias":-4,"weights":{"x":1,"colour":{"red":2}}}]}]}
        """;

    private const string Rows = "x,y,colour,buys\n2,0,blue,no\n6,1,blue,yes\n2,0,red,yes\n6,1,red,yes\n,0,blue,no\n5,1,green,\n";

    [Fact]
    public void ImportanceIsTheMeanAbsoluteContribution()
    {
        var rows = ReadRows(Small, Rows);
        var importance = InputImportance.Of(RuleDocumentReader.Read(Small), rows);
        // v = x − 4 + 2·red over the rows: −2, 2, 0, 4, 0, 1; its square has weights 1 and 4 over 5.
        var mean = (2 + 2 + 0 + 4 + 0 + 1) / 6.0;
        Assert.Equal(["colour", "x", "y"], importance.Select(i => new[] { "x", "y", "colour" }[i.Input]));
        Assert.Equal(mean * 4 / 5, importance[0].Contribution, 1e-12);
        Assert.Equal(mean / 5, importance[1].Contribution, 1e-12);
        Assert.Equal(0, importance[2].Contribution);
        // x is 2, 6, 2, 6, 4, 5 around 25/6; red in two of six rows.
        Assert.Equal(new[] { 2, 6, 2, 6, 4, 5 }.Average(x => Math.Abs(x - (25 / 6.0))), importance[1].Spread, 1e-12);
        Assert.Equal(2 * 2 * (2 / 6.0) * (4 / 6.0), importance[0].Spread, 1e-12);
    }

    [Fact]
    public void WithoutRowsWitnessesCountByTheirSupport()
    {
        var document = RuleDocumentReader.Read(SampleDocuments.Price) with { Decision = new ValueDecision() };
        Assert.Empty(InputImportance.Of(document, null));
        var rule = document.Rules[0] with { Witness = EquatableArray.Of<InputValue>(new NumberValue(Number.From(1.5))) };
        var importance = Assert.Single(InputImportance.Of(document with { Rules = EquatableArray.Of(rule) }, null));
        Assert.Equal(0.1 + (0.2 * 1.5), importance.Contribution, 1e-12);
        Assert.Equal(0.2 / 4, importance.Spread, 1e-12);
    }

    [Fact]
    public void ModelsAreComparedOnTheRowsThatSayWhatIsTrue()
    {
        var document = RuleDocumentReader.Read(Small);
        // x + colour as the rules have them, but for the bias: yes from 2 on.
        var network = new PiecewiseNetwork([new PiecewiseLayer(4, [1, 0, 2, 0], [-2], new Identity())]);
        var other = RuleDocumentReader.Read(Small.Replace("\"bias\":-4", "\"bias\":40", StringComparison.Ordinal));
        var compared = new ComparedRules("other.rules.json", other, ReadRows(RuleDocumentWriter.Write(other), Rows));
        var models = ModelComparison.Of(new ReportContent(document, null, ReadRows(Small, Rows), network, [compared]));
        Assert.Equal(["network", "rules", "other.rules.json", "majority"], models.Select(m => m.Name));
        Assert.All(models, m => Assert.Equal(5, m.Rows));
        // no, yes, yes (0 is at the threshold), yes, and of the row without x, which counts as 4, yes.
        Assert.Equal(0.8, Accuracy(models[1]));
        // The network says yes to all five, and so do the other rules; the majority is yes.
        Assert.Equal(0.6, Accuracy(models[0]));
        Assert.Equal(0.6, Accuracy(models[2]));
        Assert.Equal(0.6, Accuracy(models[3]));
        Assert.Null(models[1].Agreement);
        Assert.All(models.Where(m => m.Name != "rules"), m => Assert.Equal(5 / 6.0, m.Agreement!.Value, 1e-12));
    }

    [Fact]
    public void TargetsAreFoundBySource()
    {
        Assert.True(ReadRows(Small, Rows).HasTruth);
        Assert.Null(ReadRows(Small, Rows).Rows[5].Truth);
        Assert.False(ReadRows(Small, Rows.Replace("buys", "other", StringComparison.Ordinal)).HasTruth);
        Assert.True(ReadRows(Small, Rows.Replace("buys", "other", StringComparison.Ordinal), "other").HasTruth);
        Assert.Throws<InputFileException>(() => ReadRows(Small, Rows, "absent"));
        Assert.Throws<InputFileException>(() => ReadRows(Small, Rows, "buys", "x"));
    }

    [Fact]
    public void LabelsThatAreNumbersAreThemselvesHoweverTheyAreWritten()
    {
        var document = Small.Replace("\"no\"", "\"0\"", StringComparison.Ordinal).Replace("\"yes\"", "\"1\"", StringComparison.Ordinal);
        var rows = ReadRows(document, "x,y,colour,buys\n2,0,blue,0.0\n6,1,blue,1\n2,0,red,1e0\n1,1,red,2\n");
        Assert.Equal([0.0, 1.0, 1.0], rows.Rows.Take(3).Select(r => r.Truth![0]));
        Assert.Null(rows.Rows[3].Truth);
    }

    [Fact]
    public void PlaneBeginsWithTheNumbersThatMoveTheOutputs()
    {
        var document = RuleDocumentReader.Read(Small);
        var content = new ReportContent(document, null, ReadRows(Small, Rows), null, []);
        Assert.Equal((0, 1), (content.Plane!.X, content.Plane.Y));
        // The median of 2, 2, 5, 6, 6 without the missing one, and the most frequent colour.
        Assert.Equal([5, 0, 1], content.Plane.Held);
        Assert.Null(new ReportContent(document with { Inputs = document.Inputs.Select(i => i is NumberInput n ? n with { Maximum = n.Minimum } : i).ToEquatableArray() }, null, null, null, []).Plane);
    }

    private static ReportRows ReadRows(string document, string rows, params string[] targets)
    {
        using var file = new CsvFile(rows);
        return ReportRows.Read(file.Path, CsvFile.Target(targets), RuleDocumentReader.Read(document));
    }

    private static double Accuracy(ComparedModel model) => model.Metrics.Single(m => m.Name == "accuracy").Value.Value;
}
