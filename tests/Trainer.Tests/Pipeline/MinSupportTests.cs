using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tests.Cli;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary><c>--min-support</c>: rules that too few training rows satisfy.</summary>
public sealed class MinSupportTests
{
    private const string LittleSupport = "little-support";

    [Fact]
    public void NoRuleIsWithoutATrainingRow()
    {
        var run = Trained.Named("banknote");
        Assert.DoesNotContain(run.Result.Notes, n => n.Kind == LittleSupport);
        Assert.All(run.Document.Rules, r => Assert.InRange(r.Support!.Rows, 1, int.MaxValue));
    }

    [Fact]
    public void EachRuleHasAsManyRowsAsWereAskedFor()
    {
        var run = Trained.OfText(Tables.Classes, new TrainingOptions { MinSupport = 40 }, "class");
        Assert.All(run.Document.Rules, r => Assert.InRange(r.Support!.Rows, 40, int.MaxValue));
        Assert.DoesNotContain(run.Result.Notes, n => n.Kind == LittleSupport);
    }

    [Fact]
    public void WhereNoModelQualifiesTheBestIsTakenAndNamed()
    {
        var run = Trained.OfText(Tables.Classes, new TrainingOptions { MinSupport = 1000 }, "class");
        var note = Assert.Single(run.Result.Notes, n => n.Kind == LittleSupport);
        Assert.Equal(run.Document.Rules.Count, note.Count);
        Assert.Contains("fewer than 1000 training rows", note.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Result.Notes, n => n.Kind == "support-passed-over");
    }

    [Fact]
    public void TreesGrowWithSupport()
    {
        var run = Trained.OfText(Tables.Classes, new TrainingOptions { Model = ModelKind.Tree, MinSupport = 60 }, "class");
        Assert.True(run.Document.Rules.Count > 1);
        Assert.All(run.Document.Rules, r => Assert.InRange(r.Support!.Rows, 60, int.MaxValue));
    }

    [Fact]
    public void TheOptionIsRecorded()
    {
        using var file = new CsvFile(Tables.Mixed);
        var output = file.Sibling("T.rules.json");
        string[] command = ["train", file.Path, "--target", "bought", "--model", "tree", "--min-support", "50", "-o", output];
        Assert.Equal(0, CommandRun.Of(command).ExitCode);
        var document = RuleDocumentReader.Read(System.IO.File.ReadAllBytes(output));
        Assert.Contains(new NamedText("min-support", "50"), document.Provenance!.Options);
        Assert.True(document.Rules.Min(r => r.Support!.Rows) >= 50);
    }
}
