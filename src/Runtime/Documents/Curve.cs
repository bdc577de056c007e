using System;
using System.Collections.Generic;
using System.Numerics;
using RuleCompiler.Exact;

namespace RuleCompiler.Documents;

/// <summary>A function of one number: straight between its points, flat before the first and after the last.</summary>
/// <param name="Points">At least one point, x increasing.</param>
public sealed record Curve(EquatableArray<CurvePoint> Points)
{
    /// <summary>More points than this are refused.</summary>
    public const int MaxPoints = 64;

    /// <summary>
    /// The pieces from point to point, the last of them from the last point on; before the first point the curve is
    /// <see cref="CurvePoint.Below"/>.
    /// </summary>
    public IEnumerable<CurvePiece> Pieces
    {
        get
        {
            for (var k = 0; k < Points.Count; k++)
                yield return new CurvePiece(Points[k], k + 1 < Points.Count ? Points[k + 1] : null);
        }
    }
}

/// <summary>A point of a curve, and a jump where its two heights differ.</summary>
/// <param name="X">Where it is, the shortest decimal of its double.</param>
/// <param name="Below">The height that the curve comes to from below.</param>
/// <param name="At">The height at the point and from there on.</param>
public sealed record CurvePoint(Number X, Number Below, Number At)
{
    /// <summary>Whether the two heights differ.</summary>
    public bool IsJump => Rational.Parse(Below.Text) != Rational.Parse(At.Text);
}

/// <summary>A straight piece of a curve: <c>y0 + (x − x0) · r</c>, or y0 where it is flat.</summary>
/// <param name="From">Where it begins, at its height <see cref="CurvePoint.At"/>.</param>
/// <param name="To">
/// Where it ends, at its height <see cref="CurvePoint.Below"/>; null for the piece after the last point, which is flat.
/// </param>
public readonly record struct CurvePiece(CurvePoint From, CurvePoint? To)
{
    /// <summary>Whether both ends have the same height.</summary>
    public bool IsFlat => To is null || Rational.Parse(From.At.Text) == Rational.Parse(To.Below.Text);

    /// <summary>The exact quotient of the written digits, which is what the piece rises by for 1.</summary>
    internal Rational ExactSlope => IsFlat
        ? Rational.Zero
        : (Rational.Parse(To!.Below.Text) - Rational.Parse(From.At.Text)) / (Rational.Parse(To.X.Text) - Rational.Parse(From.X.Text));

    /// <summary>
    /// r: the double nearest to the exact quotient of the written digits, the even one of two; 0 where the piece is flat.
    /// </summary>
    public double Slope => ExactSlope.ToDouble();

    /// <summary>
    /// r as C# code: a decimal where the quotient is one of at most 17 digits, else a quotient of two whole numbers that are doubles, else
    /// the shortest decimal of r.
    /// </summary>
    public string SlopeLiteral
    {
        get
        {
            var slope = ExactSlope;
            if (slope.TryDecimal(17, out var digits))
                return Number.TryParse(digits, out var number) ? number.Literal : Number.From(slope.ToDouble()).Literal;
            var (p, q) = slope.Lowest();
            var largest = BigInteger.One << 53;
            return BigInteger.Abs(p) <= largest && q <= largest
                ? FormattableString.Invariant($"({p}.0 / {q}.0)")
                : Number.From(slope.ToDouble()).Literal;
        }
    }
}
