using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tests.Cli;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary><c>rulec train --model tree</c> and <c>--model linear</c>: the same document from other models.</summary>
public class OtherModelTests
{
    [Theory]
    [InlineData("mixed", "bought", 0.80)]
    [InlineData("classes", "class", 0.90)]
    [InlineData("bits", "inside,right", 0.60)]
    [InlineData("regression", "y", 0.70)]
    public void TreesAreDocuments(string table, string targets, double atLeast)
    {
        using var file = new CsvFile(TextOf(table));
        var output = file.Sibling("Tree.rules.json");
        var run = CommandRun.Of("train", file.Path, "--target", targets, "--model", "tree", "-o", output, "--json");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        var document = DocumentFile.Read(output);
        Assert.InRange(document.Rules.Count, 3, 8);
        Assert.All(document.Conditions, c => Assert.Single(c.Expression.Terms));
        Assert.All(document.Rules, r => Assert.All(document.Whole(r), e => Assert.Empty(e.Terms)));
        Assert.All(document.Rules, r => Assert.NotNull(r.Witness));
        Assert.All(DocumentVerifier.Verify(document).Claims, c => Assert.True(c.Holds, c.Name));

        var provenance = document.Provenance!;
        Assert.Equal(["rules", "majority"], provenance.Metrics.Select(m => m.Model));
        Assert.Contains(new NamedText("model", "tree"), provenance.Options);
        Assert.DoesNotContain(provenance.Options, o => o.Name is "hidden" or "schedule");
        Assert.Equal(document.Rules.Sum(r => r.Support!.Rows), (int)provenance.Rows.Single(r => r.Name == "train").Value.Value);
        Assert.All(provenance.Frontier, e => Assert.Equal(e.Nonlinear + 1, e.Rules));
        Assert.Equal(document.Rules.Count, provenance.Frontier.Single(e => e.IsChosen).Rules);

        using var json = JsonDocument.Parse(run.Out);
        var metrics = json.RootElement.GetProperty("metrics").GetProperty("rules").GetProperty("test");
        Assert.True(metrics.EnumerateObject().First().Value.GetDouble() >= atLeast, run.Out);
        Assert.Contains("tests  rules  numbers  points  terms  expected loss", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TreesKeepToTheirBudgetAndDependOnNoThread()
    {
        using var file = new CsvFile(Tables.Mixed);
        string Run(string name, params string[] more)
        {
            Assert.Equal(
                ExitCode.Done,
                CommandRun.Of(
                    ["train", file.Path, "--target", "bought", "--model", "tree", "--name", "T", "-o", file.Sibling(
                        name), .. more]).ExitCode);
            return File.ReadAllText(file.Sibling(name));
        }

        Assert.Equal(Run("a.rules.json", "--threads", "1"), Run("b.rules.json", "--threads", "2"));
        Assert.InRange(RuleDocumentReader.Read(Run("c.rules.json", "--max-rules", "3")).Rules.Count, 2, 3);
        Assert.InRange(RuleDocumentReader.Read(Run("d.rules.json", "--max-nonlinear", "1")).Rules.Count, 1, 2);
        Assert.Single(RuleDocumentReader.Read(Run("e.rules.json", "--tolerance", "1")).Rules);
    }

    [Fact]
    public void LinearModelsAreOneRule()
    {
        using var file = new CsvFile(Tables.Mixed);
        var output = file.Sibling("Linear.rules.json");
        Assert.Equal(ExitCode.Done, CommandRun.Of("train", file.Path, "--target", "bought", "--model", "linear", "-o", output).ExitCode);
        var document = DocumentFile.Read(output);
        Assert.Single(document.Rules);
        Assert.Empty(document.Conditions);
        Assert.Equal(["rules", "linear", "majority"], document.Provenance!.Metrics.Select(m => m.Model));
        Assert.Equal(2, document.Provenance.Architecture.Count);
        Assert.True(document.Provenance.Metrics[0].Splits.Single(s => s.Name == "test").Numbers[0].Value.Value > 0.75);
    }

    [Theory]
    [InlineData("tree", "--hidden", "4")]
    [InlineData("linear", "--schedule", "note")]
    [InlineData("tree", "--noise", "0.1")]
    public void OptionsOfNetworksAreRefused(string model, string option, string value)
    {
        var run = CommandRun.Of("train", "data.csv", "--target", "y", "--model", model, option, value);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(option + " is for networks", run.Error, StringComparison.Ordinal);
    }

    private static string TextOf(string table) => table switch
    {
        "mixed" => Tables.Mixed,
        "classes" => Tables.Classes,
        "bits" => Tables.Bits,
        _ => Tables.Regression,
    };
}
