namespace RuleCompiler.Trainer.Regions;

/// <summary>Every tolerance and limit of the measurements: its value, its unit and its reason.</summary>
/// <remarks>
/// The unit "range" is the width of an input's range: the box is the cube [0, 1]ⁿ in it. Rows are divided by the sum of their |weights|.
/// </remarks>
internal static class Precision
{
    /// <summary>2⁻⁵³, dimensionless: the largest relative error of one operation.</summary>
    public const double UnitRoundoff = 1.1102230246251565e-16;

    /// <summary>
    /// 2.2e-308, the smallest normal number, in the unit of what is computed: below it rounding is no longer relative, so that an error
    /// bound has it as a summand.
    /// </summary>
    public const double SmallestNormal = 2.2250738585072014e-308;

    /// <summary>
    /// 1e-14, relative to the size of the rows: a variable this far beyond its bound counts as at its bound. It steers the solver; bounds
    /// are evaluated afterwards with their rounding error.
    /// </summary>
    public const double PrimalFeasibility = 1e-14;

    /// <summary>
    /// 1e-12, relative to a row's terms: a point that violates a row by more is none of the programme, whatever the dictionary says.
    /// </summary>
    public const double Residual = 1e-12;

    /// <summary>1e-10, dimensionless: tableau entries below it are mostly what a cancellation left, and are not pivoted on.</summary>
    public const double Pivot = 1e-10;

    /// <summary>1e-12, relative: ratios this close count as tied, and the tie goes to the larger pivot.</summary>
    public const double RatioTie = 1e-12;

    /// <summary>100 per row and column: pivots after which a programme is left as it is. Usual are one or two per row.</summary>
    public const int PivotsPerLine = 100;

    /// <summary>
    /// 1e-12 ranges: a cell that nowhere keeps this distance from a condition e &lt; 0 counts as touching it only. Finer than any data,
    /// coarser than the rounding of a sum of hundreds of terms.
    /// </summary>
    public const double Interior = 1e-12;

    /// <summary>
    /// 1e-9, dimensionless: a relaxed category this close to 0 or 1 counts as chosen or not; the programme then fixes it and is solved
    /// again.
    /// </summary>
    public const double Integrality = 1e-9;

    /// <summary>20,000 programmes: branches over categories after which the bound of the relaxation has to do.</summary>
    public const int Branches = 20_000;

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
