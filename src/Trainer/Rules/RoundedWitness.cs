using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Rules;

/// <summary>Writes a point inside a rule with as few digits as keep it there.</summary>
internal static class RoundedWitness
{
    /// <summary>The witness in the inputs' units.</summary>
    /// <param name="evaluator">The evaluator of the document.</param>
    /// <param name="rule">The position of the rule.</param>
    /// <param name="point">For each input a number or the position of a category.</param>
    /// <returns>The witness; null where no rounding stays inside.</returns>
    public static EquatableArray<InputValue>? Of(RuleEvaluator evaluator, int rule, double[] point)
    {
        var inputs = evaluator.Document.Inputs;
        for (var digits = 2; digits <= 17; digits++)
        {
            var rounded = point.Select((x, i) => inputs[i] is NumberInput number ? RoundWithin(number, x, digits) : x).ToArray();
            if (evaluator.Evaluate(rounded).Rule == rule)
            {
                return rounded.Select((x, i) => inputs[i] is NumberInput
                    ? (InputValue)new NumberValue(Number.From(x))
                    : new CategoryValue((int)x)).ToEquatableArray();
            }
        }

        return null;
    }

    private static double RoundWithin(NumberInput input, double value, int digits)
    {
        var rounded = SignificantDigits.Round(value, digits);
        return Math.Clamp(rounded, input.Minimum.Value, input.Maximum.Value);
    }
}
