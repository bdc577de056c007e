using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using RuleCompiler.Trainer.Cli;
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
        var (model, document, data) = (Fixture.PathOf("dense-softmax"), In("Rules.rules.json"), Table(Fixture.Of("dense-softmax").Inputs.Select(r => r.Select(v => Math.Clamp(v, -2, 2)).ToArray()).ToArray()));
        var run = CommandRun.Of("extract", model, "--box=-2,2", "-o", document);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains("softmax", run.Error, StringComparison.Ordinal);
        // Prediction and rule stand first.
        var scores = Numbers(CommandRun.Of("predict", document, data).Out, 2);
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
    public void NetworkThatIsNoChainIsRefusedWithItsNode()
    {
        var run = CommandRun.Of("extract", Fixture.PathOf("residual"), "--box=-1,1");
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("skip connection", run.Error, StringComparison.Ordinal);
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
        File.WriteAllText(path, """{"layers":[{"weights":[[1,-2]],"bias":[1],"activation":"relu"},{"weights":[[1]],"bias":[0.5]}],"box":[[-1,1],[-1,1]]}""");
        return path;
    }

    private string Table(double[][] rows)
    {
        var path = In("data.csv");
        var header = string.Join(',', Enumerable.Range(1, rows[0].Length).Select(i => FormattableString.Invariant($"x{i}")));
        File.WriteAllLines(path, rows.Select(r => string.Join(',', r.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))).Prepend(header));
        return path;
    }
}
