using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using Xunit;

namespace RuleCompiler.Generator.Tests.Support;

/// <summary>Whether generated code, called in every way, does what the interpreter does.</summary>
internal static class CallAgreement
{
    /// <summary>Whether the interpreter answers for a row.</summary>
    public static bool IsAccepted(RuleEvaluator evaluator, double[] row)
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

    /// <summary>Requires the bits of the interpreter of every call.</summary>
    /// <param name="evaluator">The interpreter.</param>
    /// <param name="rows">Rows that it accepts.</param>
    /// <param name="code">The generated code.</param>
    public static void Check(RuleEvaluator evaluator, double[][] rows, CompiledBatches code)
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
                        $"{evaluator.Document.Name}, {call}, row "
                        + $"{string.Join(" ", rows[r].Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}: rule "
                        + $"{evaluator.Document.Rules[expected.RuleIndex].Id} and "
                        + $"{answers.Rules[r]}, label {label} and {answers.Labels[r]}, outputs {string.Join(" ", expected.Outputs)} and "
                        + $"{string.Join(" ", answers.Outputs[r])}\n"
                        + RuleDocumentWriter.Write(evaluator.Document));
                }
            }
        }
    }

    // One NaN is like another: its bits are not a part of what is promised.
    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);
}
