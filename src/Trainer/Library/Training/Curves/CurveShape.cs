using System;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Training.Curves;

/// <summary>
/// Which pieces of a curve have one slope, which are flat, and where it jumps; and how many numbers that takes to write down.
/// </summary>
internal sealed class CurveShape
{
    private readonly CurveInput _curve;
    private readonly int[] _slopes;
    private readonly bool[] _jumps;
    private readonly bool[] _specials;

    private CurveShape(CurveInput curve)
    {
        _curve = curve;
        _slopes = new int[curve.Ramps];
        Array.Fill(_slopes, -1);
        _jumps = new bool[curve.Jumps];
        _specials = new bool[curve.Specials.Length];
    }

    /// <summary>The shape that a row's terms give a curve.</summary>
    /// <param name="curve">The input.</param>
    /// <param name="terms">The terms of the row; those that are gone are null.</param>
    public static CurveShape Of(CurveInput curve, ReadOnlySpan<int[]?> terms)
    {
        var shape = new CurveShape(curve);
        for (var t = 0; t < terms.Length; t++)
        {
            foreach (var feature in terms[t] ?? [])
                shape.Put(feature, t);
        }

        return shape;
    }

    /// <summary>The slope of each ramp, as the position of its term; −1 where it is flat.</summary>
    public ReadOnlySpan<int> Slopes => _slopes;

    /// <summary>Whether it jumps at each place.</summary>
    public ReadOnlySpan<bool> Jumps => _jumps;

    /// <summary>Whether it is one weight over the whole range.</summary>
    public bool IsStraight => _slopes[0] >= 0 && !Array.Exists(_jumps, j => j) && Array.TrueForAll(_slopes, s => s == _slopes[0]);

    /// <summary>The points: where the slope changes, the ends of the range among them, or where it jumps.</summary>
    public int Points
    {
        get
        {
            if (IsStraight)
                return 0;
            var points = 0;
            for (var e = 0; e <= _curve.Ramps; e++)
                points += IsPoint(e) ? 1 : 0;
            return points;
        }
    }

    /// <summary>
    /// The numbers that a reviewer has to check: of a point its place, and its height or both; of a straight line its weight; and those of
    /// special values. A curve is 0 at what stands in for them, so that those without a number of their own need none beside it; beside a
    /// weight they need the number that what stands in for them has.
    /// </summary>
    public int Numbers
    {
        get
        {
            var specials = Count(_specials);
            if (IsStraight)
                return 1 + _curve.AlwaysDeclared + (HasMissing ? 1 : 0);
            var curve = (2 * Points) + Count(_jumps);
            // Without a curve they are written beside the weight 0.
            return specials > 0 && curve == 0 ? 1 + specials : specials + curve;
        }
    }

    /// <summary>Whether there is a point at an edge of a ramp.</summary>
    /// <param name="edge">The edge, from 0 to the number of ramps.</param>
    public bool IsPoint(int edge) =>
        SlopeBefore(edge) != SlopeBefore(edge + 1) || (edge > 0 && edge < _curve.Ramps && _jumps[edge - 1]);

    private bool HasMissing => _specials.Length > _curve.AlwaysDeclared && _specials[^1];

    private int SlopeBefore(int edge) => edge == 0 || edge > _curve.Ramps ? -1 : _slopes[edge - 1];

    private void Put(int feature, int term)
    {
        var at = feature - _curve.First;
        if (at < 0 || at >= _curve.Features)
            return;
        if (at < _curve.Ramps)
            _slopes[at] = term;
        else if (at < _curve.Ramps + _curve.Jumps)
            _jumps[at - _curve.Ramps] = true;
        else
            _specials[at - _curve.Ramps - _curve.Jumps] = true;
    }

    private static int Count(bool[] flags) => Array.FindAll(flags, f => f).Length;
}
