using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>Between how many points whole sums are from the exact ones, for every row inside the ranges.</summary>
/// <remarks>
/// A condition adds min(0, e). Whatever its exact value e and its whole points E are, min(0, E) − min(0, e) = θ · (E − e) with a θ from 0
/// to 1. So the difference of a sum is a product form in the θ of its conditions, straight in each of them, and is largest where each is 0
/// or 1; and for given θ it is a sum over the inputs, which vary independently. Each such case is bounded exactly, with the differences
/// that common tables and those of conditions have at the same value taken together.
/// </remarks>
/// <param name="conditions">The conditions of the points document, each adjusted by earlier ones alone.</param>
/// <param name="onSteps">Whether of numbers that come in steps only multiples of these count.</param>
internal sealed class DifferenceBound(IReadOnlyList<WholeSum> conditions, bool onSteps)
{
    // 2⁸ cases; with more conditions each is bounded by itself.
    private const int MostTogether = 8;

    /// <summary>The bounds of a sum.</summary>
    /// <param name="sums">The parts of the sum, such as what is common and what a rule adds.</param>
    public (Rational Lowest, Rational Highest) Of(params WholeSum[] sums)
    {
        var used = new SortedSet<int>();
        foreach (var sum in sums)
            Use(sum);
        int[] open = [.. used];
        if (open.Length > MostTogether)
            return Apart(sums);
        // The sum itself, then each condition that it depends on.
        var probed = new ProbedSums(
            [sums.Select(s => s.Difference).Aggregate(Plus), .. open.Select(c => conditions[c].Difference)], onSteps);
        var cases = Enumerable.Range(0, 1 << open.Length)
            .Select(bits => probed.Range(Factors(sums, open, k => (bits >> k & 1) == 1))).ToArray();
        return (cases.Min(c => c.Lowest), cases.Max(c => c.Highest));

        void Use(WholeSum sum)
        {
            foreach (var (condition, _) in sum.Adjustments)
            {
                if (used.Add(condition))
                    Use(conditions[condition]);
            }
        }
    }

    // How often the sum counts, which is once, and each condition.
    private int[] Factors(IReadOnlyList<WholeSum> sums, int[] open, Func<int, bool> counts)
    {
        var factors = new int[open.Length + 1];
        factors[0] = 1;
        foreach (var sum in sums)
            Ask(sum, 1);
        // A condition is adjusted by earlier ones alone, so that going backwards all that is asked of one is known.
        for (var k = open.Length - 1; k >= 0; k--)
            Ask(conditions[open[k]], factors[k + 1]);
        return factors;

        void Ask(WholeSum sum, int factor)
        {
            foreach (var (condition, sign) in sum.Adjustments)
            {
                var k = Array.IndexOf(open, condition);
                if (counts(k))
                    factors[k + 1] += factor * sign;
            }
        }
    }

    private (Rational Lowest, Rational Highest) Apart(IReadOnlyList<WholeSum> sums)
    {
        var added = new (Rational Lowest, Rational Highest)[conditions.Count];
        for (var c = 0; c < added.Length; c++)
        {
            var (low, high) = Sum([conditions[c]]);
            added[c] = (low.Sign < 0 ? low : Rational.Zero, high.Sign > 0 ? high : Rational.Zero);
        }

        return Sum(sums);

        (Rational Lowest, Rational Highest) Sum(IReadOnlyList<WholeSum> parts)
        {
            var (lowest, highest) = new ProbedSums([parts.Select(s => s.Difference).Aggregate(Plus)], onSteps).Range([1]);
            foreach (var (condition, sign) in parts.SelectMany(p => p.Adjustments))
            {
                var (low, high) = added[condition];
                (lowest, highest) = sign > 0 ? (lowest + low, highest + high) : (lowest - high, highest - low);
            }

            return (lowest, highest);
        }
    }

    private static ExpandedSum Plus(ExpandedSum one, ExpandedSum other) => one.Plus(Rational.One, other);
}
