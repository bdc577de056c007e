using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>The interpreter and every way of calling generated code agree to the last bit: 1,000 documents of every shape, 40 rows each.</summary>
public class EveryCallTests
{
    private const int DocumentsPerShape = 200;
    private const int RowsPerDocument = 40;

    [Theory]
    [InlineData(Shape.Binary)]
    [InlineData(Shape.Bits)]
    [InlineData(Shape.Argmax)]
    [InlineData(Shape.Value)]
    [InlineData(Shape.Values)]
    public void EveryCallAgreesWithInterpreter(Shape shape)
    {
        var random = new Random(5000 + (int)shape);
        var cases = Enumerable.Range(0, DocumentsPerShape).Select(d => Next(random, shape, d)).ToArray();
        var compiled = CompiledBatches.Of(cases.Select(c => c.Document).ToArray(), shape == Shape.Value ? Generation.Oldest : Generation.Latest);
        var (decided, refused) = (0, 0);
        for (var d = 0; d < cases.Length; d++)
        {
            var (document, rows) = cases[d];
            var evaluator = new RuleEvaluator(document);
            var expected = rows.Select(r => Evaluate(evaluator, r)).ToArray();
            var accepted = rows.Where((_, r) => expected[r] is not null).ToArray();
            foreach (var call in Enum.GetValues<Call>())
            {
                AssertAgree(evaluator, expected, compiled[d].Ask(call, rows));
                AssertAgree(evaluator, expected.Where(e => e is not null).ToArray(), compiled[d].Ask(call, accepted));
            }

            // Whatever refuses a row refuses it with the same words, but for the name of an argument that is a property elsewhere.
            var refusals = rows.Where((_, r) => expected[r] is null).Take(3).ToArray();
            foreach (var row in refusals)
            {
                var messages = Enum.GetValues<Call>().Select(call => compiled[d].Ask(call, [row]).Refusal).Distinct().ToArray();
                Assert.NotNull(Assert.Single(messages));
            }

            (decided, refused) = (decided + accepted.Length, refused + refusals.Length);
        }

        Assert.True(decided > DocumentsPerShape * RowsPerDocument / 2, $"Only {decided} rows were decided.");
        Assert.True(refused > DocumentsPerShape / 2, $"Only {refused} rows were refused.");
    }

    [Fact]
    public void LengthsThatDifferAreRefused()
    {
        var documents = new[] { new RandomDocuments(new Random(3)).Next(Shape.Binary, 3, 2), new RandomDocuments(new Random(4), k => k + "Long").Next(Shape.Binary, 20, 1) };
        var assembly = CompiledRules.Emit(
            documents.SelectMany(d => Generation.Of(RuleDocumentWriter.Write(d)).Sources),
            """
            #pragma warning disable CS1591
            namespace Example.App;
            public static partial class Model { }
            public static partial class ModelLong { }
            public static class Caller
            {
                public static void Rows() => Model.Rule(new Model.Input[3], new int[2]);
                public static void Values() => ModelLong.Rule(new double[41], new int[2]);
            }
            """,
            Generation.Latest);
        var caller = assembly.GetType("Example.App.Caller")!;
        var rows = Assert.Throws<ArgumentException>(() => caller.GetMethod("Rows")!.CreateDelegate<Action>()());
        Assert.Equal("rows", rows.ParamName);
        Assert.StartsWith("There are 3 values; 2 are needed, for the result has 2 rows.", rows.Message, StringComparison.Ordinal);
        var values = Assert.Throws<ArgumentException>(() => caller.GetMethod("Values")!.CreateDelegate<Action>()());
        Assert.StartsWith("There are 41 values; 40 are needed, for the result has 2 rows.", values.Message, StringComparison.Ordinal);
    }

    private static (RuleDocument Document, double[][] Rows) Next(Random random, Shape shape, int d)
    {
        var documents = new RandomDocuments(random, kind => kind == "model" ? "model" + d : kind) { IsCoarse = d % 3 == 2 };
        // One in 50 has more rules than are calculated side by side, and one in 10 more inputs than a call has arguments.
        var (inputs, depth) = d % 50 == 7 ? (3, 6) : d % 20 == 3 ? (20, 1) : (random.Next(1, 8), random.Next(0, 4));
        var document = documents.Next(shape, inputs, depth);
        return (document, Enumerable.Range(0, RowsPerDocument).Select(_ => documents.NextRow(document)).ToArray());
    }

    private static Outcome? Evaluate(RuleEvaluator evaluator, double[] row)
    {
        try
        {
            return evaluator.Evaluate(row);
        }
        catch (InputRefusedException)
        {
            return null;
        }
    }

    /// <summary>The rows up to the first that is refused are answered, and no other.</summary>
    private static void AssertAgree(RuleEvaluator evaluator, IReadOnlyList<Outcome?> expected, Answers answers)
    {
        var count = expected.TakeWhile(e => e is not null).Count();
        Assert.Equal(count < expected.Count, answers.Refusal is not null);
        for (var r = 0; r < expected.Count; r++)
        {
            var outcome = r < count ? expected[r] : null;
            var rule = outcome is null ? 0 : evaluator.Document.Rules[outcome.Rule].Id;
            var label = outcome is null || evaluator.Document.Decision is not ClassDecision ? 0 : evaluator.Classify(outcome.Outputs);
            Assert.True(rule == answers.Rules[r] && label == answers.Labels[r], $"{evaluator.Document.Name}, row {r}");
            for (var k = 0; k < answers.Outputs[r].Length; k++)
                Assert.True(BitConverter.DoubleToInt64Bits(outcome?.Outputs[k] ?? 0) == BitConverter.DoubleToInt64Bits(answers.Outputs[r][k]), $"{evaluator.Document.Name}, row {r}, output {k}");
        }
    }
}
