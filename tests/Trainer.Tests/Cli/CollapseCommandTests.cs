using System;
using System.IO;
using System.Text.Json;
using RuleCompiler.Evaluation;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

public sealed class CollapseCommandTests : IDisposable
{
    /// <summary>Positive where exactly one of two inputs in [0, 1] is large: 10·|a − b| − 5.</summary>
    private const string Xor = """
        { "layers": [
            { "weights": [[1, -1], [-1, 1]], "bias": [0, 0] },
            { "weights": [[10, 10]], "bias": [-5] } ],
          "slopes": [0], "box": [[0, 1], [0, 1]] }
        """;

    private readonly CsvFile _rows = new(CsvFile.Rows("id,a,b", 300, i => $"r{i},0.{i * 37 % 100:00},0.{i * 61 % 97:00}"), "cells.csv");

    public void Dispose() => _rows.Dispose();

    [Fact]
    public void XorBecomesRulesThatAgreeWithIt()
    {
        var output = _rows.Sibling("Cell.rules.json");
        var run = CommandRun.Of(
            "collapse", Network(), "--data", _rows.Path, "--inputs", "a,b", "--labels", "same,other", "-o", output, "--json");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        var document = DocumentFile.Read(output);
        Assert.Equal(("Cell", "xor.json"), (document.Name, document.Provenance!.Network!.File));
        Assert.Equal([("inputs", "a\nb"), ("labels", "same\nother"), ("schedule", "auto")], OptionsOf(document));
        Assert.Equal("Decides answer, learned from xor.json at points of cells.csv.", document.Summary);
        Assert.InRange(document.Rules.Count, 2, 4);

        using var json = JsonDocument.Parse(run.Out);
        var fidelity = json.RootElement.GetProperty("fidelity");
        Assert.True(fidelity.GetProperty("fresh").GetDouble() > 0.99);
        Assert.Equal(["train", "validation", "test", "fresh"], System.Linq.Enumerable.Select(fidelity.EnumerateObject(), p => p.Name));
        foreach (var part in new[] { "cells.csv: 300 rows", "fresh fidelity", "the network was collapsed", "Agreement of the rules with xor.json: " })
            Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("almost perfectly", run.Error, StringComparison.Ordinal);
        Assert.Contains("Agreement of the rules with xor.json: ", CommandRun.Of("show", output).Out, StringComparison.Ordinal);

        var evaluator = new RuleEvaluator(document);
        foreach (var (a, b, label) in new[] { (0.1, 0.1, 0), (0.9, 0.9, 0), (0.1, 0.9, 1), (0.9, 0.1, 1) })
            Assert.Equal(label, evaluator.Classify(evaluator.Evaluate([a, b]).Outputs));
    }

    [Fact]
    public void ErrorsAreOneLineAndLeaveNoFile()
    {
        var output = _rows.Sibling("Cell.rules.json");
        var network = Network();
        foreach (var (args, problem) in new (string[], string)[]
        {
            (["--data", _rows.Path], "the network takes 2 inputs, and 3 columns are given"),
            (["--data", _rows.Path, "--inputs", "a,id"], "'id' has no numbers but texts"),
            (["--data", _rows.Sibling("none.csv")], "there is no such file"),
            (["--data", _rows.Path, "--ignore", "id", "--threshold", "900"], "answers 'no' for every row"),
            ([], "--data"),
        })
        {
            var run = CommandRun.Of(["collapse", network, "-o", output, .. args]);
            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.StartsWith("rulec: ", run.Error, StringComparison.Ordinal);
            Assert.Contains(problem, run.Error, StringComparison.Ordinal);
            Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.False(File.Exists(output));
        }
    }

    [Fact]
    public void FidelityKnowsTheInputsAndOutputsOfWhatWasCollapsed()
    {
        // Three costs of which the third input decides nothing: rules do not ask for it, and have the costs negated.
        const string Costs = """
            { "layers": [
                { "weights": [[1, 0, 0], [0, 1, 0]], "bias": [-0.5, -0.5], "activation": "relu" },
                { "weights": [[0.4, 0], [0, 0.4], [-0.1, -0.1]], "bias": [0, 0, 0.05] } ],
              "box": [[0, 1], [0, 1], [0, 1]] }
            """;
        var rows = _rows.Sibling("costs.csv");
        File.WriteAllText(rows, CsvFile.Rows("a,b,c", 300, i => $"0.{i * 37 % 100:00},0.{i * 61 % 97:00},0.{i * 17 % 89:00}"));
        var network = _rows.Sibling("costs.json");
        File.WriteAllText(network, Costs);
        var output = _rows.Sibling("Costs.rules.json");
        var run = CommandRun.Of(
            "collapse", network, "--data", rows, "--decision", "argmin", "--labels", "x,y,z", "--max-terms", "2", "-o", output, "--json");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        using (var json = JsonDocument.Parse(run.Out))
            Assert.Contains(
                json.RootElement.GetProperty("notes").EnumerateArray(), n => n.GetProperty("kind").GetString() == "decision-argmin");
        var document = DocumentFile.Read(output);
        Assert.Contains(("decision", "argmin"), OptionsOf(document));
        Assert.Equal(["a", "b", "c"], System.Linq.Enumerable.Select(document.Provenance!.NetworkInputs, i => i.Name));

        var fidelity = CommandRun.Of("fidelity", output, network, "--json");
        Assert.Equal(ExitCode.Done, fidelity.ExitCode);
        using var result = JsonDocument.Parse(fidelity.Out);
        Assert.True(result.RootElement.GetProperty("proven").GetBoolean());
        // Were the outputs not negated, they would be as far apart as twice the largest cost.
        Assert.All(
            result.RootElement.GetProperty("outputs").EnumerateArray(), o => Assert.InRange(o.GetProperty("upper").GetDouble(), 0, 0.2));
    }

    private static (string Name, string Value)[] OptionsOf(Documents.RuleDocument document) =>
        [.. System.Linq.Enumerable.Select(document.Provenance!.Options, o => (o.Name, o.Value))];

    private string Network()
    {
        var path = _rows.Sibling("xor.json");
        File.WriteAllText(path, Xor);
        return path;
    }
}
