using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Tables;

/// <summary>
/// The features of a network with a first layer that sees one input each: those of the encoding, and the pieces of curves after them.
/// </summary>
internal sealed class CurveEncoding
{
    private readonly CurveInput[] _curves;
    private readonly (int Entry, double Factor)[][] _entries;

    private CurveEncoding(FeatureEncoding linear, CurveInput[] curves)
    {
        (Linear, _curves) = (linear, curves);
        Features = linear.Features + curves.Sum(c => c.Features);
        Entries = linear.Features + curves.Sum(c => c.PieceEntries);
        _entries =
        [
            .. Enumerable.Range(0, linear.Features).Select(f => new[] { (f, 1.0) }),
            .. curves.SelectMany(c => Enumerable.Range(c.First, c.Features).Select(c.Entries)),
        ];
    }

    /// <summary>The features that conditions are made of.</summary>
    public FeatureEncoding Linear { get; }

    /// <summary>The inputs that are cut into pieces, in the order of the inputs.</summary>
    public IReadOnlyList<CurveInput> Curves => _curves;

    /// <summary>The number of all features.</summary>
    public int Features { get; }

    /// <summary>The number of different entries of <c>PieceRows</c>.</summary>
    public int Entries { get; }

    /// <summary>Without curves: the features of the encoding, and those of special values.</summary>
    public static CurveEncoding Without(FeatureEncoding linear) => Of(linear, new double[]?[linear.Inputs.Count]);

    /// <summary>
    /// Cuts inputs into pieces. One that has special values is a piece at least, since these are features beside its pieces.
    /// </summary>
    /// <param name="linear">The encoding.</param>
    /// <param name="places">For each input its places; null for one that is not cut.</param>
    public static CurveEncoding Of(FeatureEncoding linear, IReadOnlyList<double[]?> places)
    {
        var curves = new List<CurveInput>();
        var (first, firstPiece) = (linear.Features, linear.Features);
        for (var i = 0; i < places.Count; i++)
        {
            var own = places[i] ?? [];
            if (!linear.Inputs[i].IsNumber || linear.NumberOf(i) is not { } number || own.Length + number.Specials.Length == 0)
                continue;
            curves.Add(new CurveInput(
                i, first, firstPiece, number.Minimum, number.Maximum, number.Scale, number.Median, own, number.Specials));
            first += curves[^1].Features;
            firstPiece += curves[^1].PieceEntries;
        }

        return new CurveEncoding(linear, [.. curves]);
    }

    /// <summary>The pieces of an input; null where it is not cut.</summary>
    /// <param name="input">The position of the input.</param>
    public CurveInput? CurveOf(int input) => Array.Find(_curves, c => c.Input == input);

    /// <summary>A feature as a sum of entries of <c>PieceRows</c>, each with a factor.</summary>
    public ReadOnlySpan<(int Entry, double Factor)> EntriesOf(int feature) => _entries[feature];
}
