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
            ["net income", "rule"],
            json.RootElement.GetProperty("notes").EnumerateArray().Select(n => n.GetProperty("column").GetString()));
    }

    [Fact]
    public void AModelThatLoadsSlowlyIsTold()
    {
        string[] names = [.. Enumerable.Range(1, 15).Select(i => $"\"x{i}\"")];
        var sum = $"{{ \"bias\": 1, \"weights\": {{ {string.Join(", ", names.Select((n, i) => $"{n}: 0.{i + 1}"))} }} }}";
        var rules = Enumerable.Range(1, 100).ToArray();
        var tree = rules.SkipLast(1).Aggregate(
            "{ \"rule\": 100 }", (rest, n) => $"{{ \"condition\": {n}, \"negative\": {{ \"rule\": {n} }}, \"positive\": {rest} }}");
        using var file = new CsvFile(
            $$"""
            { "version": 1, "name": "Many",
              "inputs": [ {{string.Join(", ", names.Select(n => $"{{ \"name\": {n}, \"range\": [ 0, 1 ] }}"))}} ],
              "outputs": [ { "name": "y" } ], "decision": { "kind": "value" }, "tree": {{tree}},
              "conditions": [ {{string.Join(", ", rules.SkipLast(1).Select(n => $"{{ \"id\": {n}, \"expression\": {Of(n)} }}"))}} ],
              "rules": [ {{string.Join(", ", rules.Select(n => $"{{ \"id\": {n}, \"expressions\": [ {Of(-n)} ] }}"))}} ] }
            """,
            "many.rules.json");
        var run = CommandRun.Of("export", file.Path, "--to", "onnx", "-o", file.Sibling("many.onnx"));
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Matches("Note: ONNX Runtime takes long to load [0-9,]+ operators: load the model once", run.Error);

        // Each sum is another one, so that none is calculated for two.
        string Of(int n) => sum.Replace("\"bias\": 1", $"\"bias\": {n}", StringComparison.Ordinal)
            .Replace("0.", $"{n}.", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "--to onnx needs -o, since it is no text")]
    [InlineData("-o - --json", "what is written goes to standard output, where --json prints")]
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
    public void JsonIsForModelsAndPointsOnly()
    {
        var run = CommandRun.Of("export", Adult, "--to", "sql", "--dialect", "duckdb", "--table", "t", "--json");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--json is for --to onnx and --to points, not for --to sql", run.Error, StringComparison.Ordinal);
    }
}
