using System;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Tool;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary><c>--class-weight</c> makes errors on a class dearer.</summary>
public sealed class ClassWeightTests
{
    [Fact]
    public void ADearClassIsDecidedForMoreOften()
    {
        var random = new Random(6);
        using var file = new CsvFile(CsvFile.Rows("x,y", 300, _ => (x: random.NextDouble(), u: random.NextDouble()) is var r
            ? FormattableString.Invariant($"{r.x:R},{(r.u < r.x * 0.6 ? "bad" : "good")}") : string.Empty));
        var plain = Train(file);
        var weighted = Train(file, "--class-weight", "bad=5,good=1");
        Assert.Equal("bad=5\ngood=1", weighted.Provenance!.Options.Single(o => o.Name == "class-weight").Value);
        Assert.DoesNotContain(plain.Provenance!.Options, o => o.Name == "class-weight");
        Assert.True(BadAt(weighted) < BadAt(plain) - 0.2);
        Assert.Equal(plain.Provenance.Metrics.Select(m => m.Model), weighted.Provenance.Metrics.Select(m => m.Model));
    }

    [Theory]
    [InlineData("ugly=2", "--class-weight names 'ugly', which 'y' does not have; its labels are 'bad', 'good'.")]
    [InlineData("bad=2,bad=3", "--class-weight names 'bad' twice")]
    [InlineData("bad", "--class-weight is a label and a number from 0.001 to 1000 such as bad=5, not 'bad'.")]
    [InlineData("bad=0", "not 'bad=0'")]
    [InlineData("bad=-1", "not 'bad=-1'")]
    [InlineData("bad=NaN", "not 'bad=NaN'")]
    [InlineData("bad=1e999", "not 'bad=1e999'")]
    public void WrongWeightsAreOneLine(string weights, string says)
    {
        using var file = new CsvFile(
            CsvFile.Rows("x,y", 60, i => FormattableString.Invariant($"{i}.5,{(i * 7 % 3 == 0 ? "bad" : "good")}")));
        using var error = new StringWriter();
        string[] arguments = ["train", file.Path, "--target", "y", "--keep", "x", "-o", file.Sibling("A.rules.json"), "--class-weight", weights];
        Assert.Equal(2, Program.Run(arguments, new Streams(TextWriter.Null, error), CancellationToken.None));
        Assert.Contains(says, error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(file.Sibling("A.rules.json")));
    }

    [Fact]
    public void RowsCarryTheirWeights()
    {
        var set = new TrainingSet([1, 2, 3], 1, [0, 1, 0], 1, [0.5f, 2, 0.5f]);
        Assert.Equal([2f, 0.5f], set.Select([1, 2]).Weights!);
        Assert.Equal([0.5f, 2, 0.5f], set.WithTargetsTowards([1, 1, 1], 0.5f).Weights!);
        Assert.Throws<ArgumentException>(() => new TrainingSet([1, 2], 1, [0, 1], 1, [1]));
    }

    private static RuleDocument Train(CsvFile file, params string[] options)
    {
        var output = file.Sibling("A.rules.json");
        using var error = new StringWriter();
        string[] arguments = ["train", file.Path, "--target", "y", "--max-nonlinear", "0", "-o", output, .. options];
        Assert.Equal(0, Program.Run(arguments, new Streams(TextWriter.Null, error), CancellationToken.None));
        return RuleDocumentReader.Read(File.ReadAllText(output));
    }

    /// <summary>The x from which the one rule, a line, says 'bad'. Outputs are the log-odds of 'good'.</summary>
    private static double BadAt(RuleDocument document)
    {
        var line = document.Common[0]!;
        var slope = ((NumberTerm)line.Terms[0]).Weight.Value;
        Assert.True(slope < 0);
        return -line.Bias.Value / slope;
    }
}
