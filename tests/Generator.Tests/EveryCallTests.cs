using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>
/// The interpreter and every way of calling generated code agree to the last bit: 1,000 documents of every shape, 1,000 rows each. In
/// every fifth document every twentieth row is explained, and agrees too.
/// </summary>
public class EveryCallTests
{
    private const int DocumentsPerShape = 200;
    private const int RowsPerDocument = 1_000;
    private const int DocumentsPerExplained = 5;
    private const int RowsPerExplanation = 20;

    // Rows with refusals among them: where one is refused, those after it are not answered, so that few at a time say more.
    private const int RowsPerBatch = 40;

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
        var parse = shape == Shape.Value ? Generation.Oldest : Generation.Latest;
        var (decided, refused) = (0, 0);
        foreach (var group in cases.Select((c, d) => (c.Document, c.Rows, IsExplained: d % DocumentsPerExplained == 0)).GroupBy(
            c => c.IsExplained))
        {
            var compiled = CompiledBatches.Of(group.Select(c => c.Document).ToArray(), parse, group.Key);
            foreach (var ((document, rows, isExplained), code) in group.Zip(compiled))
            {
                var evaluator = new RuleEvaluator(document);
                var expected = rows.Select(r => Evaluate(evaluator, r)).ToArray();
                var accepted = rows.Where((_, r) => expected[r].Outcome is not null).ToArray();
                var outcomes = expected.Where(e => e.Outcome is not null).ToArray();
                var first = rows.Take(RowsPerBatch).ToArray();
                foreach (var call in Enum.GetValues<Call>())
                {
                    AssertAgree(evaluator, expected.Take(RowsPerBatch).ToArray(), code.Ask(call, first));
                    AssertAgree(evaluator, outcomes, code.Ask(call, accepted));
                }

                refused += AssertRefusals(document, rows, expected, code);
                for (var r = 0; isExplained && r < accepted.Length; r += RowsPerExplanation)
                    Assert.Equal(ExplanationSummary.Of(evaluator.Explain(accepted[r])), code.Explain(accepted[r]));
                decided += accepted.Length;
            }
        }

        Assert.True(decided > DocumentsPerShape * RowsPerDocument / 2, $"Only {decided} rows were decided.");
        Assert.True(refused > DocumentsPerShape * 2, $"Only {refused} rows were refused.");
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

    private static Expected Evaluate(RuleEvaluator evaluator, double[] row)
    {
        try
        {
            return new Expected(evaluator.Evaluate(row), null);
        }
        catch (InputRefusedException refusal)
        {
            return new Expected(null, refusal);
        }
    }

    /// <summary>
    /// A few rows that are refused are refused in every call, for the interpreter's reason and with the name of its input.
    /// </summary>
    private static int AssertRefusals(RuleDocument document, double[][] rows, Expected[] expected, CompiledBatches code)
    {
        var refusals = rows.Zip(expected).Where(r => r.Second.Refusal is not null).Take(4).ToArray();
        foreach (var (row, (_, refusal)) in refusals)
        {
            var message = Message(document, refusal!);
            Assert.All(Enum.GetValues<Call>(), call => Assert.StartsWith(message, code.Ask(call, [row]).Refusal, StringComparison.Ordinal));
        }

        return refusals.Length;
    }

    /// <summary>What generated code says where the interpreter says this: an argument's name in place of the input's.</summary>
    private static string Message(RuleDocument document, InputRefusedException refusal)
    {
        var input = document.Inputs.TakeWhile(i => i.Name != refusal.Input).Count();
        var names = new DocumentNames(document).Inputs[input];
        var argument = document.Inputs.Count > 16 ? names.Property : names.Name;
        var reason = refusal.Message[$"The input '{refusal.Input}' ".Length..];
        return reason switch
        {
            "is infinite." => $"ArgumentException {argument} The number is infinite.",
            "is missing, and the rules have no value that stands for a missing one." =>
                $"ArgumentException {argument} The number is missing (NaN), and the rules have no value that stands for a missing one.",
            "is not one of the declared categories, and none of them stands for others." =>
                $"ArgumentOutOfRangeException {argument} The category is not one that is declared, and none stands for others.",
            _ => throw new InvalidOperationException(reason),
        };
    }

    /// <summary>The rows up to the first that is refused are answered, and no other.</summary>
    private static void AssertAgree(RuleEvaluator evaluator, IReadOnlyList<Expected> expected, Answers answers)
    {
        var count = expected.TakeWhile(e => e.Outcome is not null).Count();
        Assert.Equal(count < expected.Count, answers.Refusal is not null);
        for (var r = 0; r < expected.Count; r++)
        {
            var outcome = r < count ? expected[r].Outcome : null;
            var rule = outcome is null ? 0 : evaluator.Document.Rules[outcome.RuleIndex].Id;
            var label = outcome is null || evaluator.Document.Decision is not ClassDecision ? 0 : evaluator.Classify(outcome.Outputs);
            var isSame = rule == answers.Rules[r] && label == answers.Labels[r];
            for (var k = 0; k < answers.Outputs[r].Length; k++)
                isSame &= BitConverter.DoubleToInt64Bits(outcome?.Outputs[k] ?? 0) == BitConverter.DoubleToInt64Bits(answers.Outputs[r][k]);
            if (!isSame)
                Assert.Fail($"{evaluator.Document.Name}, row {r}: rule {rule} and {answers.Rules[r]}, label {label} and "
                    + $"{answers.Labels[r]}, outputs {Text(outcome?.Outputs)} and {Text(answers.Outputs[r])}");
        }

        static string Text(double[]? outputs) => string.Join(" ", outputs ?? []);
    }

    private sealed record Expected(Outcome? Outcome, InputRefusedException? Refusal);
}
