using System;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Numerics;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

public sealed class PredictCommandTests
{
    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    public void RowsAreAnswered(string culture)
    {
        using var language = new Culture(culture);
        using var rules = new CsvFile(SampleDocuments.Loan, "loan.rules.json");
        using var data = new CsvFile("region,extra,work,age,income\nn,x,gov,30,50000\ns,y,?,40,\nn,z,new,20,-1e5\n");
        var run = CommandRun.Of("predict", rules.Path, data.Path);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(
            "Note: 1 row with a category of 'work' that the rules do not know, counted as 'private': 'new' (1).\nNote: outside the ranges",
            run.Error,
            StringComparison.Ordinal);
        // 0.00002·50000 + 0.4 − 0.5 ≥ 0; missing: 0.4 + 0 − 0.5 < 0; unseen counts as private: −2 + 0.4 − 0.5 < 0.
        Assert.Equal(
            "prediction,rule,none,prediction (output),large\nlarge,20,0,0.4,0.5\nnone,10,1,0.5,-0.5\nnone,10,1,0.30000000000000004,-0.5\n",
            run.Out);
    }

    [Fact]
    public void NumbersReadBackToTheSameBits()
    {
        using var rules = new CsvFile(SampleDocuments.Price, "price.rules.json");
        var random = new Xoshiro256(1);
        var sizes = Enumerable.Range(0, 1000).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.NextInt(20))).ToArray();
        using var data = new CsvFile("size\n" + string.Concat(sizes.Select(s => s.ToString("R", CultureInfo.InvariantCulture) + "\n")));
        var target = data.Sibling("out.csv");
        Assert.Equal(0, CommandRun.Of("predict", rules.Path, data.Path, "-o", target).ExitCode);

        var evaluator = new RuleEvaluator(RuleDocumentReader.Read(SampleDocuments.Price));
        var lines = File.ReadAllLines(target);
        Assert.Equal("prediction,rule,price", lines[0]);
        Assert.Equal(sizes.Length, lines.Length - 1);
        for (var i = 0; i < sizes.Length; i++)
        {
            var cells = lines[i + 1].Split(',');
            var expected = BitConverter.DoubleToInt64Bits(evaluator.Evaluate([sizes[i]]).Outputs[0]);
            Assert.Equal(expected, BitConverter.DoubleToInt64Bits(double.Parse(cells[0], CultureInfo.InvariantCulture)));
            Assert.Equal(expected, BitConverter.DoubleToInt64Bits(double.Parse(cells[2], CultureInfo.InvariantCulture)));
            Assert.Equal("1", cells[1]);
        }
    }

    [Fact]
    public void SeveralBitsAreJoined()
    {
        using var rules = new CsvFile(SampleDocuments.Xor, "xor.rules.json");
        using var data = new CsvFile("in1,in2,in3,in4,out1\n1,0,0,1,1\n0,0,1,1,0\n");
        Assert.Equal(
            "prediction,rule,out1,out2\n1;yes,3,1,1\n0;no,1,-0.0006000000000000001,0\n",
            CommandRun.Of("predict", rules.Path, data.Path).Out);
    }

    [Fact]
    public void WhatWasMissingInTrainingIsMissingHere()
    {
        using var rules = new CsvFile(SampleDocuments.Price, "price.rules.json");
        using var data = new CsvFile("size\n1\n-1\n");
        var run = CommandRun.Of("predict", rules.Path, data.Path);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"rulec: {data.Path}(3,1): The input 'size' is missing", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("income,age,work\n1,2,gov\n", "", "the column 'region' is missing")]
    [InlineData("income,age,work,region\n1,2,gov,n\n1,,gov,n\n", "(3,3)", "'age' is missing")]
    [InlineData("income,age,work,region\n1,2,gov,n\n1,x,gov,n\n", "(3,3)", "'x' in column 'age' is not a finite number")]
    [InlineData("income,age,work,region\n1,2,gov,n\n1,inf,gov,n\n", "(3,3)", "'inf'")]
    [InlineData("income,age,work,region\n1,2,gov,n\n1,2,gov,west\n", "(3,9)", "'region' is not one of the declared categories")]
    [InlineData("income,age,work,region\n1,2,gov,n\n1,2,gov\n", "(3,1)", "3 cells")]
    public void BadRowStopsEverything(string text, string place, string says)
    {
        using var rules = new CsvFile(SampleDocuments.Loan, "loan.rules.json");
        using var data = new CsvFile(text);
        var target = data.Sibling("out.csv");
        File.WriteAllText(target, "what stood there");
        foreach (var args in new[] { new[] { "-o", target }, [] })
        {
            var run = CommandRun.Of(["predict", rules.Path, data.Path, .. args]);
            Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
            Assert.StartsWith($"rulec: {data.Path}{place}: ", run.Error, StringComparison.Ordinal);
            Assert.Contains(says, run.Error, StringComparison.Ordinal);
        }

        Assert.Equal("what stood there", File.ReadAllText(target));
        Assert.Equal(["data.csv", "out.csv"], Directory.GetFiles(Path.GetDirectoryName(target)!).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void FolderThatIsNotThereIsSaidSo()
    {
        using var rules = new CsvFile(SampleDocuments.Price, "price.rules.json");
        using var data = new CsvFile("size\n1\n");
        var run = CommandRun.Of("predict", rules.Path, data.Path, "-o", data.Sibling("no/out.csv"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("folder does not exist", run.Error, StringComparison.Ordinal);
    }
}
