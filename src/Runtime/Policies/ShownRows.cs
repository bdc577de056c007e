using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>What rows do that break a policy, by the values of their outputs.</summary>
/// <param name="Exactly">Whether exact outputs break it, one array per row.</param>
/// <param name="Computed">Whether outputs as doubles do.</param>
internal sealed record Breach(Func<Rational[][], bool> Exactly, Func<double[][], bool> Computed)
{
    /// <summary>Whether a value is above a limit, or below it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="sign">1 for above, −1 for below.</param>
    public static bool IsBeyond(double value, Rational limit, int sign) => double.IsNaN(value) || double.IsInfinity(value)
        ? value * sign > 0
        : (Rational.From(value) - limit).Sign == sign;
}

/// <summary>
/// Makes of rows that break a policy such that a person can read and a test can call: few digits, and the code breaks it too.
/// </summary>
/// <param name="scope">The document.</param>
/// <param name="rows">The rows.</param>
/// <param name="where">What is assumed of each row.</param>
/// <param name="breach">What they do.</param>
/// <param name="accepts">What they have to be besides.</param>
internal sealed class ShownRows(
    PolicyScope scope, JointRows rows, IReadOnlyList<SumSide> where, Breach breach, Func<ExactRow[], bool> accepts)
{
    // From the width of a range down to where doubles end.
    private const int MostDigits = 18;

    /// <summary>Finds them.</summary>
    /// <param name="joint">Joint values that break the policy exactly.</param>
    /// <returns>The rows, and whether evaluation in doubles breaks the policy there too.</returns>
    public (ExactRow[] Rows, bool IsComputed) Of(ExactRow joint)
    {
        for (var digits = 0; digits <= MostDigits; digits++)
        {
            // A value on a border has rows that break the policy on one side of it alone.
            foreach (var shift in new[] { Rational.Of(1, 2), Rational.One, Rational.Zero })
            {
                var candidate = rows.RowsOf(Rounded(joint, digits, shift));
                if (IsBroken(candidate))
                    return (candidate, true);
            }
        }

        var nearest = rows.RowsOf(new ExactRow(joint.Values.Select(v => v.IsQuantity
            ? ExactValue.Of(Rational.Parse(Number.From(v.Quantity.ToDouble()).ShortestDigits))
            : v).ToArray()));
        return IsBroken(nearest) ? (nearest, true) : (rows.RowsOf(joint), false);
    }

    private bool IsBroken(ExactRow[] candidate) =>
        accepts(candidate) && candidate.All(row => scope.Geometry.Domain.Contains(row) && where.All(side => side.Holds(row)))
        && breach.Exactly(candidate.Select(scope.Outputs).ToArray())
        && breach.Computed(candidate.Select(Compute).ToArray());

    private double[] Compute(ExactRow row) => scope.Evaluator.Evaluate(scope.Geometry.ToWitness(row).Row.ToArray()).Outputs;

    private ExactRow Rounded(ExactRow joint, int digits, Rational shift) => new(joint.Values.Select((value, i) =>
    {
        if (!value.IsQuantity)
            return value;
        var range = rows.Domain.RangeOf(i);
        var unit = Unit(range.Upper - range.Lower, digits);
        var rounded = unit.Sign == 0 ? range.Lower : Rounded(value.Quantity, unit, shift);
        return ExactValue.Of(rounded < range.Lower ? range.Lower : rounded > range.Upper ? range.Upper : rounded);
    }).ToArray());

    // The power of ten at a width, or smaller by so many digits.
    private static Rational Unit(Rational width, int digits)
    {
        if (width.Sign == 0)
            return Rational.Zero;
        Rational unit = 1;
        for (; unit * 10 <= width; unit *= 10)
        {
        }

        for (; unit > width; unit /= 10)
        {
        }

        return unit / BigInteger.Pow(10, digits);
    }

    // A multiple of the unit: the nearest where a half is added before it is rounded down, else the next above or below.
    private static Rational Rounded(Rational value, Rational unit, Rational shift) => ((value / unit) + shift).Floor() * unit;
}
