using System.Globalization;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Policies;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>What scores are as points: <c>Offset + Factor · score</c>, exactly by the digits of both.</summary>
/// <param name="Factor">How many points a unit of the score is; negative where a lower score speaks for the label.</param>
/// <param name="Offset">The points of a score of 0.</param>
/// <param name="Label">The label that more points speak for.</param>
/// <param name="OtherLabel">The other label.</param>
public sealed record PointsScale(Number Factor, Number Offset, string Label, string OtherLabel)
{
    private const double StandardPointsToDouble = 20;
    private const double StandardOdds = 50;
    private const double StandardAt = 600;

    // What a scale says by itself should not be longer than a person compares; no decision hangs on further digits.
    private const int Digits = 12;

    /// <summary>The odds that the points are said by; null where they are not.</summary>
    public PointsOdds? Odds { get; init; }

    /// <summary><see cref="Factor"/> exactly.</summary>
    internal Rational ExactFactor => Rational.Parse(Factor.Text);

    /// <summary><see cref="Offset"/> exactly.</summary>
    internal Rational ExactOffset => Rational.Parse(Offset.Text);

    /// <summary>The points of a score, before they are whole.</summary>
    internal Rational Of(Rational score) => ExactOffset + (ExactFactor * score);

    /// <summary>The scale that options ask for.</summary>
    /// <param name="document">A document with one threshold.</param>
    /// <param name="bit">The threshold.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="RuleCompilerException">The options do not fit the scores.</exception>
    internal static PointsScale Of(RuleDocument document, ThresholdBit bit, PointsOptions options)
    {
        var isUp = options.Towards is null || options.Towards == bit.AtOrAbove;
        if (!isUp && options.Towards != bit.Below)
            throw new RuleCompilerException(
                $"No answer is '{VisibleText.Of(options.Towards!)}': points can speak for '{VisibleText.Of(bit.AtOrAbove)}' or for "
                    + $"'{VisibleText.Of(bit.Below)}'.");
        if (options is { HasOdds: true, HasScale: true })
            throw new RuleCompilerException(
                "Points are said either by odds (--pdo, --odds, --at) or by a plain scaling (--scale, --offset); give one of them.");
        var isLogit = document.Decision.Scores == ScoreKind.Logit;
        if (options.HasOdds && !isLogit)
            throw new RuleCompilerException(
                $"The scores of {VisibleText.Of(document.Name)} are no log-odds, so that no number of points doubles the odds; scale them "
                    + "with --scale and --offset.");
        var (label, other) = isUp ? (bit.AtOrAbove, bit.Below) : (bit.Below, bit.AtOrAbove);
        if (isLogit && !options.HasScale)
            return OfOdds(options, isUp, label, other);
        var (factor, offset) = PlainScale.Of(document, options, isUp);
        return new PointsScale(factor, offset, label, other);
    }

    // points = at + (log-odds − ln odds) · pdo / ln 2.
    private static PointsScale OfOdds(PointsOptions options, bool isUp, string label, string other)
    {
        var odds = new PointsOdds(
            options.PointsToDouble ?? StandardPointsToDouble, options.Odds ?? StandardOdds, options.At ?? StandardAt);
        var perUnit = Exact(odds.PointsToDouble) / Logarithm(2);
        var factor = Rounded(isUp ? perUnit : -perUnit);
        var offset = Rounded(Exact(odds.At) - (Logarithm(Exact(odds.Odds)) * perUnit));
        return new PointsScale(factor, offset, label, other) { Odds = odds };
    }

    private static Rational Logarithm(Rational x)
    {
        var (lower, upper) = Enclosure.OfLogarithm(x);
        return (lower + upper) / 2;
    }

    private static Rational Exact(double value) => Rational.Parse(Number.From(value).Text);

    private static Number Rounded(Rational value)
    {
        var digits = value.ToDouble().ToString("E" + (Digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Number.From(double.Parse(digits, CultureInfo.InvariantCulture));
    }
}

/// <summary>Points by odds: <c>points = At + (log-odds − ln Odds) · PointsToDouble / ln 2</c>.</summary>
/// <param name="PointsToDouble">How many points more double the odds.</param>
/// <param name="Odds">The odds of the label against the other that <paramref name="At"/> points stand for.</param>
/// <param name="At">The points that stand for them.</param>
public sealed record PointsOdds(double PointsToDouble, double Odds, double At);
