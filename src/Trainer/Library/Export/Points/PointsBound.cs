using System;
using RuleCompiler.Exact;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>
/// How far points are from the exact scaled score, and around the threshold how far decisions are from being the same: proved, for every
/// row inside the ranges.
/// </summary>
/// <remarks>
/// With lowest ≤ points − exact ≤ highest and whole points, a row whose points reach the cut-off C has exact points of at least
/// C − highest, and one whose points do not reach it, which are C − 1 at most, of at most C − 1 − lowest. So only what lies between these
/// can be decided otherwise, whatever C is; the cut-off is the one with which the farther end is nearest to the threshold.
/// </remarks>
public sealed record PointsBound
{
    internal PointsBound(
        (Rational Lowest, Rational Highest) difference, PointsScale scale, Rational threshold, int? cutOff = null)
    {
        (ExactLowest, ExactHighest) = difference;
        ExactThreshold = scale.Of(threshold);
        // The threshold is half-way between the two ends, or as near to it as whole points are; of two that are as near the smaller one.
        CutOff = cutOff ?? -PointsLimit.Whole(-(ExactThreshold + ((ExactLowest + ExactHighest) / 2)));
        var (from, to) = (CutOff - ExactHighest, CutOff - 1 - ExactLowest);
        (ExactFrom, ExactTo) = (from < ExactThreshold ? from : ExactThreshold, to > ExactThreshold ? to : ExactThreshold);
        var (below, above) = (ExactThreshold - ExactFrom, ExactTo - ExactThreshold);
        ExactDistance = below > above ? below : above;
        ExactScoreDistance = ExactDistance / (scale.ExactFactor.Sign < 0 ? -scale.ExactFactor : scale.ExactFactor);
    }

    /// <summary>The points from which on the label is the answer.</summary>
    public int CutOff { get; }

    /// <summary>The threshold in points, before it is whole.</summary>
    public double Threshold => ExactThreshold.ToDouble();

    /// <summary>Points minus exact points are not below it.</summary>
    public double Lowest => -Upwards(-ExactLowest);

    /// <summary>Points minus exact points are not above it.</summary>
    public double Highest => Upwards(ExactHighest);

    /// <summary>Points are not farther than that from exact points.</summary>
    public double Points => Math.Max(Math.Abs(Lowest), Math.Abs(Highest));

    /// <summary>A row whose exact points are farther than that from the threshold is decided alike.</summary>
    public double DecisionPoints => Upwards(ExactDistance);

    /// <summary>The same in units of the score.</summary>
    public double DecisionScore => Upwards(ExactScoreDistance);

    /// <summary>Decisions differ only where exact points are at least that,</summary>
    public double From => -Upwards(-ExactFrom);

    /// <summary>and at most that.</summary>
    public double To => Upwards(ExactTo);

    internal Rational ExactLowest { get; }

    internal Rational ExactHighest { get; }

    internal Rational ExactThreshold { get; }

    internal Rational ExactFrom { get; }

    internal Rational ExactTo { get; }

    internal Rational ExactDistance { get; }

    internal Rational ExactScoreDistance { get; }

    // The nearest double may be below.
    private static double Upwards(Rational value)
    {
        var near = value.ToDouble();
        return Rational.From(near) < value ? Math.BitIncrement(near) : near;
    }
}
