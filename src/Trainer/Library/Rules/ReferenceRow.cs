using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Rules;

/// <summary>The usual row of data, which shares are measured from.</summary>
public static class ReferenceRow
{
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
    /// The rows, one value per input each, as <see cref="Evaluation.RuleEvaluator.Evaluate(double[])"/> takes them; they are gone through
    /// once, one after the other, so that they need not be in memory.
    /// </param>
    /// <param name="isDefault">Whether it is the one that is taken where none is named.</param>
    /// <returns>The reference; its numbers are inside their ranges.</returns>
    /// <exception cref="ArgumentException">There is no row.</exception>
    public static Reference Of(string name, EquatableArray<Input> inputs, IEnumerable<double[]> rows, bool isDefault = true)
    {
        var tallies = inputs.Select(i => i.Match<Tally>(number => new NumberTally(number), category => new CategoryTally(category)))
            .ToArray();
        var count = 0;
        foreach (var row in rows)
        {
            count++;
            for (var i = 0; i < tallies.Length; i++)
                tallies[i].Add(row[i]);
        }

        if (count == 0)
            throw new ArgumentException("A usual row is one of at least one row.", nameof(rows));
        return new Reference(name, tallies.Select(t => t.Usual(count)).ToEquatableArray(), isDefault);
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

    /// <summary>What is counted of one input.</summary>
    private abstract class Tally
    {
        public abstract void Add(double value);

        public abstract InputValue Usual(int rows);
    }

    private sealed class CategoryTally(CategoryInput input) : Tally
    {
        private readonly int[] _rows = new int[input.Categories.Count];

        public override void Add(double value)
        {
            var category = value >= 0 && value < _rows.Length ? (int)value : input.Other ?? -1;
            if (category >= 0)
                _rows[category]++;
        }

        public override InputValue Usual(int rows)
        {
            var most = _rows.Length == 0 ? 0 : _rows.Max();
            return new CategoryValue(most > 0 ? Array.IndexOf(_rows, most) : input.Other ?? 0);
        }
    }

    private sealed class NumberTally(NumberInput input) : Tally
    {
        private readonly int[] _ofSpecial = new int[input.Specials.Count];
        private double _mean;
        private int _quantities;

        public override void Add(double value)
        {
            var special = input.FindSpecial(value);
            if (special >= 0)
                _ofSpecial[special]++;
            else if (!input.IsMissing(value) && double.IsFinite(value))
                _mean = _mean + (value / ++_quantities) - (_mean / _quantities);
        }

        public override InputValue Usual(int rows)
        {
            var special = Array.FindIndex(_ofSpecial, count => 2L * count > rows);
            if (special >= 0)
                return new SpecialChoice(special, input.Specials[special].InRow);
            return new NumberValue(_quantities == 0
                ? input.Missing ?? input.Minimum
                : Rounded(input, _mean).Append(input.Minimum).First(n => IsQuantity(input, n.Value)));
        }
    }
}
