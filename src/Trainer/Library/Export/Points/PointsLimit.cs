using RuleCompiler.Exact;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>How large points can be.</summary>
internal static class PointsLimit
{
    /// <summary>Nobody adds up larger ones; and sums of them are exact in doubles.</summary>
    private const int Largest = 10_000_000;

    /// <summary>The whole part of a number of points.</summary>
    /// <param name="points">The points.</param>
    /// <exception cref="RuleCompilerException">They are too many.</exception>
    public static int Whole(Rational points)
    {
        Require(points);
        return (int)points.Floor();
    }

    /// <summary>Refuses points that are too many.</summary>
    /// <param name="points">The points.</param>
    /// <exception cref="RuleCompilerException">They are too many.</exception>
    public static void Require(Rational points)
    {
        if (points > Largest || points < -Largest)
            throw new RuleCompilerException(
                $"There would be more than {Largest} points; choose fewer points to double the odds (--pdo), or for a unit of the score "
                    + "(--scale).");
    }
}
