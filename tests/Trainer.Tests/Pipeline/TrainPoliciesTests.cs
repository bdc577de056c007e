using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Tests.Cli;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary><c>rulec train --policies</c>: what can be held is held, and what cannot is told.</summary>
public sealed class TrainPoliciesTests
{
    private const string Held =
        """
        {
          "version": 1,
          "policies": [
            { "kind": "direction", "name": "income helps", "input": "income", "direction": "increasing" },
            { "kind": "direction", "name": "age does not", "input": "age", "direction": "decreasing" },
            { "kind": "forbiddenInput", "name": "no job", "inputs": ["job", "sex"] },
            { "kind": "sameDecision", "name": "anywhere", "inputs": ["region"] },
            { "kind": "support", "name": "known", "rows": 60 },
            { "kind": "size", "name": "small", "rules": 2, "terms": 5, "points": 3, "numbers": 10 },
            { "kind": "range", "name": "never certain", "label": "yes", "probability": true, "atMost": 0.9 }
          ]
        }
        """;

    private const string Never =
        """
        { "version": 1, "policies": [
          { "kind": "never", "name": "nobody", "label": "yes", "where": { "income": { "atLeast": 2000 } } },
          { "kind": "direction", "name": "income helps", "input": "income", "direction": "increasing" }
        ] }
        """;

    [Fact]
    public void EachKindThatCanBeHeldIsHeld()
    {
        using var file = new CsvFile(Tables.Mixed);
        var policies = Write(file, Held);
        var output = file.Sibling("T.rules.json");
        var run = Train(file, "--policies", policies, "-o", output);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("The rules keep to 7 of 7 policies of ", run.Error, StringComparison.Ordinal);

        var document = RuleDocumentReader.Read(File.ReadAllBytes(output));
        Assert.DoesNotContain(document.Inputs, i => i.Name == "job");
        // No rule reads it, and yet a policy goes on speaking of it.
        Assert.Contains(document.Inputs, i => i.Name == "region");
        Assert.Equal([Direction.Increasing], document.Inputs.Single(i => i.Name == "income").Directions);
        Assert.Equal([Direction.Decreasing], document.Inputs.Single(i => i.Name == "age").Directions);
        Assert.True(document.Rules.Count <= 2 && ReviewedNumbers.Count(document) <= 10);
        Assert.All(document.Rules, r => Assert.InRange(r.Support!.Rows, 60, int.MaxValue));
        Assert.Contains(new NamedText("ignore", "job"), document.Provenance!.Options);
        Assert.Matches("^t[.]policies[.]json [0-9a-f]{64}$", document.Provenance.Options.Single(o => o.Name == "policies").Value);
        Assert.Equal(0, CommandRun.Of("verify", output, "--policies", policies).ExitCode);
    }

    /// <summary>Policies that hold by themselves would show nothing.</summary>
    [Fact]
    public void WithoutThemMostAreBroken()
    {
        using var file = new CsvFile(Tables.Mixed);
        var policies = Write(file, Held.Replace(", \"terms\": 5, \"points\": 3, \"numbers\": 10", string.Empty, StringComparison.Ordinal)
            .Replace("[\"region\"]", "[\"job\"]", StringComparison.Ordinal));
        var output = file.Sibling("T.rules.json");
        Assert.Equal(0, Train(file, "-o", output).ExitCode);
        var run = CommandRun.Of("verify", output, "--policies", policies, "--json");
        var broken = JsonDocument.Parse(run.Out).RootElement.GetProperty("policies").EnumerateArray()
            .Where(p => p.GetProperty("verdict").GetString() == "refuted").Select(p => p.GetProperty("name").GetString()!);
        string[] most = ["age does not", "no job", "anywhere", "small", "never certain"];
        Assert.Superset(most.ToHashSet(), broken.ToHashSet());
    }

    [Fact]
    public void ScoresAreMovedIntoRangeAndAnswersStay()
    {
        using var file = new CsvFile(Tables.Mixed);
        var policies = Write(
            file,
            """
            { "version": 1, "policies": [
              { "kind": "range", "name": "r", "label": "yes", "probability": true, "atLeast": 0.05, "atMost": 0.95 }
            ] }
            """);
        var (free, output) = (file.Sibling("F.rules.json"), file.Sibling("T.rules.json"));
        Assert.Equal(0, Train(file, "-o", free, "--max-rules", "1").ExitCode);
        var run = Train(file, "-o", output, "--max-rules", "1", "--policies", policies);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Note: scores were multiplied by ", run.Error, StringComparison.Ordinal);
        var (one, other) = (Accuracy(free), Accuracy(output));
        Assert.InRange(other, one - 0.01, one + 0.01);
    }

    [Theory]
    [InlineData("\"input\": \"incme\"", 10, "The document has no input 'incme'. Did you mean 'income'?")]
    [InlineData("\"input\": \"job\"", 10, "Categories have a direction only where the document gives them an 'order'.")]
    [InlineData("\"input\": \"income\", \"label\": \"maybe\"", 29, "The document has no label 'maybe'.")]
    public void WhatIsWrongIsFoundAtItsPlaceBeforeTraining(string members, int column, string says)
    {
        using var file = new CsvFile(Tables.Mixed);
        var policies = Write(
            file,
            """{ "version": 1, "policies": [{ "kind": "direction", "name": "n", "direction": "increasing",""" + $"\n{members} }}] }}");
        var output = file.Sibling("T.rules.json");
        var run = Train(file, "--policies", policies, "-o", output);
        Assert.Equal((2, $"rulec: {policies}(2,{column}): {says}\n"), (run.ExitCode, run.Error));
        Assert.False(File.Exists(output));
    }

