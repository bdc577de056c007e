using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Tests.Support;
using RuleCompiler.Recourses;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>Generated code finds the same changes as the runtime, with the same certificates, and they change its own decision.</summary>
public class RecourseTests
{
    private const int Documents = 12;
    private const int RowsPerDocument = 20;

    [Theory]
    [InlineData(Shape.Binary, true)]
    [InlineData(Shape.Bits, false)]
    [InlineData(Shape.Argmax, false)]
    [InlineData(Shape.Value, true)]
    public void GeneratedCodeAnswersAsTheRuntimeDoes(Shape shape, bool isOldest)
    {
        var random = new Random(700 + (int)shape);
        var documents = Enumerable.Range(0, Documents).Select(
            d => WithMeanings(new RandomHinges(random) { IsCoarse = d % 2 == 0 }.Next("Model" + d, shape, random.Next(1, 5)), random))
            .Where(d => d.Inputs.Any(i => i.Actionable != Actionable.No)).ToArray();
        var parse = isOldest ? Generation.Oldest : Generation.Latest;
        var generation = Generation.Of(
            documents.Select(d => new MemoryText($"/project/{d.Name}.rules.json", RuleDocumentWriter.Write(d))), parse);
        Assert.Empty(generation.Errors);
        var caller = CompiledRules.Emit(generation.Sources, string.Join("\n", documents.Select(Caller)), parse);
        var (found, none) = (0, 0);
        foreach (var document in documents)
        {
            var find = caller.GetType($"Example.App.Caller{document.Name}")!.GetMethod("Find")!.CreateDelegate<Func<double[], string>>();
            var evaluator = new RuleEvaluator(document);
            var finder = new RecourseFinder(document);
            var checker = new RecourseChecker(document);
            var options = OptionsOf(document);
            var rows = Enumerable.Range(0, RowsPerDocument).Select(
                _ => new RandomHinges(random) { IsCoarse = true }.NextRow(document)).Where(r => IsAccepted(evaluator, r));
            foreach (var row in rows)
            {
                var expected = finder.Find(row, options);
                var before = evaluator.Evaluate(row).Outputs;
                var after = evaluator.Evaluate(expected.Row).Outputs;
                Assert.Equal(
                    string.Join(
                        "|",
                        expected.Certificate,
                        expected.Status,
                        expected.Cost.ToString(CultureInfo.InvariantCulture),
                        string.Join(";", expected.Changes.Select(c => $"{c.Name} {c.TextBefore} {c.TextAfter}")),
                        string.Join(";", expected.Unchanged),
                        Shown(evaluator, before),
                        Shown(evaluator, after)),
                    find(row));
                var check = checker.Check(expected.Certificate, row, options);
                Assert.True(check.Holds, check.Reason + "\n" + expected.Certificate);
                Assert.Equal(expected.Status, check.Status);
                (found, none) = expected.Status == RecourseStatus.Found ? (found + 1, none) : (found, none + 1);
            }
        }

        Assert.True(found > Documents && none > Documents, $"{found} found, {none} without.");
    }

    [Fact]
    public void ThereIsNoRecourseWhereNothingCanChange()
    {
        var document = new RandomHinges(new Random(1)).Next("Model", Shape.Binary, 3);
        var sources = Generation.Of(RuleDocumentWriter.Write(document)).Sources;
        Assert.DoesNotContain("Recourse", string.Concat(sources), StringComparison.Ordinal);
    }

    private static bool IsAccepted(RuleEvaluator evaluator, double[] row)
    {
        try
        {
            evaluator.Evaluate(row);
            return row.Zip(evaluator.Document.Inputs).All(v => !(Math.Abs(v.First) > 1e99));
        }
        catch (InputRefusedException)
        {
            return false;
        }
    }

    private static RuleDocument WithMeanings(RuleDocument document, Random random) => document with
    {
        Inputs = document.Inputs.Select(input => input.Match<Input>(
            number => number with { Actionable = Way(random), Step = Number.From(random.Next(1, 5) / 2.0) },
            category => category with
            {
                Actionable = Way(random) is Actionable.No ? Actionable.No : Actionable.Both,
                Order = random.Next(2) == 0 ? EquatableArray<int>.Empty : Enumerable.Range(0, category.Categories.Count).ToEquatableArray(),
            })).ToEquatableArray(),
    };

    private static Actionable Way(Random random) => (Actionable)random.Next(4);

    private static RecourseOptions OptionsOf(RuleDocument document) => document.Decision.Match(
        _ => RecourseOptions.Default.WithAtLeast(document.Outputs[0].Name, 3),
        _ => RecourseOptions.Default,
        _ => RecourseOptions.Default.WithMostChanges(2));

    private static string Shown(RuleEvaluator evaluator, double[] outputs) => evaluator.Document.Decision.IsClass
        ? evaluator.Classify(outputs).ToString(CultureInfo.InvariantCulture)
        : BitConverter.DoubleToInt64Bits(outputs[0]).ToString(CultureInfo.InvariantCulture);

    private static string Caller(RuleDocument document)
    {
        var names = new DocumentNames(document);
        var model = names.Class;
        var values = string.Join(", ", names.Inputs.Select(
            (input, i) => input.Type == "double" ? $"row[{i}]" : $"({model}.{input.Type})(int)row[{i}]"));
        var options = document.Decision.Match(
            _ => $".WithAtLeast(\"{document.Outputs[0].Name}\", 3)", _ => string.Empty, _ => ".WithMostChanges(2)");
        var shown = document.Decision.IsClass
            ? "((int)" + model + ".Classify({0})).ToString(global::System.Globalization.CultureInfo.InvariantCulture)"
            : "global::System.BitConverter.DoubleToInt64Bits(" + model
                + ".Evaluate({0})).ToString(global::System.Globalization.CultureInfo.InvariantCulture)";
        string Show(string input) => shown.Replace("{0}", input, StringComparison.Ordinal);
        var label = document.Decision.IsClass
            ? $"if (answer.Label != {model}.Classify(answer.Input)) throw new global::System.InvalidOperationException();"
            : string.Empty;
        return $$"""
            namespace Example.App {
            /// <summary>The user's part.</summary>
            public static partial class {{model}} { }
            /// <summary>Calls.</summary>
            public static class Caller{{document.Name}} {
            /// <summary>Finds.</summary>
            /// <param name="row">The row.</param>
            /// <returns>All that is said.</returns>
            public static string Find(double[] row) {
            var input = new {{model}}.Input({{values}});
            var answer = {{model}}.Recourse(in input, {{model}}.RecourseOptions.Default{{options}});
            {{label}}
            var changes = new global::System.Collections.Generic.List<string>();
            foreach (var c in answer.Changes) changes.Add(c.Name + " " + c.TextBefore + " " + c.TextAfter);
            return string.Join("|", answer.Certificate, answer.Status.ToString(),
                answer.Cost.ToString(global::System.Globalization.CultureInfo.InvariantCulture), string.Join(";", changes),
                string.Join(";", answer.Unchanged), {{Show("input")}}, {{Show("answer.Input")}});
            } } }
            """;
    }
}
