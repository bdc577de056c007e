using System.Collections.Generic;
using RuleCompiler.Exact;

namespace RuleCompiler.Features;

/// <summary>A stretch of a number on which it adds <c>Weight * x + Constant</c> to a sum.</summary>
/// <param name="From">Where it begins, itself included; null where nothing is before it.</param>
/// <param name="Below">Where it ends, itself not included; null where nothing is after it.</param>
/// <param name="Weight">What a quantity is multiplied with.</param>
/// <param name="Constant">What is added to that.</param>
internal sealed record ExpandedPiece(Rational? From, Rational? Below, Rational Weight, Rational Constant)
{
    /// <summary>The pieces of a number, from left to right: one where it has no curve.</summary>
    /// <param name="part">What the number adds.</param>
    public static IReadOnlyList<ExpandedPiece> Of(ExpandedPart part)
    {
        var curve = part.Curve;
        if (curve.Count == 0)
            return [new ExpandedPiece(null, null, part.Weight, Rational.Zero)];
        // Flat before the first point and after the last.
        var pieces = new List<ExpandedPiece> { new(null, null, part.Weight, curve[0].Below) };
        for (var k = 0; k < curve.Count; k++)
        {
            var (from, slope) = (curve[k], Rational.Zero);
            if (k + 1 < curve.Count)
                slope = (curve[k + 1].Below - from.At) / (curve[k + 1].X - from.X);
            Add(from.X, part.Weight + slope, from.At - (slope * from.X));
        }

        return pieces;

        // Where curves are added up, a point may be left without a bend.
        void Add(Rational from, Rational weight, Rational constant)
        {
            var last = pieces[pieces.Count - 1];
            if (last.Weight == weight && last.Constant == constant)
                return;
            pieces[pieces.Count - 1] = last with { Below = from };
            pieces.Add(new ExpandedPiece(from, null, weight, constant));
        }
    }
}
