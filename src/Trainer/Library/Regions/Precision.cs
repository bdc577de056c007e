namespace RuleCompiler.Trainer.Regions;

/// <summary>How far the measurements go: each limit with its value, its unit and its reason.</summary>
internal static class Precision
{
    /// <summary>12 digits: what of an extent the solver is sure of.</summary>
    public const int ExtentDigits = 12;

    /// <summary>6 numbers: in more, exact volumes have too many faces to visit.</summary>
    public const int ExactDimensions = 6;

    /// <summary>20,000 faces visited per rule, about a second: past it the share is sampled.</summary>
    public const int Faces = 20_000;

    /// <summary>
    /// 1e-10, relative to what interval arithmetic says of the difference: bounds that come this close to a point's need no more search.
    /// </summary>
    public const double Difference = 1e-10;

    /// <summary>
    /// 200 hinges: the first ones are bounded by two programmes each per rule; more take too long before the search begins.
    /// </summary>
    public const int TightenedHinges = 200;

    /// <summary>256 points where the search for the largest difference begins.</summary>
    public const int StartingPoints = 256;

    /// <summary>100,000 points: the standard error of a sampled share is at most 0.16 percentage points.</summary>
    public const int Samples = 100_000;
}
