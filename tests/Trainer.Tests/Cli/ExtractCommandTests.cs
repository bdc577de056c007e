using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using RuleCompiler.Evaluation;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tests.Networks;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

public sealed class ExtractCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void JsonIsOneObject()
    {
        var run = CommandRun.Of("extract", Network("two_8_8_n4"), "--json");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        using var result = JsonDocument.Parse(run.Out);
        Assert.Equal(1443, result.RootElement.GetProperty("regions").GetInt64());
        Assert.Equal(1436, result.RootElement.GetProperty("pieces").GetInt64());
        Assert.True(result.RootElement.GetProperty("complete").GetBoolean());
        Assert.True(result.RootElement.GetProperty("seconds").GetDouble() > 0);
        Assert.True(result.RootElement.GetProperty("regionsPerSecond").GetDouble() > 0);
        Assert.Equal(0, result.RootElement.GetProperty("undecided").GetInt64());
        Assert.Contains("1443 linear regions, 1436 pieces", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ALimitFailsAndSaysWhatIsKnownAndWhatToDo()
    {
        var run = CommandRun.Of("extract", Network("one_20_n3"), "--json", "--max-regions", "100");
        Assert.Equal(ExitCode.CheckFailed, run.ExitCode);
        using var result = JsonDocument.Parse(run.Out);
        Assert.Equal(100, result.RootElement.GetProperty("regions").GetInt64());
        Assert.False(result.RootElement.GetProperty("complete").GetBoolean());
        Assert.False(result.RootElement.TryGetProperty("pieces", out _));
        Assert.Equal("regions", result.RootElement.GetProperty("stopped").GetString());
        Assert.Contains("Incomplete: at least 100 linear regions", run.Error, StringComparison.Ordinal);
        Assert.Contains("Give --max-regions more; or count only those that data reach", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time", "The 0.01 s of --time-limit were up. Give more; or count only", "--time-limit", "0.01")]
    [InlineData("memory", "Give --max-memory more", "--max-memory", "1")]
    public void TimeAndMemoryAreLimitsToo(string stopped, string message, params string[] limit)
    {
        var run = CommandRun.Of(["extract", Network("one_16_n8"), "--json", .. limit]);
        Assert.Equal(ExitCode.CheckFailed, run.ExitCode);
        using var result = JsonDocument.Parse(run.Out);
        Assert.False(result.RootElement.GetProperty("complete").GetBoolean());
        Assert.Equal(stopped, result.RootElement.GetProperty("stopped").GetString());
        Assert.InRange(result.RootElement.GetProperty("regions").GetInt64(), 0, 39_202);
        Assert.Contains("Incomplete: at least ", run.Error, StringComparison.Ordinal);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void RowsThatAreNotAllLookedUpFailToo()
    {
        File.WriteAllText(In("data.csv"), "x1,x2,x3,x4\n0,0,0,0\n1,1,1,1\n");
        var run = CommandRun.Of("extract", Network("two_8_8_n4"), "--reached-by", In("data.csv"), "--json", "--max-memory", "1");
        Assert.Equal(ExitCode.CheckFailed, run.ExitCode);
        using var result = JsonDocument.Parse(run.Out);
        Assert.False(result.RootElement.GetProperty("complete").GetBoolean());
        Assert.Contains("some rows were not read", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNotJoinedIsNoted()
    {
        File.WriteAllText(In("Loan.rules.json"), SampleDocuments.Loan);
        var run = CommandRun.Of("extract", In("Loan.rules.json"), "--json");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        using var result = JsonDocument.Parse(run.Out);
        Assert.Equal(
            "pieces-left-out", Assert.Single(result.RootElement.GetProperty("notes").EnumerateArray()).GetProperty("kind").GetString());
        Assert.Contains("Note: neighbours with the same map were not joined", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void LimitLeavesNoDocument()
    {
        var output = In("A.rules.json");
        var run = CommandRun.Of("extract", Network("one_20_n3"), "--max-regions", "100", "-o", output);
        Assert.Equal(ExitCode.CheckFailed, run.ExitCode);
        Assert.Contains("No document is written", run.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.GetFiles());
        Assert.Equal(ExitCode.CheckFailed, CommandRun.Of("extract", Network("one_30_n4"), "-o", output).ExitCode);
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public void TheDocumentIsTheNetwork()
    {
        var output = In("TwoLayers.rules.json");
        var run = CommandRun.Of("extract", Network("two_8_8_n4"), "-o", output);
        Assert.Equal((ExitCode.Done, string.Empty), (run.ExitCode, run.Out));
        var document = DocumentFile.Read(output);
        Assert.Equal("TwoLayers", document.Name);
        Assert.Equal(1443, document.Rules.Count);
        Assert.Equal(["x1", "x2", "x3", "x4"], document.Inputs.Select(i => i.Name));
        // One unit of the second layer is on in the whole box.
        Assert.Equal(15, document.Conditions.Select(c => (c.Source!.Level, c.Source.Neuron)).Distinct().Count());
        Assert.Contains(document.Rules, r => r.Implied.Count > 0);

        var evaluator = new RuleEvaluator(document);
        for (var rule = 0; rule < document.Rules.Count; rule++)
        {
            var witness = document.Rules[rule].Witness!.Select(v => ((Documents.NumberValue)v).Value.Value).ToArray();
            Assert.Equal(rule, evaluator.Evaluate(witness).RuleIndex);
        }

        var (network, random) = (NetworkFile.Read(Network("two_8_8_n4")).Network, new Random(1));
        for (var sample = 0; sample < 2000; sample++)
        {
            var x = Enumerable.Range(0, 4).Select(_ => (random.NextDouble() * 8) - 4).ToArray();
            Assert.Equal(network.Evaluate(x)[0], evaluator.Evaluate(x).Outputs[0], 1e-12 * RandomPiecewise.Scale(network, x));
        }

        var again = CommandRun.Of("extract", output, "--json");
        using var result = JsonDocument.Parse(again.Out);
        Assert.Equal(1443, result.RootElement.GetProperty("regions").GetInt64());
        Assert.Equal(1436, result.RootElement.GetProperty("pieces").GetInt64());
    }

    [Fact]
    public void ThreadsDoNotChangeTheDocument()
    {
        CommandRun.Of("extract", Network("three_10_10_10_n2"), "-o", In("A.rules.json"), "--threads", "1");
        var one = File.ReadAllBytes(In("A.rules.json"));
        CommandRun.Of("extract", Network("three_10_10_10_n2"), "-o", In("A.rules.json"), "--threads", "2");
        Assert.Equal(one, File.ReadAllBytes(In("A.rules.json")));
    }

    [Theory]
    [InlineData("x2,x1,x3,x4\n0,0,0,0\n1,1,1,1\n9,0,0,0\n")]
    [InlineData("0,0,0,0\n1,1,1,1\n9,0,0,0\n")]
    public void RowsReachRegions(string table)
    {
        var data = In("data.csv");
        File.WriteAllText(data, table);
        var run = CommandRun.Of("extract", Network("two_8_8_n4"), "--reached-by", data, "--json");
        using var result = JsonDocument.Parse(run.Out);
        Assert.Equal(2, result.RootElement.GetProperty("regions").GetInt64());
        Assert.Equal(3, result.RootElement.GetProperty("rows").GetInt64());
        Assert.Equal(1, result.RootElement.GetProperty("rowsOutside").GetInt64());
        Assert.True(result.RootElement.GetProperty("complete").GetBoolean());
    }

    [Fact]
    public void RowsReachRulesOfADocument()
    {
        File.WriteAllText(In("Xor.rules.json"), SampleDocuments.Xor);
        File.WriteAllText(In("data.csv"), "in1,in2,in3,in4\n0,0,1,1\n0,0,1,1\n1,1,1,1\n0,0,0,0\n5,0,0,0\n");
        var run = CommandRun.Of("extract", In("Xor.rules.json"), "--reached-by", In("data.csv"), "--json");
        using var result = JsonDocument.Parse(run.Out);
        Assert.Equal(3, result.RootElement.GetProperty("regions").GetInt64());
        Assert.Equal(1, result.RootElement.GetProperty("rowsOutside").GetInt64());
    }

    [Theory]
    [InlineData("{\"layers\":[\n{\"weights\":[[1],[2,3]],\"bias\":[0,0]}],\"box\":[[0,1]]}", "n.json(2,17): A row of weights")]
    [InlineData(
        "{\"layers\":[{\"weights\":[[1e300]],\"bias\":[0],\"activation\":\"relu\"},{\"weights\":[[1]],\"bias\":[0]}],\"box\":[[-1e200,1e200]]}",
        "n.json: A condition takes values beyond the range of double")]
    [InlineData("\u0001", "n.json(1,1): Not valid JSON")]
    public void BadNetworksAreOneLine(string text, string message)
    {
        File.WriteAllText(In("n.json"), text);
        var run = CommandRun.Of("extract", In("n.json"), "--json");
        Assert.Equal((ExitCode.BadInput, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void BadUseIsOneLine()
    {
        File.WriteAllText(In("Xor.rules.json"), SampleDocuments.Xor);
        File.WriteAllText(In("data.csv"), "x1,x2\n1,2\n");
        File.WriteAllText(In("text.csv"), "x1,x2,x3,x4\n1,2,3,x\n");
        Bad("there is no such file", "extract", In("none.json"));
        Bad("a rule document already", "extract", In("Xor.rules.json"), "-o", In("B.rules.json"));
        Bad("needs all regions", "extract", Network("two_8_8_n4"), "--reached-by", In("data.csv"), "-o", In("B.rules.json"));
        Bad("the column 'x3' is missing", "extract", Network("two_8_8_n4"), "--reached-by", In("data.csv"));
        Bad("text.csv(2,7): 'x' is not a finite number", "extract", Network("two_8_8_n4"), "--reached-by", In("text.csv"));
        Bad("--max-regions", "extract", Network("two_8_8_n4"), "--max-regions", "0");
        Bad("--threads", "extract", Network("two_8_8_n4"), "--threads", "none");

        static void Bad(string message, params string[] args)
        {
            var run = CommandRun.Of(args);
            Assert.Equal((ExitCode.BadInput, string.Empty), (run.ExitCode, run.Out));
            Assert.Contains(message, run.Error, StringComparison.Ordinal);
            Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        }
    }

    private static string Network(string name) => Path.Combine(AppContext.BaseDirectory, "Extraction", "networks", name + ".json");

    private string In(string file) => Path.Combine(_folder.FullName, file);
}
