using System;
using System.IO;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Pipeline.Holding;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>What training holds of policies, beside what was asked for.</summary>
public sealed class HeldPoliciesTests
{
    private const string Rises = """{ "kind": "direction", "name": "a", "input": "x", "direction": "increasing" }""";

    [Theory]
    [InlineData(8, 2, 2)]
    [InlineData(1, 2, 1)]
    [InlineData(8, 20, 8)]
    [InlineData(8, 0, 1)]
    public void OfSizesTheSmallerOneCounts(int asked, int wanted, int expected)
    {
        var size = $$"""{ "kind": "size", "name": "s", "rules": {{wanted}}, "points": 4, "terms": 7, "numbers": 500 }""";
        var held = Hold(Tables.Bits, new TrainingOptions { MaxRules = asked, MaxPoints = 6 }, [size], "inside", "right");
        // No more numbers than without the policy.
        Assert.Equal((expected, 4, 7, 100), (held.MaxRules, held.MaxPoints, held.MaxAllTerms, held.MaxNumbers));
    }

    [Fact]
    public void TheLargestSupportIsHeld()
    {
        string[] policies =
            ["""{ "kind": "support", "name": "a", "rows": 7 }""", """{ "kind": "support", "name": "b", "rows": 30 }"""];
        Assert.Equal(30, Hold(Tables.Classes, new TrainingOptions(), policies, "class").MinSupport);
        Assert.Equal(50, Hold(Tables.Classes, new TrainingOptions { MinSupport = 50 }, policies, "class").MinSupport);
    }

    [Fact]
    public void ADirectionIsHeldOfAllOutputsOrOfNone()
    {
        var (inside, right) = (OfOutput("a", "inside", "increasing"), OfOutput("b", "right", "increasing"));
        Assert.Empty(Hold(Tables.Bits, new TrainingOptions(), [inside], "inside", "right").Increasing);
        Assert.Equal(["x"], Hold(Tables.Bits, new TrainingOptions(), [inside, right], "inside", "right").Increasing);
        Assert.Equal(["x"], Hold(Tables.Bits, new TrainingOptions(), [Rises], "inside", "right").Increasing);
        Assert.Equal(["x"], Hold(Tables.Bits, new TrainingOptions(), [Rises], "right").Increasing);
    }

    /// <summary>The label below a threshold becomes likelier where the score falls.</summary>
    [Fact]
    public void TheLabelBelowTurnsADirectionRound()
    {
        var held = Hold(
            Tables.Mixed,
            new TrainingOptions(),
            ["""{ "kind": "direction", "name": "a", "input": "income", "label": "no", "direction": "increasing" }"""],
            "bought");
        Assert.Equal((0, "income"), (held.Increasing.Count, Assert.Single(held.Decreasing)));
    }

    [Fact]
    public void WhatHasNoDirectionIsLeftToTheCheck()
    {
        Assert.Empty(Hold(Tables.Bits, new TrainingOptions { Model = ModelKind.Tree }, [Rises], "right").Increasing);
        Assert.Empty(Hold(Tables.Bits, new TrainingOptions { Schedule = Schedule.Note }, [Rises], "right").Increasing);
        Assert.Empty(Hold(
            Tables.Classes,
            new TrainingOptions(),
            ["""{ "kind": "direction", "name": "a", "input": "x", "label": "up", "direction": "increasing" }"""],
            "class").Increasing);
        var somewhere = Rises.Replace("}", ", \"where\": { \"y\": { \"atLeast\": 0 } } }", StringComparison.Ordinal);
        Assert.Empty(Hold(Tables.Bits, new TrainingOptions(), [somewhere], "right").Increasing);
    }

    [Fact]
    public void OppositeDirectionsAreAnErrorAtTheirPlace()
    {
        var asked = Assert.Throws<InputFileException>(
            () => Hold(Tables.Bits, new TrainingOptions { Decreasing = EquatableArray.Of("x") }, [Rises], "inside", "right"));
        Assert.Equal((3, 1), (asked.Line, asked.Column));
        Assert.Contains("never fall with 'x', and --decreasing asks for the opposite", asked.Problem, StringComparison.Ordinal);

        var other = Assert.Throws<InputFileException>(
            () => Hold(Tables.Bits, new TrainingOptions(), [Rises, OfOutput("b", "right", "decreasing")], "inside", "right"));
        Assert.Equal((4, 1), (other.Line, other.Column));
        Assert.Contains("never rise with 'x', and policy 'a' wants the opposite", other.Problem, StringComparison.Ordinal);
    }

    private static string OfOutput(string name, string output, string direction) =>
        $$"""{ "kind": "direction", "name": "{{name}}", "input": "x", "output": "{{output}}", "direction": "{{direction}}" }""";

    private static TrainingOptions Hold(string table, TrainingOptions options, string[] policies, params string[] targets)
    {
        using var file = new CsvFile(table);
        var data = Dataset.Read(file.Path, null, CsvFile.Target(targets), null, 1);
        var path = file.Sibling("t.policies.json");
        File.WriteAllText(path, "{ \"version\": 1,\n\"policies\": [\n" + string.Join(",\n", policies) + "\n] }");
        return TrainingPolicies.Hold(path, data, options);
    }
}
