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
            var candidate = rows.RowsOf(Rounded(joint, digits));
            if (IsBroken(candidate))
                return (candidate, true);
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

    private ExactRow Rounded(ExactRow joint, int digits) => new(joint.Values.Select((value, i) =>
    {
        if (!value.IsQuantity)
            return value;
        var range = rows.Domain.RangeOf(i);
        var unit = Unit(range.Upper - range.Lower, digits);
        var nearest = unit.Sign == 0 ? range.Lower : Nearest(value.Quantity, unit);
        return ExactValue.Of(nearest < range.Lower ? range.Lower : nearest > range.Upper ? range.Upper : nearest);
    }).ToArray());

    // The power of ten at a width, or smaller by so many digits.
    private static Rational Unit(Rational width, int digits)
    {
        if (width.Sign == 0)
            return Rational.Zero;
        var exponent = (int)Math.Floor(Math.Log10(width.ToDouble())) - digits;
        var power = BigInteger.Pow(10, Math.Abs(exponent));
        return exponent >= 0 ? (Rational)power : Rational.Of(1, power);
    }

    private static Rational Nearest(Rational value, Rational unit)
    {
        var half = (value / unit) + Rational.Of(1, 2);
        return BigInteger.Divide(half.Numerator - (half.Sign < 0 ? half.Denominator - 1 : 0), half.Denominator) * unit;
    }
}
