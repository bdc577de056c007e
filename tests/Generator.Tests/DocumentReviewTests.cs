using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Review;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>
/// What is said against a document is true of every row inside its ranges, stands at its place, and is as severe as the project asks.
/// </summary>
public class DocumentReviewTests
{
    private const string Document = """
        {
          "version": 1,
          "name": "Fever",
          "inputs": [ { "name": "age", "range": [0, 100] }, { "name": "temperature", "range": [35, 42], "missing": 30 }, { "name": "ward", "categories": ["a", "b"] } ],
          "outputs": [ { "name": "home" }, { "name": "stay" }, { "name": "transfer" } ],
          "decision": { "kind": "argmax", "labels": ["home", "stay", "transfer"] },
          "conditions": [
            { "id": 1, "expression": { "bias": -50, "weights": { "age": 1 } } },
            { "id": 2, "expression": { "bias": SECOND, "weights": { "age": 1, "ward": { "a": 10 } } } }
          ],
          "tree": {
            "condition": 1,
            "negative": { "rule": 1 },
            "positive": { "condition": 2, "negative": { "rule": 2 }, "positive": { "rule": 3 } }
          },
          "rules": [
            { "id": 1, "expressions": [ { "bias": 1 }, { "bias": 0 }, { "bias": -1 } ], "support": { "rows": FIRST, "share": 0.5 } },
            { "id": 2, "expressions": [ { "bias": 0 }, { "bias": 1 }, { "bias": 0, "weights": { "temperature": TRANSFER } } ], "support": { "rows": 7, "share": 0.2 } },
            { "id": 3, "expressions": [ { "bias": 0 }, { "bias": 1 }, { "bias": 0.5 } ], "support": { "rows": 9, "share": 0.3 } }
          ]
        }
        """;

    [Fact]
    public void DocumentWithNothingSuspectGivesNoWarning() => Assert.Empty(Generation.Of(Text()).Diagnostics);

