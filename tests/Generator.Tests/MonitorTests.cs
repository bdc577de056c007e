using System;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Tests.Support;
using RuleCompiler.Monitoring;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>The generated class <c>Monitor</c> answers as the rules do, to the last bit, and counts as the interpreter counts.</summary>
public class MonitorTests
{
    private const int Documents = 24;
    private const int RowsPerDocument = 300;

    [Theory]
    [InlineData(Shape.Binary, LanguageVersion.Latest)]
    [InlineData(Shape.Bits, LanguageVersion.CSharp7_3)]
    [InlineData(Shape.Argmax, LanguageVersion.Latest)]
    [InlineData(Shape.Argmax, LanguageVersion.CSharp7_3)]
    [InlineData(Shape.Value, LanguageVersion.CSharp9)]
    [InlineData(Shape.Binary, LanguageVersion.CSharp12)]
    [InlineData(Shape.Values, LanguageVersion.Latest)]
    public void CountsAreThoseOfTheInterpreter(Shape shape, LanguageVersion version)
    {
        var random = new Random(700 + (int)shape);
        var cases = Enumerable.Range(0, Documents).Select(d => Next(random, shape, d)).ToArray();
        var compiled = MonitoredRules.Of(
            cases.Select(c => c.Document).ToArray(), new CSharpParseOptions(version, Microsoft.CodeAnalysis.DocumentationMode.Diagnose));
        var met = new long[6];
        foreach (var (code, rows) in compiled.Zip(cases, (code, c) => (code, c.Rows)))
        {
            var document = code.Document;
            var limits = document.Provenance?.Counts?.Bands.Select(b => b.Limits).ToEquatableArray()
                ?? Enumerable.Repeat(EquatableArray<Number>.Empty, document.Decision.ComparesOutputs ? 1 : document.Outputs.Count)
                    .ToEquatableArray();
            var counter = new RowCounter(document, limits);
            var answers = code.Ask(rows);
            for (var r = 0; r < rows.Length; r++)
                AssertSame(document, counter.Count(rows[r]), answers, r);
            var json = JsonNode.Parse(answers.Json)!;
            Assert.Equal(document.Name, (string?)json["name"]);
            Assert.Equal(Meaning.Of(document).Hash, (string?)json["meaning"]);
            Assert.Equal(
                document.Rules.Zip(counter.Rules, (rule, count) => (rule.Id.ToString(CultureInfo.InvariantCulture), count))
                    .OrderBy(rule => rule.Item1, StringComparer.Ordinal),
                json["rules"]!.AsObject().Select(rule => (rule.Key, (long)rule.Value!)).OrderBy(rule => rule.Key, StringComparer.Ordinal));
            Assert.Equal(counter.Counts, code.Read(answers.Json));
            foreach (var input in counter.Counts.Inputs)
            {
                var counts = new[]
                {
                    input.Below, input.Above, input.Missing, input.Other, input.Refused, input.Specials.Sum(),
                };
                for (var i = 0; i < counts.Length; i++)
                    met[i] += counts[i];
            }
        }

        Assert.All(met, (count, i) => Assert.True(count > 20, $"Only {count} of kind {i}."));
    }

    [Fact]
    public void CountingAllocatesNothing()
    {
        var random = new Random(5);
        var cases = Enum.GetValues<Shape>().Select((shape, d) => Next(random, shape, d)).ToArray();
        foreach (var (code, rows) in MonitoredRules.Of(cases.Select(c => c.Document).ToArray(), Generation.Latest)
            .Zip(cases, (code, c) => (code, c.Rows)))
        {
            var evaluator = new RuleEvaluator(code.Document);
            var accepted = rows.Where(row => CallAgreement.IsAccepted(evaluator, row)).ToArray();
            Assert.True(accepted.Length > 50);
            Assert.Equal(0, code.Bytes(accepted, 20));
        }
    }

