using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>Borders of bins that are kind to the eye: multiples of a round number, and of the input's step where it has one.</summary>
internal static class RoundBorders
{
    // From a hundred stretches on a finer grid gains less than a hundredth of the range.
    private const double MostStretches = 100;

    /// <summary>Grids of borders, the coarsest first.</summary>
    /// <param name="input">A number.</param>
    /// <returns>
    /// Of each grid the borders inside the range, and its upper end, where that alone is a value; one without any where there is no grid.
    /// </returns>
    public static IReadOnlyList<IReadOnlyList<Rational>> Grids(NumberInput input)
    {
        var (from, to) = (Rational.Parse(input.Minimum.Text), Rational.Parse(input.Maximum.Text));
        var step = input.Step is { } given ? Rational.Parse(given.Text) : Rational.One;
        var steps = ((to - from) / step).ToDouble();
        if (!(steps > 0) || double.IsInfinity(steps))
            return [[]];
        var units = RoundUnits.Between(steps / MostStretches, steps)
            .Where(u => input.Step is null || u.Lowest().Denominator.IsOne).Select(u => u * step).Reverse().ToArray();
        return units.Length == 0 ? [[]] : units.Select(u => Multiples(u, from, to, InputSteps.Of(input) is not null)).ToArray();
    }

    // Only what is a number of the format: the digits of a double, which are the border exactly.
    private static Rational[] Multiples(Rational unit, Rational from, Rational to, bool withEnd)
    {
        var multiples = new List<Rational>();
        for (var k = (from / unit).Floor() + 1; k * unit < to || (withEnd && k * unit == to); k++)
            multiples.Add(k * unit);
        return multiples.Where(x => Rational.Parse(Number.From(x.ToDouble()).Text) == x).ToArray();
    }
}
