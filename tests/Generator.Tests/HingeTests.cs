using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Emission;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>
/// Documents in the form of hinges: the interpreter and every way of calling generated code agree to the last bit, explanations included.
/// </summary>
public class HingeTests
{
    /// <summary>A scheduled run raises it: RULECOMPILER_HINGES=1000.</summary>
    private static readonly int DocumentsPerShape =
        int.TryParse(
            Environment.GetEnvironmentVariable("RULECOMPILER_HINGES"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var count) ? count : 24;

    private const int RowsPerDocument = 300;
    private const int DocumentsPerCompilation = 40;

    /// <summary>Explanations are most of the code that is generated: every so many documents have them, for every so many rows.</summary>
    private const int DocumentsPerExplained = 8;
    private const int RowsPerExplanation = 20;

    [Theory]
    [InlineData(Shape.Binary)]
    [InlineData(Shape.Bits)]
    [InlineData(Shape.Argmax)]
    [InlineData(Shape.Value)]
    [InlineData(Shape.Values)]
    public void EveryCallAgreesWithInterpreter(Shape shape)
    {
        var random = new Random(7000 + (int)shape);
        var (decided, negative) = (0, 0);
        for (var group = 0; group < DocumentsPerShape; group += DocumentsPerCompilation)
        {
            var cases = Enumerable.Range(group, Math.Min(DocumentsPerCompilation, DocumentsPerShape - group)).Select(
                d => Next(random, shape, d)).ToArray();
            var parse = shape == Shape.Value ? Generation.Oldest : Generation.Latest;
            Compare(cases.Where((_, d) => d % DocumentsPerExplained > 0).ToArray(), parse, isExplained: false);
            Compare(cases.Where((_, d) => d % DocumentsPerExplained == 0).ToArray(), parse, isExplained: true);
        }

        Assert.True(decided > DocumentsPerShape * RowsPerDocument / 2, $"Only {decided} rows were decided.");
        Assert.True(negative > DocumentsPerShape * RowsPerDocument / 4, $"Only {negative} conditions were negative.");

        void Compare((RuleDocument Document, double[][] Rows)[] cases, CSharpParseOptions parse, bool isExplained)
        {
            var compiled = CompiledBatches.Of(cases.Select(c => c.Document).ToArray(), parse, isExplained);
            foreach (var ((document, rows), code) in cases.Zip(compiled))
            {
                var evaluator = new RuleEvaluator(document);
                var accepted = rows.Where(r => CallAgreement.IsAccepted(evaluator, r)).ToArray();
                CallAgreement.Check(evaluator, accepted, code);
                foreach (var row in rows.Except(accepted).Take(5))
                    Assert.All(Enum.GetValues<Call>(), call => Assert.NotNull(code.Ask(call, [row]).Refusal));
                for (var r = 0; isExplained && r < accepted.Length; r += RowsPerExplanation)
                    Assert.Equal(ExplanationSummary.Of(evaluator.Explain(accepted[r])), code.Explain(accepted[r]));
                decided += accepted.Length;
                negative += accepted.Sum(
                    r => Enumerable.Range(0, document.Conditions.Count).Count(c => evaluator.EvaluateCondition(c, r) < 0));
            }
        }
    }

    /// <summary>So many rules that the tree is several methods, and so many conditions that they are several, too.</summary>
    [Theory]
    [InlineData(8, 6, false)]
    [InlineData(40, 20, true)]
    [InlineData(150, 3, true)]
    public void LargeDocumentsAgree(int conditions, int inputs, bool isChain)
    {
        var documents = new RandomHinges(new Random(conditions)) { IsCoarse = inputs == 6 };
        var document = documents.Next("Model", Shape.Bits, inputs, conditions, isChain);
        Assert.True(new TreePlan(document).IsApart);
        var generation = CompiledBatches.Generate([document], Generation.Latest, isExplained: false);
        using var image = CompiledBatches.Image(generation, [document], Generation.Latest, isExplained: false);
        SizeTests.AssertOptimised(image, out _);
        image.Position = 0;
        var evaluator = new RuleEvaluator(document);
        var rows = Enumerable.Range(0, RowsPerDocument).Select(_ => documents.NextRow(document))
            .Where(r => CallAgreement.IsAccepted(evaluator, r)).ToArray();
        Assert.NotEmpty(rows);
        CallAgreement.Check(evaluator, rows, CompiledBatches.Load(image, [document])[0]);
    }

    /// <summary>
    /// A document whose rules are whole outputs, such as one that was converted, is compiled as one of version 1: with the same bits.
    /// </summary>
    [Fact]
    public void WholeOutputsOfVersion2AgreeToo()
    {
        var random = new Random(2);
        var cases = Enumerable.Range(0, 10).Select(d =>
        {
            var documents = new RandomDocuments(random, kind => kind == "model" ? "model" + d : kind) { HasMarks = false };
            var document = documents.Next((Shape)(d % 5), random.Next(1, 5), d % 4) with { Version = 2 };
            return (
                Document: RuleDocumentReader.Read(RuleDocumentWriter.Write(document)),
                Rows: Enumerable.Range(0, RowsPerDocument).Select(_ => documents.NextRow(document)).ToArray());
        }).ToArray();
        var compiled = CompiledBatches.Of(cases.Select(c => c.Document).ToArray(), Generation.Latest, isExplained: false);
        foreach (var ((document, rows), code) in cases.Zip(compiled))
        {
            Assert.False(new HingePlan(document).IsHinged);
            var evaluator = new RuleEvaluator(document);
            CallAgreement.Check(evaluator, rows.Where(r => CallAgreement.IsAccepted(evaluator, r)).ToArray(), code);
        }
    }

    /// <summary>What generated code calls its own members and locals is free for inputs and outputs.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NamesOfGeneratedMembersAreFree(bool isLarge)
    {
        string[] names = ["terms", "own", "hinges", "at", "x", "points", "condition1", "common", "terms points", "hinges step", "half", "model"];
        var documents = new RandomHinges(new Random(isLarge ? 5 : 6));
        var document = documents.Next("model", Shape.Bits, names.Length, isLarge ? 8 : 2);
        document = document with
        {
            Inputs = document.Inputs.Select((input, i) => input with { Name = names[i] }).ToEquatableArray(),
            Outputs = document.Outputs.Select((output, k) => new Output(names[(k + 1) % names.Length])).ToEquatableArray(),
            Conditions = document.Conditions.Select(c => c with { Name = "*/ \"\\ <b>\u2028" }).ToEquatableArray(),
        };
        var code = CompiledBatches.Of([document], isLarge ? Generation.Oldest : Generation.Latest, isExplained: false)[0];
        var evaluator = new RuleEvaluator(document);
        var rows = Enumerable.Range(0, RowsPerDocument).Select(_ => documents.NextRow(document))
            .Where(r => CallAgreement.IsAccepted(evaluator, r)).ToArray();
        Assert.NotEmpty(rows);
        CallAgreement.Check(evaluator, rows, code);
    }

    private static (RuleDocument Document, double[][] Rows) Next(Random random, Shape shape, int d)
    {
        var documents = new RandomHinges(random) { IsCoarse = d % 3 == 2 };
        var document = documents.Next("Model" + d, shape, d % 10 == 3 ? 20 : random.Next(1, 7));
        return (document, Enumerable.Range(0, RowsPerDocument).Select(_ => documents.NextRow(document)).ToArray());
    }
}