    /// <summary>Rules that an edit took away leave gaps among the numbers, small ones and large ones.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(100_000_000)]
    public void RulesKeepTheirNumbers(int step)
    {
        var documents = new RandomDocuments(new Random(8));
        var document = documents.Next(Shape.Binary, 4, 3);
        document = document with
        {
            // Downwards, so that the order of the rules is not that of their numbers.
            Rules = document.Rules.Select((rule, r) => rule with { Id = 1 + (step * (document.Rules.Count - r)) }).ToEquatableArray(),
        };
        var rows = Enumerable.Range(0, 500).Select(_ => documents.NextRow(document)).ToArray();
        var counter = new RowCounter(document, EquatableArray.Of(EquatableArray<Number>.Empty));
        foreach (var row in rows)
            counter.Count(row);
        var answers = MonitoredRules.Of([document], Generation.Latest)[0].Ask(rows);
        var counted = JsonNode.Parse(answers.Json)!["rules"]!.AsObject();
        Assert.True(counter.Rules.Count(c => c > 0) > 1);
        Assert.Equal(
            document.Rules.Select((rule, r) => (rule.Id, counter.Rules[r])).OrderBy(rule => rule.Id),
            counted.Select(rule => (int.Parse(rule.Key, CultureInfo.InvariantCulture), (long)rule.Value!)));
    }

    /// <summary>Names that JSON and C# would take for their own come back from the reader as they are.</summary>
    [Fact]
    public void HostileNamesStayText()
    {
        string[] texts = ["a\" }", "\\", "\\\\n", "\n\r", "\u2028", "\u202E", "{0}", "// */", "é", "\U0001D538", "</x>", "\\u000A"];
        var (random, next) = (new Random(4), 0);
        foreach (var shape in Enum.GetValues<Shape>())
        {
            var documents = new RandomDocuments(random, kind => kind == "model" ? "model" + (int)shape : texts[next++ % texts.Length]);
            var document = documents.Next(shape, 6, 2);
            var rows = Enumerable.Range(0, 100).Select(_ => documents.NextRow(document)).ToArray();
            document = MonitoredRules.WithCounts(document, Limits(document, rows, random), rows);
            foreach (var code in MonitoredRules.Of([document], shape == Shape.Bits ? Generation.Oldest : Generation.Latest))
                Assert.Equal(document.Provenance!.Counts, code.Read(code.Ask(rows).Json));
        }
    }

    /// <summary>Numbers beside each other and between categories, each with a range of its own: no other one's is asked for it.</summary>
    [Theory]
    [InlineData("nnnnn")]
    [InlineData("cnnnnnncn")]
    [InlineData("nccnnnncccnnnnnnn")]
    [InlineData("cccnnnncnnnn")]
    public void EachNumberIsHeldToItsOwnRange(string kinds)
    {
        var inputs = kinds.Select((kind, i) => kind == 'c'
            ? (Input)new CategoryInput($"c{i}", null, EquatableArray.Of("a", "b", "c"), 1)
            : new NumberInput($"n{i}", null, null, Number.From(10 * i), Number.From((10 * i) + 5), null)).ToEquatableArray();
        var document = new RandomDocuments(new Random(2)).Next(Shape.Value, 1, 0) with
        {
            Inputs = inputs,
            Rules = EquatableArray.Of(new Rule(
                1, Rule.Alone([new Expression(Number.From(1), EquatableArray<Term>.Empty)]), EquatableArray<int>.Empty, null, null)),
        };
        var middle = inputs.Select(i => i.Match(n => n.Minimum.Value + 2, _ => 2)).ToArray();
        var rows = inputs.SelectMany((input, i) => input.Match<double[]>(
            n =>
            [
                Math.BitDecrement(n.Minimum.Value), n.Minimum.Value, n.Maximum.Value, Math.BitIncrement(n.Maximum.Value), double.NaN,
            ],
            _ => [-1, 0, 2, 3]).Select(value => middle.Select((v, k) => k == i ? value : v).ToArray())).ToArray();
        var code = MonitoredRules.Of([document], Generation.Latest)[0];
        var counts = code.Read(code.Ask(rows).Json);
        Assert.Equal(
            inputs.Select(i => i.Match(
                _ => new InputCounts(1, 1, 0, 0, 1, EquatableArray<long>.Empty),
                _ => new InputCounts(0, 0, 0, 2, 0, EquatableArray<long>.Empty))),
            counts.Inputs);
    }

