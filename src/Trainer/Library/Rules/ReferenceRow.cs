using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Rules;

/// <summary>The usual row of data, which shares are measured from.</summary>
public static class ReferenceRow
{
    /// <summary>What the row is called that training writes.</summary>
    internal const string TrainingRows = "all training rows";

    private const int Digits = 3;
    private const int MaxDigits = 17;

    // Products of two such numbers are decimals.
    private const int MaxSteps = 1_000_000_000;

    /// <summary>
    /// The mean of each number's quantities, rounded to its step, or to three digits where it has none; a special value where more than
    /// half of the rows have it; of each category input the most frequent category, the first of equally frequent ones.
    /// </summary>
    /// <param name="name">What it stands for: "all training rows".</param>
    /// <param name="inputs">The inputs of the document.</param>
    /// <param name="rows">
    /// The rows, one value per input each, as <see cref="Evaluation.RuleEvaluator.Evaluate(double[])"/> takes them.
    /// </param>
    /// <returns>The reference, as the default; its numbers are inside their ranges.</returns>
    /// <exception cref="ArgumentException">There is no row.</exception>
    public static Reference Of(string name, EquatableArray<Input> inputs, IReadOnlyList<double[]> rows)
    {
        if (rows.Count == 0)
            throw new ArgumentException("A usual row is one of at least one row.", nameof(rows));
        return new Reference(
            name,
            inputs.Select((input, i) => input.Match<InputValue>(
                number => Usual(number, rows.Select(r => r[i]).ToArray()),
                category => new CategoryValue(MostFrequent(category, rows.Select(r => r[i]))))).ToEquatableArray(),
            IsDefault: true);
    }

    private static int MostFrequent(CategoryInput input, IEnumerable<double> values) => values
        .Select(v => v >= 0 && v < input.Categories.Count ? (int)v : input.Other ?? -1).Where(c => c >= 0)
        .GroupBy(c => c).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).FirstOrDefault()?.Key ?? input.Other ?? 0;

    private static InputValue Usual(NumberInput input, double[] values)
    {
        var special = values.GroupBy(input.FindSpecial).FirstOrDefault(g => g.Key >= 0 && 2 * g.Count() > values.Length)?.Key;
        if (special is { } position)
            return new SpecialChoice(position, input.Specials[position].InRow);
        var quantities = values.Where(v => input.FindSpecial(v) < 0 && !input.IsMissing(v) && double.IsFinite(v)).ToArray();
        if (quantities.Length == 0)
            return new NumberValue(input.Missing ?? input.Minimum);
        var mean = quantities.Select((x, k) => (x, k)).Aggregate(0.0, (m, next) => m + (next.x / (next.k + 1)) - (m / (next.k + 1)));
        return new NumberValue(Rounded(input, mean).Append(input.Minimum).First(n => IsQuantity(input, n.Value)));
    }

    // To fewer digits than it has a mean may leave the range, or be what means something else: 0 for "none".
    private static IEnumerable<Number> Rounded(NumberInput input, double mean)
    {
        if (input.Step is { } step && OnStep(mean, step) is { } near)
            yield return near;
        for (var digits = Digits; digits <= MaxDigits; digits++)
            yield return Number.From(SignificantDigits.Round(mean, digits));
    }

    // In decimals, so that 3 steps of 0.1 are 0.3.
    private static Number? OnStep(double mean, Number step)
    {
        var steps = Math.Round(mean / step.Value);
        return Math.Abs(steps) < MaxSteps && decimal.TryParse(step.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var width)
            && Math.Abs(width) < MaxSteps ? Number.From((double)((decimal)steps * width)) : null;
    }

    private static bool IsQuantity(NumberInput input, double value) =>
        input.IsInRange(value) && input.FindSpecial(value) < 0 && !input.IsMissing(value);
}
