using System.Collections.Generic;
using System.Linq;
using System.Numerics;

using RuleCompiler.Exact;

namespace RuleCompiler.Proofs;

/// <summary>Checks witnesses and certificates in exact arithmetic.</summary>
/// <remarks>
/// This is the part that has to be trusted, so it is short, and shares no code with what finds witnesses and certificates: it neither
/// scales nor solves anything, it only adds up and compares.
/// </remarks>
internal static class CertificateChecker
{
    /// <summary>Whether a point shows that the answer is yes.</summary>
    /// <param name="claim">The cell and the question.</param>
    /// <param name="witness">The point.</param>
    /// <returns>True if it is in the domain and on all sides, strictly where the question asks for it.</returns>
    public static bool IsWitness(CellClaim claim, ExactPoint witness) =>
        Contains(claim.Box, witness) && claim.Sides.All(side => IsOn(claim, side, witness));

    /// <summary>Whether a point lies in a domain.</summary>
    /// <param name="box">The domain.</param>
    /// <param name="x">The point.</param>
    /// <returns>True if every number is between its bounds and every category exists.</returns>
    public static bool Contains(ExactBox box, ExactPoint x) =>
        x.Numbers.Count == box.Numbers.Count && x.Categories.Count == box.Groups.Count
        && x.Numbers.Zip(box.Numbers, (value, range) => value >= range.Lower && value <= range.Upper).All(inside => inside)
        && x.Categories.Zip(box.Groups, (category, count) => category >= 0 && category < count).All(exists => exists);

    /// <summary>Whether a certificate shows that the answer is no.</summary>
    /// <param name="claim">The cell and the question.</param>
    /// <param name="certificate">The certificate.</param>
    /// <returns>True if it is valid.</returns>
    public static bool Proves(CellClaim claim, Certificate certificate)
    {
        var allowed = claim.Box.Groups.Select(count => Enumerable.Repeat(true, count).ToArray()).ToArray();
        return Proves(claim, certificate, allowed);
    }

    private static bool Proves(CellClaim claim, Certificate certificate, bool[][] allowed)
    {
        if (certificate is Multipliers multipliers)
            return Contradicts(claim, multipliers.Values, allowed);
        if (certificate is not CategoryCases cases || cases.Group < 0 || cases.Group >= allowed.Length
            || cases.Category < 0 || cases.Category >= allowed[cases.Group].Length)
        {
            return false;
        }

        var before = allowed[cases.Group];
        allowed[cases.Group] = before.Select((a, c) => a && c == cases.Category).ToArray();
        var holds = Proves(claim, cases.Is, allowed);
        allowed[cases.Group] = before.Select((a, c) => a && c != cases.Category).ToArray();
        holds = holds && Proves(claim, cases.IsNot, allowed);
        allowed[cases.Group] = before;
        return holds;
    }

    // The largest value of Σ λ_k·g_k over what is left of the domain: each number at one of its bounds, each choice at its best category.
    private static bool Contradicts(CellClaim claim, IReadOnlyList<Rational> multipliers, bool[][] allowed)
    {
        if (allowed.Any(group => !group.Contains(true)))
            return true;
        if (multipliers.Count != claim.Sides.Count || multipliers.Any(m => m.Sign < 0))
            return false;

        // As integers, over one denominator.
        var denominator = multipliers
            .Aggregate(BigInteger.One, (d, m) => d / BigInteger.GreatestCommonDivisor(d, m.Denominator) * m.Denominator);
        var bias = BigInteger.Zero;
        var weights = new BigInteger[claim.Box.Numbers.Count];
        var tables = claim.Box.Groups.Select(count => new BigInteger[count]).ToArray();
        var isStrict = false;
        for (var k = 0; k < multipliers.Count; k++)
        {
            if (multipliers[k].Sign == 0)
                continue;
            var (e, negative) = (claim.Sides[k].Expression, claim.Sides[k].Negative);
            var factor = multipliers[k].Numerator * (denominator / multipliers[k].Denominator) * (negative ? -1 : 1);
            isStrict |= IsOpen(claim, claim.Sides[k]);
            bias += factor * e.Bias;
            for (var i = 0; i < weights.Length; i++)
                weights[i] += factor * e.Weights[i];
            for (var g = 0; g < tables.Length; g++)
            {
                for (var c = 0; c < tables[g].Length; c++)
                    tables[g][c] += factor * e.Tables[g][c];
            }
        }

        for (var g = 0; g < tables.Length; g++)
            bias += tables[g].Where((_, c) => allowed[g][c]).Max();
        Rational largest = bias;
        for (var i = 0; i < weights.Length; i++)
        {
            if (!weights[i].IsZero)
                largest += (weights[i].Sign > 0 ? claim.Box.Numbers[i].Upper : claim.Box.Numbers[i].Lower) * weights[i];
        }

        return largest.Sign < 0 || (largest.Sign == 0 && isStrict);
    }

    private static bool IsOn(CellClaim claim, Side side, ExactPoint x)
    {
        var sign = side.Expression.Evaluate(x).Sign * (side.Negative ? -1 : 1);
        return sign > 0 || (sign == 0 && !IsOpen(claim, side));
    }

    // A negative side is e < 0 in either question. A positive one loses its border where only an interior counts and the border is thin.
    private static bool IsOpen(CellClaim claim, Side side) => side.Negative || (claim.Question == CellQuestion.Interior
        && side.Expression.Weights.Where((w, i) => !w.IsZero && claim.Box.Numbers[i].HasWidth).Any());
}