    [Fact]
    public void WhatCannotBeHeldIsToldAndTheDocumentIsWritten()
    {
        using var file = new CsvFile(Tables.Mixed);
        var output = file.Sibling("T.rules.json");
        var run = Train(file, "--policies", Write(file, Never), "-o", output, "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Note: policy 'nobody' (never) could not be held: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("The rules keep to 1 of 2 policies of ", run.Error, StringComparison.Ordinal);
        var root = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(
            [("nobody", "never", "refuted"), ("income helps", "direction", "proven")],
            root.GetProperty("policies").EnumerateArray().Select(p => (Text(p, "name"), Text(p, "kind"), Text(p, "verdict"))));
        Assert.Single(root.GetProperty("notes").EnumerateArray(), n => Text(n, "kind") == "policy-broken");
        Assert.True(RuleDocumentReader.Read(File.ReadAllBytes(output)).Rules.Count > 0);

        static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
    }

    [Fact]
    public void NamesThatAreForbiddenAndUnknownAreTold()
    {
        using var file = new CsvFile(Tables.Mixed);
        var run = Train(file, "--model", "linear", "--policies", Write(file, Held), "-o", file.Sibling("T.rules.json"));
        Assert.Contains("Note: a policy forbids 'sex', which is no column of data.csv.", run.Error, StringComparison.Ordinal);
    }

    /// <summary>What is missing stays a special value of the document, since a policy names it.</summary>
    [Fact]
    public void SpecialValuesThatPoliciesNameStay()
    {
        using var file = new CsvFile(Tables.Mixed);
        var output = file.Sibling("T.rules.json");
        var policies = Write(
            file,
            """
            { "version": 1, "policies": [
              { "kind": "direction", "name": "no age", "input": "age", "special": { "missing": "highest" } },
              { "kind": "size", "name": "short", "numbers": 4 }
            ] }
            """);
        var run = Train(file, "--special", "missing", "--policies", policies, "-o", output);
        var age = RuleDocumentReader.Read(File.ReadAllBytes(output)).Inputs.Numbers().Single(i => i.Name == "age");
        Assert.Equal(["missing"], age.Specials.Select(s => s.Name));
        Assert.Equal(run.ExitCode, CommandRun.Of("verify", output, "--policies", policies).ExitCode);
    }

    [Fact]
    public void ARunIsNotResumedWithOtherPolicies()
    {
        using var file = new CsvFile(Tables.Mixed);
        var state = file.Sibling("state");
        Checkpoint.Begin(state, Identity(Held), TimeSpan.Zero, CancellationToken.None).Save();
        Checkpoint.Resume(state, Identity(Held), TimeSpan.Zero, CancellationToken.None);
        var error = Assert.Throws<InputFileException>(() => Checkpoint.Resume(
            state, Identity(Held.Replace("0.9 ", "0.8 ", StringComparison.Ordinal)), TimeSpan.Zero, CancellationToken.None));
        Assert.Contains("of another run: --policies differs", error.Problem, StringComparison.Ordinal);

        EquatableArray<NamedText> Identity(string policies)
        {
            var identity = EquatableArray<NamedText>.Empty;
            CommandRun.Train(
                (options, _, _) =>
                {
                    var data = Dataset.Read(options.Data, null, options.Table, null, 1);
                    identity = Checkpoint.IdentityOf(data, DocumentHead.Create("T", "rulec", options.Recorded, data), 1);
                    return 0;
                },
                CancellationToken.None,
                file.Path, "--target", "bought", "--policies", Write(file, policies));
            return identity;
        }
    }

    /// <summary>A tree has no directions to hold: what it breaks is told, and the sizes are held.</summary>
    [Fact]
    public void TreesKeepToSizesAndSupport()
    {
        using var file = new CsvFile(Tables.Mixed);
        var output = file.Sibling("T.rules.json");
        var policies = Write(
            file,
            """
            { "version": 1, "policies": [
              { "kind": "size", "name": "small", "numbers": 9 },
              { "kind": "support", "name": "known", "rows": 50 },
              { "kind": "direction", "name": "income helps", "input": "income", "direction": "increasing" }
            ] }
            """);
        var run = Train(file, "--model", "tree", "--policies", policies, "-o", output);
        var document = RuleDocumentReader.Read(File.ReadAllBytes(output));
        Assert.InRange(ReviewedNumbers.Count(document), 1, 9);
        Assert.All(document.Rules, r => Assert.InRange(r.Support!.Rows, 50, int.MaxValue));
        Assert.Equal(run.ExitCode, CommandRun.Of("verify", output, "--policies", policies).ExitCode);
    }

    private static CommandRun Train(CsvFile file, params string[] more) =>
        CommandRun.Of(["train", file.Path, "--target", "bought", "--threads", "2", .. more]);

    private static string Write(CsvFile file, string policies)
    {
        var path = file.Sibling("t.policies.json");
        File.WriteAllText(path, policies);
        return path;
    }

    private static double Accuracy(string path) => RuleDocumentReader.Read(File.ReadAllBytes(path)).Provenance!.Metrics
        .Single(m => m.Model == "rules").Splits.Single(s => s.Name == "validation").Numbers.Single(n => n.Name == "accuracy").Value.Value;
}
