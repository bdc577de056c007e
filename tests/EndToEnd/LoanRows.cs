using System;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using Xunit;

namespace RuleCompiler.EndToEnd;

/// <summary>Rows for the program <c>Lending</c>, and the answers that the reference evaluator gives for them.</summary>
internal static class LoanRows
{
    /// <summary>
    /// Gives rows to the program and requires the reference's rule and class, and its score, probability and explanation to the last bit.
    /// </summary>
    /// <param name="program">Takes standard input and returns standard output.</param>
    public static void AssertAnswers(Func<string, string> program)
    {
        var evaluator = new RuleEvaluator(
            RuleDocumentReader.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Projects", "Lending", "Loan.rules.json"))));
        var rows = Make();
        var input = string.Concat(rows.Select(r => string.Create(
            CultureInfo.InvariantCulture, $"{BitConverter.DoubleToInt64Bits(r[0])} {BitConverter.DoubleToInt64Bits(r[1])} {(int)r[2]}\n")));
        var expected = rows.Select(row =>
        {
            var outcome = evaluator.Evaluate(row);
            var score = BitConverter.DoubleToInt64Bits(outcome.Outputs[0]);
            var probability = BitConverter.DoubleToInt64Bits(evaluator.Probabilities(outcome.Outputs)[0]);
            var explanation = evaluator.Explain(row);
            var contribution = BitConverter.DoubleToInt64Bits(explanation.Outputs[0].Terms[0].Contribution);
            var distance = BitConverter.DoubleToInt64Bits(explanation.DistanceToDecision);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{evaluator.Document.Rules[outcome.RuleIndex].Id} {evaluator.Classify(outcome.Outputs)} {score} {probability} "
                    + $"{contribution} {distance}");
        }).ToArray();
        Assert.Equal(["1", "2", "3"], expected.Select(e => e[..1]).Distinct().Order(StringComparer.Ordinal));

        var answers = program(input).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(expected.Length, answers.Length);
        for (var i = 0; i < answers.Length; i++)
            Assert.True(
                expected[i] == answers[i],
                $"Row {string.Join(", ", rows[i])}: '{expected[i]}' is expected, the program says '{answers[i]}'.");
    }

    /// <summary>Random rows, rows on both boundaries and next to them, missing incomes, and categories that are not declared.</summary>
    private static double[][] Make()
    {
        var random = new Random(8);
        var rows = Enumerable.Range(0, 2_000)
            .Select(_ => new[] { random.NextDouble() * 250, 18 + (random.NextDouble() * 72), random.Next(3) }).ToList();
        foreach (var income in new[] { 10.0, 30.0, 35.0, -0.0, double.NaN })
        {
            foreach (var age in new[] { 25.0, 24.0 })
            {
                foreach (var housing in new[] { 0.0, 1.0, 2.0, 3.0, -1.0, 99.0 })
                {
                    rows.Add([income, age, housing]);
                    rows.Add([Math.BitDecrement(income), Math.BitDecrement(age), housing]);
                    rows.Add([Math.BitIncrement(income), Math.BitIncrement(age), housing]);
                }
            }
        }

        return [.. rows];
    }
}
