using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>
/// Sums over the same inputs, evaluated once at all values where any of them bends or jumps, so that multiples of them added up are known
/// there too; between these values all are straight.
/// </summary>
internal sealed class ProbedSums
{
    private readonly Rational[] _biases;

    // Of each input that some sum has, for each sum what it adds at each value.
    private readonly Rational[][][] _values;

    /// <summary>Evaluates sums.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="onSteps">Whether of numbers that come in steps only multiples of these count.</param>
    public ProbedSums(IReadOnlyList<ExpandedSum> sums, bool onSteps)
    {
        _biases = sums.Select(s => s.Bias).ToArray();
        _values = Enumerable.Range(0, sums[0].Parts.Count).Where(i => sums.Any(s => s.Parts[i] is not null)).Select(i =>
        {
            var parts = sums.Select(s => s.Parts[i]).ToArray();
            var present = parts.OfType<ExpandedPart>().ToArray();
            var probes = ValueProbes.Of(present[0].Input, present.SelectMany(p => p.Curve.Select(c => c.X)), onSteps);
            return parts.Select(part => probes.Select(p => part is null ? Rational.Zero : p.Of(part)).ToArray()).ToArray();
        }).ToArray();
    }

    /// <summary>Between which values a sum of multiples is. Inputs vary independently, so that no bound is too wide.</summary>
    /// <param name="factors">How often each sum counts.</param>
    public (Rational Lowest, Rational Highest) Range(IReadOnlyList<int> factors)
    {
        var counted = Enumerable.Range(0, _biases.Length).Where(s => factors[s] != 0).ToArray();
        var bias = counted.Aggregate(Rational.Zero, (sum, s) => sum + (factors[s] * _biases[s]));
        var (lowest, highest) = (bias, bias);
        foreach (var values in _values)
        {
            var totals = Enumerable.Range(0, values[0].Length)
                .Select(p => counted.Aggregate(Rational.Zero, (sum, s) => sum + (factors[s] * values[s][p]))).ToArray();
            (lowest, highest) = (lowest + totals.Min(), highest + totals.Max());
        }

        return (lowest, highest);
    }
}
