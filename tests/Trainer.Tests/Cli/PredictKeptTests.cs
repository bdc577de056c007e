using System;
using System.IO;
using System.Linq;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary><c>predict --keep</c>: columns of the file stand before the answers as they are.</summary>
public sealed class PredictKeptTests
{
    [Fact]
    public void ColumnsStandFirstAsTheyAreAndInTheOrderThatIsAskedFor()
    {
        var run = Predict("id,size,name\n007,1.50,Ünal\n,1,\"a, \"\"b\"\"\nc\"\n", "--keep", "name,id", "--keep", "size");
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Equal(
            "name,id,size,prediction,rule,price\nÜnal,007,1.50,0.4,1,0.4\n"
                + "\"a, \"\"b\"\"\nc\",,1,0.30000000000000004,1,0.30000000000000004\n",
            run.Out);
    }

    [Fact]
    public void NamesMayHoldCommasAndHostileCellsAreMadeSafe()
    {
        var run = Predict("\"=a,b\",size\n=cmd|x,1\n-1.5,1\n\" +x\",1\n＝1+1,1\n@,1\n-,1\n", "--keep", "=a,b");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            ["\"'=a,b\"", "'=cmd|x", "-1.5", "'+x", "'＝1+1", "@", "-"],
            run.Out.TrimEnd('\n').Split('\n').Select(l => l[..(l.Length - (l.StartsWith('"') ? ",prediction,rule,price".Length
                : ",0.30000000000000004,1,0.30000000000000004".Length))]));
        Assert.Contains("texts that a spreadsheet would run, such as ", run.Error, StringComparison.Ordinal);
        Assert.Contains("are written with an apostrophe before them; --raw", run.Error, StringComparison.Ordinal);
        run = Predict("x,size\n=cmd|x,1\n", "--keep", "x", "--raw");
        Assert.Equal(("x,prediction", "=cmd|x,0.3", string.Empty), (run.Out[..12], run.Out.Split('\n')[1][..10], run.Error));
    }

    /// <summary>However many different texts there are, what is remembered of them is bounded.</summary>
    [Fact]
    public void ManyFormulasAreCounted()
    {
        var run = Predict("id,size\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"=a{i},1\n")), "--keep", "id", "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\"count\": 5000", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,size\n1,1\n", "ID", "there is no column 'ID' (named by --keep); did you mean 'id'?")]
    [InlineData("id,size\n1,1\n", "id,id", "--keep names 'id' twice; name it once.")]
    [InlineData("rule,size\n1,1\n", "rule", "the column 'rule' cannot be kept, since a column of the answers is called so")]
    [InlineData("price,size\n1,1\n", "price", "the column 'price' cannot be kept")]
    [InlineData("a,size\n1,1\n", "\u202Eb", @"there is no column '\u202Eb' (named by --keep)")]
    public void WhatCannotBeKeptIsToldBeforeTheWork(string table, string keep, string says)
    {
        using var rules = new CsvFile(SampleDocuments.Price, "price.rules.json");
        // A row that would be refused comes too late to be told.
        using var data = new CsvFile(table + "1,x\n");
        var output = data.Sibling("out.csv");
        var run = CommandRun.Of("predict", rules.Path, data.Path, "--keep", keep, "-o", output);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith($"rulec: {data.Path}: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(output));
    }

    [Fact]
    public void ColumnsOfDetailsAreNoNamesOfKeptOnes()
    {
        Assert.Equal(0, Predict("refused,size\n1,1\n", "--keep", "refused").ExitCode);
        var run = Predict("refused,size\nno,x\n", "--keep", "refused", "--details");
        Assert.Equal(2, run.ExitCode);
        run = Predict("id,size\n7,x\n", "--keep", "id", "--details");
        var line = run.Out.Split('\n')[1].Replace("\"", string.Empty, StringComparison.Ordinal);
        Assert.StartsWith("7,,,,,,'x' in column 'size'", line, StringComparison.Ordinal);
    }

    [Fact]
    public void AnswersOfNetworksHaveThemToo()
    {
        using var network = new CsvFile("""{"layers":[{"weights":[[1,10]],"bias":[0]}],"slopes":[],"box":[[0,9],[0,9]]}""", "net.json");
        using var data = new CsvFile("x2,=id,x1\n2,=7,1\n");
        var run = CommandRun.Of("predict", network.Path, data.Path, "--keep", "=id,x2");
        Assert.Equal("'=id,x2,output1\n'=7,2,21\n", run.Out);
        Assert.Contains("'=7'", run.Error.Replace("'=id'", "'=7'", StringComparison.Ordinal), StringComparison.Ordinal);
        using var clash = new CsvFile("x1,x2,output1\n1,2,3\n");
        Assert.Contains(
            "the column 'output1' cannot be kept",
            CommandRun.Of("predict", network.Path, clash.Path, "--keep", "output1").Error,
            StringComparison.Ordinal);
        Assert.Contains(
            "--target is for rules, and this is a network, which does not say what its outputs decide; omit it.",
            CommandRun.Of("predict", network.Path, data.Path, "--target", "x2").Error,
            StringComparison.Ordinal);
    }

    private static CommandRun Predict(string table, params string[] options)
    {
        using var rules = new CsvFile(SampleDocuments.Price, "price.rules.json");
        using var data = new CsvFile(table);
        string[] output = options.Contains("--json") ? ["-o", data.Sibling("out.csv")] : [];
        return CommandRun.Of(["predict", rules.Path, data.Path, .. options, .. output]);
    }
}
