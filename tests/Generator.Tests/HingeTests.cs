using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
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
        int.TryParse(Environment.GetEnvironmentVariable("RULECOMPILER_HINGES"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 40;

    private const int RowsPerDocument = 400;
    private const int RowsPerExplanation = 20;
    private const int DocumentsPerCompilation = 40;

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
            var cases = Enumerable.Range(group, Math.Min(DocumentsPerCompilation, DocumentsPerShape - group)).Select(d => Next(random, shape, d)).ToArray();
            var parse = group / DocumentsPerCompilation % 2 == 0 && shape == Shape.Value ? Generation.Oldest : Generation.Latest;
            var compiled = CompiledBatches.Of(cases.Select(c => c.Document).ToArray(), parse, isExplained: shape is Shape.Binary or Shape.Argmax);
            foreach (var ((document, rows), code) in cases.Zip(compiled))
            {
                var evaluator = new RuleEvaluator(document);
                var accepted = rows.Where(r => IsAccepted(evaluator, r)).ToArray();
                AssertAgree(evaluator, accepted, code);
                foreach (var row in rows.Except(accepted).Take(5))
                    Assert.All(Enum.GetValues<Call>(), call => Assert.NotNull(code.Ask(call, [row]).Refusal));
                for (var r = 0; shape is Shape.Binary or Shape.Argmax && r < accepted.Length; r += RowsPerExplanation)
                    Assert.Equal(ExplanationSummary.Of(evaluator.Explain(accepted[r])), code.Explain(accepted[r]));
                decided += accepted.Length;
                negative += accepted.Sum(r => Enumerable.Range(0, document.Conditions.Count).Count(c => evaluator.EvaluateCondition(c, r) < 0));
            }
        }

        Assert.True(decided > DocumentsPerShape * RowsPerDocument / 2, $"Only {decided} rows were decided.");
        Assert.True(negative > DocumentsPerShape * RowsPerDocument / 4, $"Only {negative} conditions were negative.");
    }

    private static (RuleDocument Document, double[][] Rows) Next(Random random, Shape shape, int d)
    {
        var documents = new RandomHinges(random) { IsCoarse = d % 3 == 2 };
        var document = documents.Next("Model" + d, shape, d % 10 == 3 ? 20 : random.Next(1, 7));
        return (document, Enumerable.Range(0, RowsPerDocument).Select(_ => documents.NextRow(document)).ToArray());
    }

    private static bool IsAccepted(RuleEvaluator evaluator, double[] row)
    {
        try
        {
            evaluator.Evaluate(row);
            return true;
        }
        catch (InputRefusedException)
        {
            return false;
        }
    }

    private static void AssertAgree(RuleEvaluator evaluator, double[][] rows, CompiledBatches code)
    {
        foreach (var call in Enum.GetValues<Call>())
        {
            var answers = code.Ask(call, rows);
            Assert.Null(answers.Refusal);
            for (var r = 0; r < rows.Length; r++)
            {
                var expected = evaluator.Evaluate(rows[r]);
                var label = evaluator.Document.Decision is ClassDecision ? evaluator.Classify(expected.Outputs) : 0;
                var isSame = evaluator.Document.Rules[expected.RuleIndex].Id == answers.Rules[r] && label == answers.Labels[r]
                    && expected.Outputs.Select(Bits).SequenceEqual(answers.Outputs[r].Select(Bits));
                if (!isSame)
                {
                    Assert.Fail(
                        $"{evaluator.Document.Name}, {call}, row {string.Join(" ", rows[r].Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}: rule {evaluator.Document.Rules[expected.RuleIndex].Id} and "
                        + $"{answers.Rules[r]}, label {label} and {answers.Labels[r]}, outputs {string.Join(" ", expected.Outputs)} and {string.Join(" ", answers.Outputs[r])}\n"
                        + RuleDocumentWriter.Write(evaluator.Document));
                }
            }
        }
    }

    // One NaN is like another: its bits are not a part of what is promised.
    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);
}
