using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>A scaling of scores that says nothing of odds.</summary>
internal static class PlainScale
{
    // Of a probability a point is one percent.
    private const int Percent = 100;

    // Scores that nothing is known of are spread over some hundred points.
    private const int UsualWidth = 100;

    /// <summary>The scaling that is asked for; what is not said is made of what scores can be.</summary>
    /// <param name="document">A document with one output.</param>
    /// <param name="options">The options.</param>
    /// <param name="isUp">Whether a higher score speaks for the label.</param>
    public static (Number Factor, Number Offset) Of(RuleDocument document, PointsOptions options, bool isUp)
    {
        var isProbability = document.Decision.Scores == ScoreKind.Probability;
        var range = ScoreRange.Of(document);
        var scale = options.Scale is { } given ? Number.From(given) : isProbability ? Number.From(Percent) : ScaleFor(range);
        var factor = Number.From(isUp ? scale.Value : -scale.Value);
        var exact = Rational.Parse(factor.Text);
        var offset = options.Offset is { } asked
            ? Number.From(asked)
            // The lowest total is some 0 points; of a probability 0 percent are.
            : isProbability ? Number.From(isUp ? 0 : scale.Value)
                : Number.From((double)(-(exact * (isUp ? range.Lowest : range.Highest))).Floor());
        return (factor, offset);
    }

    // Kind to the eye, and such that scores are spread over a width near to the usual one.
    private static Number ScaleFor((Rational Lowest, Rational Highest) range)
    {
        var width = (range.Highest - range.Lowest).ToDouble();
        return width > 0 && double.IsFinite(width)
            ? Number.From(RoundUnits.Between(UsualWidth / 10.0 / width, UsualWidth * 10.0 / width)
                .MinBy(unit => Math.Abs((unit.ToDouble() * width) - UsualWidth)).ToDouble())
            : Number.From(1);
    }
}
