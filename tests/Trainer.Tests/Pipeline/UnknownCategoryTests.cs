using System;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Tests.Cli;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>
/// <c>train --unknown refuse</c>: a category that was never seen gets no answer, in the document and in whatever reads it.
/// </summary>
public sealed class UnknownCategoryTests
{
    [Theory]
    [InlineData("network")]
    [InlineData("tree")]
    [InlineData("linear")]
    public void RulesRefuseWhatWasNeverSeen(string model)
    {
        using var file = new CsvFile(Tables.Mixed);
        var output = file.Sibling("Out.rules.json");
        var hidden = model == "network" ? new[] { "--hidden", "3" } : [];
        var run = CommandRun.Of(
            ["train", file.Path, "--target", "bought", "--model", model, "--unknown", "refuse", "-o", output, .. hidden]);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("Categories that do not occur in training: refused, as you said", run.Error, StringComparison.Ordinal);

        var document = RuleDocumentReader.Read(File.ReadAllBytes(output));
        Assert.All(document.Inputs.OfType<CategoryInput>(), c => Assert.Null(c.Other));
        Assert.Contains(new NamedText("unknown", "refuse"), document.Provenance!.Options);
        var point = document.Inputs.Select(i => i is CategoryInput ? -1.0 : 30).ToArray();
        Assert.Throws<InputRefusedException>(() => new RuleEvaluator(document).Evaluate(point));

        Assert.Equal(ExitCode.Done, CommandRun.Of("predict", output, file.Path).ExitCode);
        Assert.Equal(ExitCode.Done, CommandRun.Of("verify", output).ExitCode);
        Assert.Equal(ExitCode.Done, CommandRun.Of("show", output, "--regions").ExitCode);
        Assert.Equal(ExitCode.Done, CommandRun.Of("report", output, "--data", file.Path, "-o", file.Sibling("report.html")).ExitCode);
        Assert.Equal(ExitCode.Done, CommandRun.Of("report", output, "-o", file.Sibling("alone.html")).ExitCode);
    }

    [Fact]
    public void ByDefaultTheDocumentIsAsItWas()
    {
        using var file = new CsvFile(Tables.Mixed);
        string Train(string name, params string[] options)
        {
            var run = CommandRun.Of(
                ["train", file.Path, "--target", "bought", "--model", "tree", "--name", "Same", "-o", file.Sibling(name), .. options]);
            Assert.Contains(
                "Categories that do not occur in training: counted as the most frequent (--unknown refuse refuses them)",
                run.Error,
                StringComparison.Ordinal);
            return File.ReadAllText(file.Sibling(name));
        }

        var document = Train("a.rules.json");
        Assert.Equal(document, Train("b.rules.json", "--unknown", "other", "--max-categories", "1000"));
        Assert.DoesNotContain("unknown", document, StringComparison.Ordinal);
        Assert.All(RuleDocumentReader.Read(document).Inputs.OfType<CategoryInput>(), c => Assert.NotNull(c.Other));
    }

    [Fact]
    public void RowsThatAreRefusedTakeNoPartInTheFigures()
    {
        using var file = new CsvFile(Tables.Mixed);
        var test = file.Sibling("test.csv");
        File.WriteAllText(
            test,
            "age,income,job,region,bought\n31,4000,clerk,north,yes\n32,4100,pilot,north,no\n"
                + "33,4200,nurse,west,no\n34,4300,nurse,south,yes\n");
        var output = file.Sibling("Out.rules.json");
        var run = CommandRun.Of(
            "train", file.Path, "--test", test, "--target", "bought", "--model", "linear", "--unknown", "refuse", "-o", output);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains(
            "1 test row with a category of 'job' that does not occur in training; the rules refuse them, so no figure counts them.",
            run.Error,
            StringComparison.Ordinal);
        Assert.Contains("1 test row with a category of 'region'", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, RuleDocumentReader.Read(File.ReadAllBytes(output)).Provenance!.Rows.Single(r => r.Name == "test").Value.Value);

        File.WriteAllText(test, "age,income,job,region,bought\n32,4100,pilot,north,no\n33,4200,nurse,west,yes\n");
        run = CommandRun.Of(
            "train", file.Path, "--test", test, "--target", "bought", "--model", "linear", "--unknown", "refuse", "-o", output);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("every test row has a category that does not occur in training", run.Error, StringComparison.Ordinal);
    }
}
