using System;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Rules;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>
/// <c>rulec convert</c>: the same answers in version 2, to the last bit, or exactly the same function with what rules share stated once.
/// </summary>
public sealed class ConvertCommandTests
{
    public static TheoryData<string> Samples => new("Xor", "Banknote", "Adult", "GermanCredit", "GeneSwitch");

    [Theory]
    [MemberData(nameof(Samples))]
    public void AnswersKeepTheirBits(string sample)
    {
        var before = RuleDocumentReader.Read(File.ReadAllText(PathOf(sample)));
        var after = Converted(sample, out var says);
        Assert.Contains("version 1 is now version 2. All answers keep their bits.", says, StringComparison.Ordinal);
        Assert.Equal(2, after.Version);
        var (one, other) = (new RuleEvaluator(before), new RuleEvaluator(after));
        foreach (var row in Rows(before, 500))
            Assert.Equal(
                one.Evaluate(row).Outputs.Select(BitConverter.DoubleToInt64Bits),
                other.Evaluate(row).Outputs.Select(BitConverter.DoubleToInt64Bits));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void FactoringKeepsTheFunctionAndItsDifferenceIsBounded(string sample)
    {
        var before = RuleDocumentReader.Read(File.ReadAllText(PathOf(sample)));
        var factored = VersionConversion.Factor(VersionConversion.ToVersion2(before));
        Assert.Equal(factored.Document, Converted(sample, out _, "--factor"));
        Assert.Equal(factored.Moved > 0, factored.Document.Common.Count > 0);
        Assert.InRange(factored.Difference, 0, 1e-9);
        var (one, other) = (new RuleEvaluator(before), new RuleEvaluator(factored.Document));
        foreach (var row in Rows(before, 500))
        {
            var (a, b) = (one.Evaluate(row), other.Evaluate(row));
            Assert.Equal(a.RuleIndex, b.RuleIndex);
            Assert.All(a.Outputs.Zip(b.Outputs), p => Assert.InRange(p.First - p.Second, -factored.Difference, factored.Difference));
        }
    }

    /// <summary>Marks that only the provenance knew stand in the document afterwards.</summary>
    [Fact]
    public void RecordedMarksAreDeclared()
    {
        var document = RuleDocumentReader.Read(
            """
            { "version": 1, "name": "N", "inputs": [ { "name": "x", "range": [0, 1], "missing": 0.5 } ], "outputs": [ { "name": "y" } ], "decision": { "kind": "value" },
              "tree": { "rule": 1 }, "rules": [ { "id": 1, "expressions": [ { "bias": 0, "weights": { "x": 1 } } ] } ],
              "provenance": { "tool": "rulec", "options": { "missing": "-9.00" } } }
            """);
        var after = RuleDocumentReader.Read(RuleDocumentWriter.Write(VersionConversion.ToVersion2(document)));
        Assert.Equal(["-9"], after.Inputs.NumberAt(0).DeclaredMarks!.Select(m => m.Text));
        Assert.Equal(0.5, new RuleEvaluator(after).Evaluate([-9]).Outputs[0]);
    }

    /// <summary>What asks for straight lines says which rule or condition has a curve.</summary>
    [Fact]
    public void VerbsThatNeedLinesSayWhereACurveIs()
    {
        var file = Path.Combine(SourceTree.Root, "tests", "Generator.Tests", "Snapshots", "Hinges.rules.json");
        var run = CommandRun.Of("extract", file);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains("Rule 1 has a curve of 'age', and what is asked needs straight lines;", run.Error, StringComparison.Ordinal);
        // Where rules apply is said by conditions alone, which have none.
        Assert.Equal(0, CommandRun.Of("show", file, "--regions").ExitCode);
    }

    /// <summary>With everything multiplied out a document has the regions that it had in version 1.</summary>
    [Theory]
    [MemberData(nameof(Samples))]
    public void RegionsAreThoseOfVersion1(string sample)
    {
        var before = CommandRun.Of("show", PathOf(sample), "--regions");
        Converted(sample, out _, "--factor", keep: $"regions-{sample}.rules.json");
        var file = Path.Combine(Path.GetTempPath(), $"regions-{sample}.rules.json");
        Assert.Equal(before.Out, CommandRun.Of("show", file, "--regions").Out);
        File.Delete(file);
    }

    private static string PathOf(string sample) => Path.Combine(SourceTree.Root, "tests", "Version1", sample + ".rules.json");

    private static RuleDocument Converted(string sample, out string says, string? option = null, string? keep = null)
    {
        var file = Path.Combine(Path.GetTempPath(), keep ?? Path.GetRandomFileName());
        string[] arguments = ["convert", PathOf(sample), "-o", file, .. option is null ? Array.Empty<string>() : [option]];
        var run = CommandRun.Of(arguments);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Out));
        says = run.Error;
        var document = RuleDocumentReader.Read(File.ReadAllBytes(file));
        if (keep is null)
            File.Delete(file);
        return document;
    }

    private static double[][] Rows(RuleDocument document, int count)
    {
        var random = new Random(3);
        return Enumerable.Range(0, count).Select(_ => document.Inputs.Select(i => i.Match(
            n => n.Minimum.Value + (random.NextDouble() * n.Width), c => random.Next(c.Categories.Count))).ToArray()).ToArray();
    }
}