    [Theory]
    // The condition above has left ages from 50 on, so a sum that starts at -40 is never negative under it.
    [InlineData(
        "-40",
        "11",
        "1",
        14,
        "RC0014",
        "Condition 2 is never < 0 here: inside the ranges its sum is at least ≈ 10, so rule 2 holds for no row inside them")]
    [InlineData("-111", "11", "1", 14, "RC0014", "Condition 2 is always < 0 here: inside the ranges its sum is at most -1, so rule 3")]
    [InlineData("-70", "0", "1", 17, "RC0013", "Rule 1 has no training rows")]
    // 0.02 · 42 is the largest sum, which is below stay's 1.
    [InlineData("-70", "11", "0.02", 6, "RC0015", "No rule gives 'transfer'")]
    public void SuspicionStandsAtItsPlace(string second, string first, string transfer, int line, string id, string message)
    {
        var diagnostics = Generation.Of(Text(second, first, transfer)).Diagnostics;
        var diagnostic = diagnostics.First(d => d.Id == id);
        Assert.Equal(DiagnosticSeverity.Warning, diagnostic.Severity);
        Assert.Equal(line, diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1);
        Assert.StartsWith(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void ValueThatStandsForAMissingOneCountsAsInside()
    {
        // −30 · −0.04 is 1.2, above stay's 1: only the missing temperature of −30 gives the transfer.
        var text = Text(transfer: "-0.04").Replace("\"missing\": 30", "\"missing\": -30", StringComparison.Ordinal);
        Assert.Empty(Generation.Of(text).Diagnostics);
        Assert.Equal(
            "RC0015",
            Assert.Single(Generation.Of(text.Replace(", \"missing\": -30", string.Empty, StringComparison.Ordinal)).Diagnostics).Id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatIsSaidHoldsForEveryRowInsideTheRanges(bool isHinged)
    {
        var random = new Random(15);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var d = 0; d < 400; d++)
        {
            var document = isHinged
                ? new RandomHinges(random) { IsCoarse = d % 3 == 2 }.Next("Model", (Shape)(d % 5), random.Next(1, 3))
                : new RandomDocuments(random) { IsCoarse = d % 3 == 2, HasMarks = false }.Next((Shape)(d % 5), random.Next(1, 4), d % 6);
            var suspicions = DocumentReview.Run(document, CancellationToken.None);
            var said = suspicions.Where(s => s.Descriptor.Id is "RC0014" or "RC0015")
                .Select(s => s.Message).ToArray();
            foreach (var suspicion in suspicions)
                counts[suspicion.Descriptor.Id] = counts.GetValueOrDefault(suspicion.Descriptor.Id) + 1;
            var evaluator = new RuleEvaluator(document);
            for (var r = 0; r < 300; r++)
            {
                var row = RowInside(document, random);
                var outcome = evaluator.Evaluate(row);
                var rule = document.Rules[outcome.RuleIndex].Id;
                Assert.DoesNotContain(said, s => s.Contains($"so rule {rule} holds for no row", StringComparison.Ordinal));
                if (document.Decision is ArgmaxDecision argmax)
                {
                    var label = argmax.Labels[evaluator.Classify(outcome.Outputs)];
                    Assert.DoesNotContain(said, s => s.Contains($"'{label}'", StringComparison.Ordinal));
                }
                else if (document.Decision is ThresholdDecision { Bits.Count: 1 } binary)
                {
                    var label = evaluator.Classify(outcome.Outputs) == 0 ? binary.Bits[0].Below : binary.Bits[0].AtOrAbove;
                    Assert.DoesNotContain(said, s => s.Contains($"'{label}'", StringComparison.Ordinal));
                }
            }
        }

        Assert.All((string[])["RC0013", "RC0014", "RC0015"], id => Assert.True(counts[id] > 30, $"{id}: {counts[id]}"));
    }

    [Theory]
    [InlineData("error", DiagnosticSeverity.Error)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    [InlineData("silent", DiagnosticSeverity.Hidden)]
    [InlineData("Warning", DiagnosticSeverity.Warning)]
    [InlineData("loud", DiagnosticSeverity.Warning)]
    [InlineData("none", null)]
    public void SeverityIsTheOneThatTheFilesSectionAsksFor(string word, DiagnosticSeverity? severity)
    {
        var options = new Dictionary<string, string> { ["rulecompiler.RC0013.severity"] = word };
        var diagnostics = Generation.Of(
            [new MemoryText("/project/Model.rules.json", Text(first: "0"))],
            options: options.Select(o => (o.Key, o.Value)).ToArray()).Diagnostics;
        Assert.Equal(severity is { } s ? [s] : [], diagnostics.Select(d => d.Severity));
    }

    [Fact]
    public void OtherSeverityRegeneratesNothing()
    {
        var file = new MemoryText("/project/Model.rules.json", Text(first: "0"));
        var generation = Generation.Of([file]);
        var options = new Dictionary<string, string> { ["rulecompiler.RC0013.severity"] = "error" };
        var result = generation.Driver.WithUpdatedAnalyzerConfigOptions(Generation.Options(Generation.Namespace, options))
            .RunGenerators(generation.Compilation).GetRunResult().Results.Single();
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(result.Diagnostics).Severity);
        Assert.All(Reasons(RuleGenerator.Steps.Documents), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        Assert.All(Reasons(RuleGenerator.Steps.Sources), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(RuleGenerator.Steps.Warnings));

        IncrementalStepRunReason[] Reasons(string step) => [.. result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason)];
    }

    [Theory]
    [InlineData("samples")]
    [InlineData("tests/EndToEnd/Projects")]
    public void DocumentsOfThisRepositoryAreNotSuspect(string folder)
    {
        var files = Directory.GetFiles(Path.Combine(Root(), folder), "*.rules.json", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(
            files,
            file => Assert.Empty(
                DocumentReview.Run(RuleDocumentReader.Read(File.ReadAllText(file)), CancellationToken.None).Select(s => s.Message)));
    }

    /// <summary>What special values and conditions add is a part of what a sum can be, and a curve as far as its points go.</summary>
    [Theory]
    [InlineData("-9", "-1", "Condition 1 is always < 0 here: inside the ranges its sum is at most ≈ -7")]
    [InlineData("-9", "10", null)]
    [InlineData("3", "1", "Condition 1 is never < 0 here: inside the ranges its sum is at least ≈ 3")]
    [InlineData("3", "-4", null)]
    public void SpecialValuesAreInsideTheRanges(string bias, string special, string? said)
    {
        var document = $$"""
            {
              "version": 2, "name": "Visits", "decision": { "kind": "value" }, "outputs": [ { "name": "cost" } ],
              "inputs": [ { "name": "age", "range": [0, 90], "special": [ { "value": -1, "name": "unknown" } ] } ],
              "conditions": [ { "id": 1, "expression": { "bias": {{bias}}, "weights": { "age": { "curve": [[20, 0], [60, 2]], "special": { "unknown": {{special}} } } } } } ],
              "tree": { "condition": 1, "negative": { "rule": 1 }, "positive": { "rule": 2 } },
              "common": [ { "bias": 1, "adjustments": { "1": 0.5 } } ], "rules": [ { "id": 1 }, { "id": 2 } ]
            }
            """;
        var messages = Generation.Of(document).Diagnostics.Select(d => d.GetMessage(CultureInfo.InvariantCulture)).ToArray();
        if (said is null)
            Assert.Empty(messages);
        else
            Assert.StartsWith(said, Assert.Single(messages), StringComparison.Ordinal);
    }

    private static string Text(string second = "-70", string first = "11", string transfer = "1") => Document
        .Replace("SECOND", second, StringComparison.Ordinal).Replace("FIRST", first, StringComparison.Ordinal).Replace(
            "TRANSFER", transfer, StringComparison.Ordinal);

    private static double[] RowInside(RuleDocument document, Random random) => document.Inputs.Select(input => input switch
    {
        CategoryInput category => random.Next(category.Categories.Count),
        NumberInput number when random.Next(4) == 0 && number.Specials.Count > 0 =>
            number.Specials[random.Next(number.Specials.Count)].InRow,
        NumberInput number when random.Next(10) == 0 && number.Missing is not null => double.NaN,
        NumberInput number when random.Next(4) == 0 => random.Next(2) == 0 ? number.Minimum.Value : number.Maximum.Value,
        NumberInput number when random.Next(3) == 0 =>
            Math.Round(number.Minimum.Value + (random.NextDouble() * (number.Maximum.Value - number.Minimum.Value))),
        NumberInput number => number.Minimum.Value + (random.NextDouble() * (number.Maximum.Value - number.Minimum.Value)),
        _ => throw new InvalidOperationException(input.Name),
    }).ToArray();

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
