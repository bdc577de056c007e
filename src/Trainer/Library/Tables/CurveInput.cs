using System;

namespace RuleCompiler.Trainer.Tables;

/// <summary>A number input cut into pieces, of which a curve is made.</summary>
/// <remarks>
/// Between its places t₁ &lt; … &lt; t_m, within the range from t₀ to t_{m+1}, there are m + 1 ramps, (clamp(x, t_p, t_{p+1}) − t_p) /
/// scale, whose weights are the slopes of the pieces, and m jumps, 1 where x ≥ t_p. A PReLU that sees one input is two ramps with
/// different slopes; where its slope is 1 both have the same. Values that are no quantities have a feature each, and are in the ramps what
/// stands in for them. On a row all these features are known from two numbers, the piece in which x lies and how far it lies in it:
/// <c>PieceRows</c> holds only these.
/// </remarks>
/// <param name="Input">The position of the input.</param>
/// <param name="First">Its first feature: the ramps, then the jumps, then the special values.</param>
/// <param name="FirstPiece">
/// The first of its two entries for each piece, and one for each special value, in <c>PieceRows</c>.
/// </param>
/// <param name="Minimum">t₀, the smallest value of the training rows.</param>
/// <param name="Maximum">t_{m+1}, the largest.</param>
/// <param name="Scale">The unit in which slopes are learned.</param>
/// <param name="StandIn">The number that stands in for values that are no quantities.</param>
/// <param name="Places">t₁ to t_m, increasing, inside the range.</param>
/// <param name="Specials">The values that are no quantities and may have a number of their own; NaN, a missing one, is the last.</param>
internal sealed record CurveInput(
    int Input, int First, int FirstPiece, double Minimum, double Maximum, double Scale, double StandIn, double[] Places, double[] Specials)
{
    /// <summary>The number of ramps, and of pieces.</summary>
    public int Ramps => Places.Length + 1;

    /// <summary>The number of jumps.</summary>
    public int Jumps => Places.Length;

    /// <summary>The feature of the first jump.</summary>
    public int FirstJump => First + Ramps;

    /// <summary>The feature of the first special value.</summary>
    public int FirstSpecial => FirstJump + Jumps;

    /// <summary>
    /// How many special values documents declare whatever they add: the numbers. What is missing, the last one, is special only where it
    /// adds a number of its own to an output; otherwise the stand-in takes its place.
    /// </summary>
    public int AlwaysDeclared => Specials.Length - (Specials.Length > 0 && double.IsNaN(Specials[^1]) ? 1 : 0);

    /// <summary>The number of features.</summary>
    public int Features => Ramps + Jumps + Specials.Length;

    /// <summary>The number of its entries in <c>PieceRows</c>.</summary>
    public int PieceEntries => (2 * Ramps) + Specials.Length;

    /// <summary>Where a ramp begins.</summary>
    /// <param name="ramp">p, counted from 0; the number of ramps is where the last one ends.</param>
    public double Edge(int ramp) => ramp == 0 ? Minimum : ramp > Places.Length ? Maximum : Places[ramp - 1];

    /// <summary>The piece in which a value lies, and how far from its beginning.</summary>
    /// <param name="value">The value, which counts as an end of the range where it is outside of it; NaN is missing.</param>
    public (int Piece, double Within) Locate(double value)
    {
        var x = double.IsNaN(value) || SpecialOf(value) >= 0 ? StandIn : Math.Clamp(value, Minimum, Maximum);
        var at = Array.BinarySearch(Places, x);
        var piece = at < 0 ? ~at : at + 1;
        return (piece, (x - Edge(piece)) / Scale);
    }

    /// <summary>The height at which each piece begins, above the beginning of the first.</summary>
    /// <param name="slopes">The slope of each piece, in units of the feature.</param>
    /// <param name="jumps">The jump at each place.</param>
    public double[] Heights(ReadOnlySpan<double> slopes, ReadOnlySpan<double> jumps)
    {
        var heights = new double[Ramps];
        for (var p = 1; p < heights.Length; p++)
            heights[p] = heights[p - 1] + (slopes[p - 1] * (Edge(p) - Edge(p - 1)) / Scale) + jumps[p - 1];
        return heights;
    }

    /// <summary>The position of a value among the special ones; −1 for a quantity.</summary>
    public int SpecialOf(double value) => Array.FindIndex(Specials, s => s.Equals(value));

    /// <summary>A feature as a sum of entries of <c>PieceRows</c>, each with a factor.</summary>
    /// <param name="feature">The feature.</param>
    public (int Entry, double Factor)[] Entries(int feature)
    {
        var at = feature - First;
        if (at >= Ramps + Jumps)
            return [(FirstPiece + (2 * Ramps) + at - Ramps - Jumps, 1)];
        if (at >= Ramps)
            return Array.ConvertAll(From(at - Ramps + 1), p => (FirstPiece + (2 * p), 1.0));
        var width = (Edge(at + 1) - Edge(at)) / Scale;
        return [(FirstPiece + (2 * at) + 1, 1), .. Array.ConvertAll(From(at + 1), p => (FirstPiece + (2 * p), width))];
    }

    private int[] From(int piece)
    {
        var pieces = new int[Ramps - piece];
        for (var p = 0; p < pieces.Length; p++)
            pieces[p] = piece + p;
        return pieces;
    }
}
