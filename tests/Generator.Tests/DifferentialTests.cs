using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>
/// Generated code and the interpreter give the same rule, the same label and the same bits, or refuse the same rows: the shapes that
/// <see cref="EveryCallTests"/> has not, and boundaries and ties, which are counted.
/// </summary>
public class DifferentialTests
{
    private const int RowsPerDocument = 1_500;

    /// <summary>Every so many rows are explained, too.</summary>
    private const int RowsPerExplanation = 25;

    [Theory]
    [InlineData(Shape.Binary)]
    [InlineData(Shape.Bits)]
    [InlineData(Shape.Argmax)]
    [InlineData(Shape.Value)]
    [InlineData(Shape.Values)]
    public void GeneratedCodeAgreesWithInterpreter(Shape shape)
    {
        var random = new Random(1000 + (int)shape);
        for (var d = 0; d < 6; d++)
        {
            var documents = new RandomDocuments(random) { IsCoarse = d % 3 == 2 };
            var document = documents.Next(shape, inputCount: d % 4 == 3 ? 20 : random.Next(1, 8), depth: d % 6);
            var counts = Compare(documents, document, d % 2 == 0 ? Generation.Oldest : Generation.Latest, RowsPerDocument);
            Assert.True(counts.Decided > RowsPerDocument / 2, $"Only {counts.Decided} rows were decided.");
        }
    }

    [Fact]
    public void RowsOnBoundariesAndTiesAgree()
    {
        var random = new Random(77);
        var (boundaries, ties) = (0, 0);
        for (var d = 0; d < 5; d++)
        {
            var documents = new RandomDocuments(random) { IsCoarse = true };
            var counts = Compare(documents, documents.Next(Shape.Argmax, 3, 4), Generation.Oldest, 5_000);
            boundaries += counts.OnBoundary;
            ties += counts.Tied;
        }

        Assert.True(boundaries > 500, $"Only {boundaries} rows were on a boundary.");
        Assert.True(ties > 500, $"Only {ties} rows were ties.");
    }

    [Fact]
    public void DeepTreeAgrees()
    {
        var documents = new RandomDocuments(new Random(200));
        var document = documents.Next(Shape.Binary, inputCount: 3, depth: 200, isDegenerate: true);
        Assert.Equal(201, document.Rules.Count);
        Compare(documents, document, Generation.Oldest, RowsPerDocument);
    }

    [Fact]
    public void ManyRulesAgree()
    {
        var documents = new RandomDocuments(new Random(4096));
        var document = documents.Next(Shape.Argmax, inputCount: 8, depth: 11);
        Assert.True(document.Rules.Count > 300);
        Compare(documents, document, Generation.Latest, RowsPerDocument);
    }

    [Fact]
    public void SumsWithMethodsOfTheirOwnAgree()
    {
        var documents = new RandomDocuments(new Random(784));
        var document = documents.Next(Shape.Argmax, inputCount: 500, depth: 1);
        var plan = new RuleCompiler.Generator.Emission.TreePlan(document);
        Assert.All(document.Rules.SelectMany(document.Whole), output => Assert.True(plan.HasOwnMethod(output)));
        // Without the refusals that some of 500 inputs would nearly always cause.
        var finite = document with { Inputs = document.Inputs.Select(Forgiving).ToEquatableArray() };
        var counts = Compare(documents, finite, Generation.Latest, 300);
        Assert.True(counts.Decided > 100, $"Only {counts.Decided} rows were decided.");

        static Input Forgiving(Input input) => input switch
        {
            NumberInput number => number with { Missing = Number.Zero },
            CategoryInput category => category with { Other = 0 },
            _ => input,
        };
    }

    private static (int Decided, int OnBoundary, int Tied) Compare(
        RandomDocuments documents, RuleDocument document, Microsoft.CodeAnalysis.CSharp.CSharpParseOptions parse, int rows)
    {
        var evaluator = new RuleEvaluator(document);
        var compiled = CompiledRules.Of(document, parse);
        var (decided, onBoundary, tied) = (0, 0, 0);
        for (var r = 0; r < rows; r++)
        {
            var row = documents.NextRow(document);
            var answer = compiled.Ask(row);
            Outcome expected;
            try
            {
                expected = evaluator.Evaluate(row);
            }
            catch (InputRefusedException)
            {
                Assert.Null(answer.RuleId);
                continue;
            }

            decided++;
            Assert.Equal(document.Rules[expected.RuleIndex].Id, answer.RuleId);
            Assert.Equal(expected.Outputs.Select(BitConverter.DoubleToInt64Bits), answer.Outputs.Select(BitConverter.DoubleToInt64Bits));
            if (document.Decision is ClassDecision)
                Assert.Equal(evaluator.Classify(expected.Outputs), answer.Label);
            if (r % RowsPerExplanation == 0)
                Assert.Equal(ExplanationSummary.Of(evaluator.Explain(row)), compiled.Explain(row));
            onBoundary += Enumerable.Range(0, document.Conditions.Count).Any(c => evaluator.EvaluateCondition(c, row) == 0) ? 1 : 0;
            tied += expected.Outputs.Length > 1 && expected.Outputs.Count(o => o.Equals(expected.Outputs.Max())) > 1 ? 1 : 0;
        }

        return (decided, onBoundary, tied);
    }
}
