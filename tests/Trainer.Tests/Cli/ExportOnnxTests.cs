using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary><c>rulec export --to onnx</c>; what the model answers is tried in tests/Trainer.Tests/Export/Onnx.</summary>
public sealed class ExportOnnxTests
{
    private const string Odd =
        """
        { "version": 1, "name": "Odd", "inputs": [ { "name": "net income", "range": [ 0, 1 ] } ], "outputs": [ { "name": "rule" } ],
          "decision": { "kind": "value" }, "conditions": [], "tree": { "rule": 1 },
          "rules": [ { "id": 1, "expressions": [ { "bias": 0, "weights": { "net income": 1 } } ] } ] }
        """;

    private static readonly string Adult = Path.Combine(SourceTree.Root, "samples", "Adult", "Adult.rules.json");

    [Fact]
    public void AModelIsWrittenAndToldInALine()
    {
        using var file = new CsvFile("x\n1\n");
        var output = file.Sibling("adult.onnx");
        var run = CommandRun.Of("export", Adult, "--to", "onnx", "-o", output);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Out));
        Assert.Matches(@"^Adult: 11 inputs, 6 answers, \d+ operators of opset 11\.\n$", run.Error);
        Assert.True(new FileInfo(output).Length > 1000);
    }

    [Fact]
    public void NamesThatAreOthersInTheModelAreTold()
    {
        using var file = new CsvFile(Odd, "odd.rules.json");
        var run = CommandRun.Of("export", file.Path, "--to", "onnx", "-o", file.Sibling("odd.onnx"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Note: The input 'net income' is called net_income in the model", run.Error, StringComparison.Ordinal);
        Assert.Contains("Note: The answer 'rule' is called rule_2 in the model", run.Error, StringComparison.Ordinal);
        run = CommandRun.Of("export", file.Path, "--to", "onnx", "-o", file.Sibling("odd.onnx"), "--json");
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(
            ["net_income"], json.RootElement.GetProperty("inputs").EnumerateArray().Select(i => i.GetProperty("inModel").GetString()));
        Assert.Equal(
            ["rule", "rule_2", "refused", "outside"],
            json.RootElement.GetProperty("answers").EnumerateArray().Select(i => i.GetProperty("inModel").GetString()));
        Assert.Equal(
            ["net income", "rule"], json.RootElement.GetProperty("notes").EnumerateArray().Select(n => n.GetProperty("column").GetString()));
    }

    [Theory]
    [InlineData("", "--to onnx writes bytes, not text: name the file with -o")]
    [InlineData("-o - --json", "The model goes to standard output; omit --json")]
    [InlineData("-o never.onnx --dialect duckdb", "--dialect is for --to sql, not for --to onnx")]
    public void WhatIsWrongIsOneLine(string options, string says)
    {
        var run = CommandRun.Of(["export", Adult, "--to", "onnx", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.False(File.Exists("never.onnx"));
    }

    [Fact]
    public void JsonIsForOnnxOnly()
    {
        var run = CommandRun.Of("export", Adult, "--to", "sql", "--dialect", "duckdb", "--table", "t", "--json");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--json is for --to onnx, not for --to sql", run.Error, StringComparison.Ordinal);
    }
}
