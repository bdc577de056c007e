using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Export.Workbook;

namespace RuleCompiler.Office;

/// <summary>Rows that people may type: usual ones, and such with values that are missing, special, unknown or outside.</summary>
internal static class StartRows
{
    /// <summary>Rows of a document; of those near a border only what is on one side of it, whatever rounds.</summary>
    public static IEnumerable<double[]> Of(RuleDocument document, int count)
    {
        var (usual, random, evaluator) = (new UsualRows(document), new Random(3), new RuleEvaluator(document));
        for (var n = 0; n < 10 * count && count > 0; n++)
        {
            var row = usual.Next();
            for (var i = 0; n % 2 == 1 && i < row.Length; i++)
            {
                if (random.Next(4) == 0)
                    row[i] = Odd(document.Inputs[i], random);
            }

            if (IsOnBorder(document, evaluator, row))
                continue;
            count--;
            yield return row;
        }
    }

    private static double Odd(Input input, Random random) => input.Match(
        number => random.Next(4) switch
        {
            0 => double.NaN,
            1 when number.Specials.Count > 0 => number.Specials[random.Next(number.Specials.Count)].InRow,
            2 when number.Marks.Count > 0 => number.Marks[random.Next(number.Marks.Count)].Value,
            _ => number.Maximum.Value + 1,
        },
        _ => random.Next(2) == 0 ? -1 : 0);

    private static bool IsOnBorder(RuleDocument document, RuleEvaluator evaluator, double[] row)
    {
        try
        {
            return Enumerable.Range(0, document.Conditions.Count).Any(c => Math.Abs(evaluator.EvaluateCondition(c, row)) < 1e-9)
                || (document.Decision.IsClass && evaluator.Evaluate(row).Outputs is var outputs
                    && (outputs.Any(o => document.Decision.Match(
                        _ => false, t => t.Bits.Any(b => Math.Abs(b.Threshold.Value - o) < 1e-9), _ => false))
                        || (document.Decision.ComparesOutputs && outputs.Any(o => outputs.Count(p => Math.Abs(o - p) < 1e-9) > 1))));
        }
        catch (InputRefusedException)
        {
            return false;
        }
    }
}
