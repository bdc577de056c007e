using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Tests.Onnx;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>Commands on networks from elsewhere: <c>predict</c>, <c>extract</c> and <c>fidelity</c> with ONNX and JSON.</summary>
public sealed class NetworkFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("dense-13")]
    [InlineData("images-13")]
    [InlineData("ends-11")]
    public void PredictWritesTheOutputsOfANetwork(string name)
    {
        var fixture = Fixture.Of(name);
        var data = Table(fixture.Inputs);
        var output = In("out.csv");
        Assert.Equal(ExitCode.Done, CommandRun.Of("predict", Fixture.PathOf(name), data, "-o", output).ExitCode);
        var lines = File.ReadAllLines(output);
        Assert.Equal(string.Join(',', Enumerable.Range(1, fixture.Outputs[0].Length).Select(k => $"output{k}")), lines[0]);
        Assert.Equal(fixture.Outputs.Length, lines.Length - 1);
        foreach (var (line, expected) in lines.Skip(1).Zip(fixture.Outputs))
        {
            var found = line.Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray();
            Assert.All(expected.Zip(found), p => Assert.Equal(p.First, p.Second, 1e-5));
        }

        // To standard output the same.
        Assert.Equal(File.ReadAllText(output), CommandRun.Of("predict", Fixture.PathOf(name), data).Out);
    }

    [Fact]
    public void PredictTakesTheJsonForm()
    {
        var run = CommandRun.Of("predict", Json(), Table([[1, 2], [-3, 0.5]]));
        // relu(x1 − 2·x2 + 1) + 0.5
        Assert.Equal("output1\n0.5\n0.5\n", run.Out);
    }

    [Fact]
    public void FormIsFoundWithoutTheName()
    {
        var path = In("model.bin");
        File.Copy(Fixture.PathOf("dense-13"), path);
        Assert.Equal(ExitCode.Done, CommandRun.Of("predict", path, Table(Fixture.Of("dense-13").Inputs)).ExitCode);
    }

    [Fact]
    public void PredictNamesTheColumnThatIsMissing()
    {
        var run = CommandRun.Of("predict", Fixture.PathOf("dense-13"), Table([[1, 2]]));
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("the column 'x3' is missing", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void ExtractAsksForTheBoxThatOnnxDoesNotHave()
    {
        var run = CommandRun.Of("extract", Fixture.PathOf("dense-softmax"));
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("--box low,high", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void BoxIsGivenForAllOrEachOrByData()
    {
        var model = Fixture.PathOf("dense-softmax");
        var forAll = Regions("extract", model, "--json", "--box=-1,1");
        Assert.True(forAll > 1);
        Assert.Equal(forAll, Regions("extract", model, "--json", "--box", "-1,1"));
        Assert.Equal(forAll, Regions("extract", model, "--json", "--box=-1,1", "--box=-1,1", "--box=-1,1", "--box=-1,1"));
        Assert.Equal(forAll, Regions("extract", model, "--json", "--box-from", Table([[-1, -1, 1, 0], [1, 1, -1, 1], [0, 0, 0, -1]])));
        Assert.Equal(ExitCode.BadInput, CommandRun.Of("extract", model, "--box=-1,1", "--box=-1,1").ExitCode);
        Assert.Equal(ExitCode.BadInput, CommandRun.Of("extract", model, "--box=1,-1").ExitCode);
        Assert.Equal(ExitCode.BadInput, CommandRun.Of("extract", model, "--box=-1,1", "--box-from", "x.csv").ExitCode);
    }

    [Fact]
    public void DocumentOfANetworkAnswersAsItDoes()
    {
        var (model, document, data) = (
            Fixture.PathOf("dense-softmax"),
            In("Rules.rules.json"),
            Table(Fixture.Of("dense-softmax").Inputs.Select(r => r.Select(v => Math.Clamp(v, -2, 2)).ToArray()).ToArray()));
        var run = CommandRun.Of("extract", model, "--box=-2,2", "-o", document);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("softmax", run.Error, StringComparison.Ordinal);
        // Prediction and rule stand first, the probability last.
        var scores = Numbers(CommandRun.Of("predict", document, data).Out, 2).Select(r => r[..^1]).ToArray();
        var probabilities = Numbers(CommandRun.Of("predict", model, data).Out);
        Assert.All(scores.Zip(probabilities), r => Assert.All(
            r.First.Zip(r.Second), p => Assert.Equal(Math.Exp(p.First) / r.First.Sum(Math.Exp), p.Second, 1e-9)));
        // The rules are the network's own regions, to rounding.
        Assert.Equal(ExitCode.Done, CommandRun.Of("fidelity", document, model).ExitCode);
    }

    [Fact]
    public void ReachedRegionsNeedNoOtherBox()
    {
        var run = CommandRun.Of("extract", Fixture.PathOf("dense-13"), "--json", "--reached-by", Table(Fixture.Of("dense-13").Inputs));
        Assert.Equal(ExitCode.Done, run.ExitCode);
        using var result = JsonDocument.Parse(run.Out);
        Assert.Equal(0, result.RootElement.GetProperty("rowsOutside").GetInt64());
        Assert.InRange(result.RootElement.GetProperty("regions").GetInt64(), 1, 6);
    }

    [Fact]
    public void WhatIsNotPiecewiseIsRefusedWithItsNode()
    {
        var run = CommandRun.Of("extract", Fixture.PathOf("dense-tanh"), "--box=-1,1");
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var trees = CommandRun.Of("extract", Fixture.PathOf("trees-sum"), "--reached-by", Table(Fixture.Of("trees-sum").Inputs));
        Assert.Equal(ExitCode.BadInput, trees.ExitCode);
        Assert.Contains("omit --reached-by", trees.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void SkipConnectionsAreExtracted() =>
        Assert.InRange(Regions("extract", Fixture.PathOf("residual"), "--box=-0.2,0.2", "--json"), 2, 1000);

    [Fact]
    public void HeadIsTheDecision()
    {
        var sigmoid = Extracted("dense-sigmoid");
        Assert.Equal(new ThresholdDecision(ScoreKind.Logit, EquatableArray.Of(new ThresholdBit(Number.Zero, "0", "1"))), sigmoid.Decision);
        Assert.Equal(new ArgmaxDecision(ScoreKind.Logit, EquatableArray.Of("0", "1", "2")), Extracted("dense-softmax").Decision);
        Assert.Equal(
            new ArgmaxDecision(ScoreKind.Logit, EquatableArray.Of("a", "b", "c")),
            Extracted("dense-softmax", "--labels", "a,b,c").Decision);
        Assert.Equal(
            new ArgmaxDecision(ScoreKind.Plain, EquatableArray.Of("low", "high")),
            Extracted("linear-regressor", "--labels", "low,high").Decision);
        Assert.Equal(new ValueDecision(), Extracted("linear-regressor").Decision);
        foreach (var labels in new[] { "a,b", "a,a,b" })
        {
            var run = CommandRun.Of(
                "extract", Fixture.PathOf("dense-softmax"), "--box=-1,1", "-o", In("None.rules.json"), "--labels", labels);
            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.Contains("--labels gives others", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(
            ExitCode.BadInput, CommandRun.Of("extract", Fixture.PathOf("dense-softmax"), "--box=-1,1", "--labels", "a,b,c").ExitCode);
    }

    [Fact]
    public void ClassesOfTheDocumentAreThoseOfTheNetwork()
    {
        // Its label is the first output.
        foreach (var name in new[] { "linear-classifier", "trees-two-none" })
        {
            var (graph, document, random) = (OnnxFile.Read(Fixture.PathOf(name)), Extracted(name), new Random(1));
            var evaluator = new RuleEvaluator(document);
            var labels = document.Decision is ArgmaxDecision argmax
                ? argmax.Labels.ToArray()
                : [((ThresholdDecision)document.Decision).Bits[0].Below, ((ThresholdDecision)document.Decision).Bits[0].AtOrAbove];
            for (var sample = 0; sample < 2000; sample++)
            {
                var x = Enumerable.Range(0, 3).Select(_ => (double)(float)((random.NextDouble() * 2) - 1)).ToArray();
                var used = document.Inputs.Select(i => x[int.Parse(i.Name.AsSpan(1), CultureInfo.InvariantCulture) - 1]).ToArray();
                var label = labels[evaluator.Classify(evaluator.Evaluate(used).Outputs)];
                Assert.Equal(graph.Evaluate(x)[0], double.Parse(label, CultureInfo.InvariantCulture));
            }
        }

        Assert.Single(Extracted("linear-classifier").Rules);
        Assert.Single(Extracted("linear-regressor").Rules);
    }

    [Fact]
    public void TreesAreRulesWithinTheLimit()
    {
        var output = In("Trees.rules.json");
        var run = CommandRun.Of("extract", Fixture.PathOf("trees-sum"), "--box=-4,4", "-o", output, "--json");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        using var result = JsonDocument.Parse(run.Out);
        Assert.Equal(DocumentFile.Read(output).Rules.Count, result.RootElement.GetProperty("regions").GetInt32());
        Assert.Contains("rules of 2 trees", run.Error, StringComparison.Ordinal);
        File.Delete(output);
        var refused = CommandRun.Of("extract", Fixture.PathOf("trees-sum"), "--box=-4,4", "-o", output, "--max-regions", "5");
        Assert.Equal(ExitCode.CheckFailed, refused.ExitCode);
        Assert.Contains(
            "No document is written: together the trees have more than 5 leaves inside the box", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(output));
    }

    private RuleDocument Extracted(string name, params string[] more)
    {
        var output = In(name + ".rules.json");
        Assert.Equal(ExitCode.Done, CommandRun.Of(["extract", Fixture.PathOf(name), "--box=-1,1", "-o", output, .. more]).ExitCode);
        return DocumentFile.Read(output);
    }

    private static long Regions(params string[] args)
    {
        var run = CommandRun.Of(args);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        using var result = JsonDocument.Parse(run.Out);
        return result.RootElement.GetProperty("regions").GetInt64();
    }

    private static double[][] Numbers(string csv, int skipped = 0) => csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
        .Select(l => l.Split(',').Skip(skipped).Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray()).ToArray();

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private string Json()
    {
        var path = In("network.json");
        File.WriteAllText(
            path,
            """{"layers":[{"weights":[[1,-2]],"bias":[1],"activation":"relu"},{"weights":[[1]],"bias":[0.5]}],"box":[[-1,1],[-1,1]]}""");
        return path;
    }

    private string Table(double[][] rows)
    {
        var path = In("data.csv");
        var header = string.Join(',', Enumerable.Range(1, rows[0].Length).Select(i => FormattableString.Invariant($"x{i}")));
        File.WriteAllLines(
            path, rows.Select(r => string.Join(',', r.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))).Prepend(header));
        return path;
    }
}
