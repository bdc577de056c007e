using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Sql;

/// <summary>Rows that meet borders: points of curves, ranges, special values and marks, their neighbours, and what is no number.</summary>
internal sealed class RandomRows
{
    private static readonly double[] Odd =
    [
        0, -0.0, 1, -1, double.Epsilon, -double.Epsilon, 1e-300, 1e300, -1e300, double.MaxValue, double.PositiveInfinity,
        double.NegativeInfinity, double.NaN, 0.1, 1.0 / 3,
    ];

    private static readonly string[] OddTexts = ["", "NA", "?", "nothing known", " ", "'", "3.0", "a\\b"];

    private readonly Random _random;
    private readonly EquatableArray<Input> _inputs;
    private readonly double[][] _borders;

    public RandomRows(RuleDocument document, int seed)
    {
        (_random, _inputs) = (new Random(seed), document.Inputs);
        _borders = document.Inputs.Select((input, i) => input.Match(
            number => Borders(number, document.Sums.SelectMany(s => s.Terms).Where(t => t.Input == i)), _ => [])).ToArray();
    }

    /// <summary>Rows of values: a double, a text, or null.</summary>
    /// <param name="count">How many.</param>
    /// <param name="plain">The part of values that are plain ones.</param>
    public object?[][] Make(int count, double plain) => Enumerable.Range(0, count)
        .Select(_ => _inputs.Select((input, i) =>
            input.Match<object?>(number => Number(number, i, plain), category => Text(category, plain))).ToArray())
        .ToArray();

    private object? Number(NumberInput input, int i, double plain)
    {
        if (_random.NextDouble() < plain)
            return input.Minimum.Value + (_random.NextDouble() * input.Width);
        switch (_random.Next(10))
        {
            case 0:
                return null;
            case < 3:
                return Odd[_random.Next(Odd.Length)];
            case < 5:
                return Math.Round(input.Minimum.Value + (_random.NextDouble() * input.Width));
            default:
                var border = _borders[i][_random.Next(_borders[i].Length)];
                return _random.Next(3) switch { 0 => border, 1 => Math.BitIncrement(border), _ => Math.BitDecrement(border) };
        }
    }

    private string? Text(CategoryInput input, double plain)
    {
        if (_random.NextDouble() < plain || _random.Next(3) > 0)
            return input.Categories[_random.Next(input.Categories.Count)];
        return _random.Next(4) == 0 ? null : OddTexts[_random.Next(OddTexts.Length)];
    }

    private static double[] Borders(NumberInput input, IEnumerable<Term> terms) =>
        [
            input.Minimum.Value, input.Maximum.Value, .. input.Specials.Select(s => s.InRow), .. input.Marks.Select(m => m.Value),
            .. terms.SelectMany(t => t.Match<IEnumerable<double>>(_ => [], _ => [], c => c.Curve.Points.Select(p => p.X.Value))),
        ];
}