    /// <summary>The numbers of a row are read from memory four at once only where the row is as large as they need it to be.</summary>
    [Fact]
    public void RowsAreAsLargeAsTheTestForFourNumbersTakesThem()
    {
        var documents = Enumerable.Range(0, 30).Select(d => new RandomDocuments(new Random(d), kind => kind == "model" ? "model" + d : kind)
            .Next(Shape.Value, 5 + d, 0)).ToArray();
        var generation = Generation.Of(
            documents.Select((d, i) => new MemoryText($"/project/Model{i}.rules.json", RuleDocumentWriter.Write(d))),
            Generation.Latest,
            Generation.Namespace,
            ("build_property.RuleCompilerMembers", "Monitor"));
        var assembly = CompiledRules.Emit(generation.Sources, string.Empty, Generation.Latest);
        var sizes = documents.Select((_, d) => (
            Text: generation.Result.GeneratedSources.Single(s => s.HintName == $"Model{d}.Monitor.g.cs").SourceText.ToString(),
            Size: (int)typeof(Unsafe).GetMethod("SizeOf")!.MakeGenericMethod(assembly.GetType($"Example.App.Model{d}+Input")!)
                .Invoke(null, null)!)).Where(s => s.Text.Contains("SizeOf<Input>", StringComparison.Ordinal)).ToArray();
        Assert.True(sizes.Length > 10);
        Assert.All(
            sizes, s => Assert.Contains(FormattableString.Invariant($"SizeOf<Input>() == {s.Size})"), s.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void ManyInputsAreCountedInGroups()
    {
        var random = new Random(9);
        var documents = new RandomDocuments(random);
        var document = documents.Next(Shape.Argmax, 200, 2);
        var rows = Enumerable.Range(0, 200).Select(_ => documents.NextRow(document)).ToArray();
        document = MonitoredRules.WithCounts(document, Limits(document, rows, random), rows);
        var code = MonitoredRules.Of([document], Generation.Latest)[0];
        Assert.True(document.Provenance!.Counts!.Refused > 0);
        Assert.Equal(document.Provenance!.Counts, code.Read(code.Ask(rows).Json));
    }

    [Fact]
    public void NothingToAddIsRefused()
    {
        var document = new RandomDocuments(new Random(1)).Next(Shape.Binary, 2, 1);
        var generation = Generation.Of(RuleDocumentWriter.Write(document));
        var assembly = CompiledRules.Emit(
            generation.Sources,
            """
            namespace Example.App
            {
                /// <summary>The user's part.</summary>
                public static partial class Model { }
                /// <summary>Calls.</summary>
                public static class Caller
                {
                    /// <summary>Adds nothing.</summary>
                    public static void Add() => new Model.Monitor().Add(null!);
                    /// <summary>Writes nowhere.</summary>
                    public static void Write() => new Model.Monitor().WriteJson(null!);
                }
            }
            """,
            Generation.Latest);
        var caller = assembly.GetType("Example.App.Caller")!;
        Assert.Equal("other", Assert.Throws<ArgumentNullException>(() => caller.GetMethod("Add")!.CreateDelegate<Action>()()).ParamName);
        Assert.Equal("writer", Assert.Throws<ArgumentNullException>(() => caller.GetMethod("Write")!.CreateDelegate<Action>()()).ParamName);
    }

    private static void AssertSame(RuleDocument document, Outcome? expected, MonitoredAnswers answers, int row)
    {
        Assert.Equal(expected is null, answers.Refusals[row] is not null);
        if (expected is null)
            return;
        if (document.Decision.IsClass)
            Assert.Equal(document.Decision.Classify(expected.Outputs), answers.Labels[row]);
        else
            Assert.Equal(expected.Outputs.Select(Bits), answers.Outputs[row].Select(Bits));
    }

    // One NaN is like another: its bits are not a part of what is promised.
    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);

    /// <summary>A document of either version, with bands where it has counts, and rows that meet ends of ranges exactly.</summary>
    private static (RuleDocument Document, double[][] Rows) Next(Random random, Shape shape, int d)
    {
        var inputs = d % 8 == 5 ? 20 : random.Next(1, 8);
        RuleDocument document;
        Func<RuleDocument, double[]> nextRow;
        if (d % 2 == 0)
        {
            var documents = new RandomDocuments(random, kind => kind == "model" ? "model" + d : kind) { IsCoarse = d % 3 == 2 };
            document = documents.Next(shape, inputs, random.Next(0, 4));
            nextRow = documents.NextRow;
        }
        else
        {
            var documents = new RandomHinges(random) { IsCoarse = d % 3 == 2, HasAwkwardSpecials = d % 4 == 1 };
            document = documents.Next("Model" + d, shape, inputs);
            nextRow = documents.NextRow;
        }

        var rows = Enumerable.Range(0, RowsPerDocument).Select(_ => Edged(nextRow(document), document, random)).ToArray();
        return (d % 5 == 4 ? document : MonitoredRules.WithCounts(document, Limits(document, rows, random), rows[..100]), rows);
    }

    /// <summary>The row, one of its values at an end of its range or right beside it, special, missing, infinite or undeclared.</summary>
    private static double[] Edged(double[] row, RuleDocument document, Random random)
    {
        if (random.Next(3) == 0)
            return row;
        var i = random.Next(row.Length);
        row[i] = document.Inputs[i].Match(
            number =>
            {
                double[] places =
                [
                    number.Minimum.Value, number.Maximum.Value, Math.BitDecrement(number.Minimum.Value),
                    Math.BitIncrement(number.Maximum.Value), 0.0, -0.0, double.NaN, double.PositiveInfinity, double.MaxValue, -1e300,
                    .. number.Marks.Select(m => m.Value), .. number.Specials.Select(s => s.InRow), .. number.Specials.Select(s => s.InRow),
                ];
                return places[random.Next(places.Length)];
            },
            category => random.Next(-1, category.Categories.Count + 2));
        return row;
    }

    /// <summary>Some of the scores, zeros of both signs and thresholds: what rows meet exactly.</summary>
    private static EquatableArray<EquatableArray<Number>> Limits(RuleDocument document, double[][] rows, Random random)
    {
        var evaluator = new RuleEvaluator(document);
        var outputs = rows.Where(row => CallAgreement.IsAccepted(evaluator, row)).Select(row => evaluator.Evaluate(row).Outputs).ToArray();
        return Enumerable.Range(0, document.Decision.ComparesOutputs ? 1 : document.Outputs.Count).Select(k =>
        {
            var scores = outputs.Select(o => document.Decision.ComparesOutputs ? o.Max() : o[k]).Where(double.IsFinite).Distinct();
            var limits = scores.OrderBy(_ => random.Next()).Take(random.Next(10)).Select(Number.From).ToList();
            if (random.Next(3) == 0)
                limits.Add(Number.From(-0.0));
            document.Decision.Match(
                _ => { },
                threshold =>
                {
                    if (random.Next(2) == 0)
                        limits.Add(threshold.Bits[k].Threshold);
                },
                _ => { });
            return limits.DistinctBy(l => l.Value + 0.0).OrderBy(l => l.Value).ToEquatableArray();
        }).ToEquatableArray();
    }
}
