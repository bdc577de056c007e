using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Rules;

/// <summary>Writes a point inside a rule with as few digits as keep it there.</summary>
internal static class RoundedWitness
{
    /// <summary>A value of e(x) below this share of its terms is a border: some thousand times the rounding of such a sum.</summary>
    private const double BorderShare = 1e-12;

    /// <summary>The witness in the inputs' units.</summary>
    /// <param name="evaluator">The evaluator of the document.</param>
    /// <param name="rule">The position of the rule.</param>
    /// <param name="point">For each input a number or the position of a category.</param>
    /// <returns>The witness; null where no rounding stays inside.</returns>
    public static EquatableArray<InputValue>? Find(RuleEvaluator evaluator, int rule, double[] point)
    {
        var inputs = evaluator.Document.Inputs;
        for (var digits = 2; digits <= 17; digits++)
        {
            var rounded = point.Select((x, i) => inputs[i].Match(
                number => number.FindSpecial(x) >= 0 ? x : RoundWithin(number, x, digits), _ => x)).ToArray();
            if (FindRule(evaluator, rounded) == rule)
            {
                return rounded.Select((x, i) => inputs[i].Match(number => ValueOf(number, x), _ => new CategoryValue((int)x)))
                    .ToEquatableArray();
            }
        }

        return null;
    }

    /// <summary>Whether a point is inside the ranges and in a rule, on no border.</summary>
    /// <param name="evaluator">The evaluator of the document.</param>
    /// <param name="rule">The position of the rule.</param>
    /// <param name="point">For each input a number or the position of a category.</param>
    public static bool IsInside(RuleEvaluator evaluator, int rule, double[] point) =>
        FindRule(evaluator, point) == rule && evaluator.Document.Inputs.Zip(point).All(p => p.First.Match(
            number => number.FindSpecial(p.Second) >= 0 || number.IsInRange(p.Second), _ => true));

    private static InputValue ValueOf(NumberInput input, double x) =>
        input.FindSpecial(x) is >= 0 and var special ? new SpecialChoice(special, x) : new NumberValue(Number.From(x));

    /// <summary>The rule that a point falls into; null on a border, where exact arithmetic may say otherwise than doubles.</summary>
    private static int? FindRule(RuleEvaluator evaluator, double[] point)
    {
        var sizes = new Dictionary<int, (double Size, bool HasNumbers)>();
        var isOnBorder = false;
        var rule = evaluator.Document.Tree.Descend(condition =>
        {
            var value = evaluator.EvaluateCondition(condition, point);
            var (size, hasNumbers) = SizeOf(evaluator.Document.Conditions, condition, point, sizes);
            // Conditions on categories alone have no thin border: their values are few.
            isOnBorder |= hasNumbers && Math.Abs(value) <= BorderShare * size;
            return value < 0;
        });
        return isOnBorder ? null : rule;
    }

    /// <summary>The size of what a condition adds up, and whether numbers are in it.</summary>
    private static (double Size, bool HasNumbers) SizeOf(
        EquatableArray<Condition> conditions, int condition, double[] point, Dictionary<int, (double Size, bool HasNumbers)> known)
    {
        if (known.TryGetValue(condition, out var size))
            return size;
        var expression = conditions[condition].Expression;
        var adjusting = expression.Adjustments
            .Select(a => (Weight: Math.Abs(a.Weight.Value), Of: SizeOf(conditions, a.Condition, point, known))).ToArray();
        size = (
            Math.Abs(expression.Bias.Value) + expression.Terms.Sum(t => SizeOf(t, point)) + adjusting.Sum(a => a.Weight * a.Of.Size),
            expression.Terms.Any(t => t.Match(_ => true, _ => false, _ => true)) || adjusting.Any(a => a.Of.HasNumbers));
        known.Add(condition, size);
        return size;
    }

    private static double SizeOf(Term term, double[] point) => term.Match(
        number => Math.Abs(number.Weight.Value * point[number.Input]),
        category => Math.Abs(category.WeightOf((int)point[category.Input]).Value),
        curve => curve.Curve.Points.Max(p => Math.Max(Math.Abs(p.Below.Value), Math.Abs(p.At.Value))));

    private static double RoundWithin(NumberInput input, double value, int digits)
    {
        var rounded = SignificantDigits.Round(value, digits);
        return Math.Clamp(rounded, input.Minimum.Value, input.Maximum.Value);
    }
}
