using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>
/// Trained rules: the generated code and the interpreter agree to the last bit inside and outside the ranges, and at boundaries.
/// </summary>
public class TrainedRulesTests
{
    private const int Rows = 100_000;

    [Theory]
    [InlineData("Xor")]
    [InlineData("Banknote")]
    public void RandomAndBoundaryRowsAgree(string sample)
    {
        var document = RuleDocumentReader.Read(
            File.ReadAllText(Path.Combine(Folder(), "..", "..", "samples", sample, sample + ".rules.json")));
        var evaluator = new RuleEvaluator(document);
        var compiled = CompiledRules.Of(document);
        var random = new Random(7);
        var nearBoundary = 0;
        for (var r = 0; r < Rows; r++)
        {
            var row = document.Inputs.Cast<NumberInput>().Select(i => Draw(random, i)).ToArray();
            if (r % 2 == 1)
                nearBoundary += ToBoundary(document.Conditions[random.Next(document.Conditions.Count)].Expression, row, random) ? 1 : 0;
            var expected = evaluator.Evaluate(row);
            var answer = compiled.Ask(row);
            Assert.Equal(document.Rules[expected.RuleIndex].Id, answer.RuleId);
            for (var k = 0; k < expected.Outputs.Length; k++)
                Assert.Equal(BitConverter.DoubleToInt64Bits(expected.Outputs[k]), BitConverter.DoubleToInt64Bits(answer.Outputs[k]));
            Assert.Equal(evaluator.Classify(expected.Outputs), answer.Label);
        }

        Assert.Equal(Rows / 2, nearBoundary);
    }

    // Up to half a range outside.
    private static double Draw(Random random, NumberInput input)
    {
        var range = input.Maximum.Value - input.Minimum.Value;
        return input.Minimum.Value + (((2 * random.NextDouble()) - 0.5) * range);
    }

    /// <summary>Solves e(x) = 0 for one input, and goes on to a neighbouring double now and then.</summary>
    private static bool ToBoundary(Expression expression, double[] row, Random random)
    {
        var term = (NumberTerm)expression.Terms[random.Next(expression.Terms.Count)];
        row[term.Input] = 0;
        var rest = expression.Bias.Value + expression.Terms.Cast<NumberTerm>().Sum(t => t.Weight.Value * row[t.Input]);
        row[term.Input] = -rest / term.Weight.Value;
        if (random.Next(3) == 0)
            row[term.Input] = Math.BitIncrement(row[term.Input]);
        var value = rest + (term.Weight.Value * row[term.Input]);
        return Math.Abs(value) <= 1e-12 * (1 + Math.Abs(rest));
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
