namespace RuleCompiler.Trainer.Extraction;

/// <summary>Every tolerance and limit of the extraction: its value, its unit and its reason.</summary>
/// <remarks>
/// The unit "half-range" is half the width of an input's range: the box is the cube [−1, 1]ⁿ in it. Conditions are divided by the sum
/// of their |weights| in that unit, so that their values are distances in the maximum norm.
/// </remarks>
internal static class Tolerances
{
    /// <summary>
    /// 2⁻⁵³, dimensionless: the largest relative error of one operation. Verdicts rest on error bounds made of it, not on the other
    /// tolerances, which only steer the solver.
    /// </summary>
    public const double UnitRoundoff = 1.1102230246251565e-16;

    /// <summary>
    /// 1e-14 half-ranges: a variable this far beyond its bound counts as at its bound. A hundred units of roundoff: finer than the cells
    /// of a box a million times wider than they are, coarser than the noise of a pivot.
    /// </summary>
    public const double PrimalFeasibility = 1e-14;

    /// <summary>
    /// 1e-10, dimensionless: tableau entries below it are not pivoted on. Rows start with entries up to 1; what is this small is mostly
    /// the remainder of a cancellation, and dividing by it would spread that remainder over the tableau.
    /// </summary>
    public const double Pivot = 1e-10;

    /// <summary>1e-12, relative: ratios this close count as tied, and the tie goes to the larger pivot.</summary>
    public const double RatioTie = 1e-12;

    /// <summary>
    /// 1e-9 half-ranges: where rounding leaves the margin of a cell with categories this uncertain or worse (a weight of a number beside
    /// one of a category that is a million times larger), a verdict waits until the categories are fixed and the condition is scaled anew.
    /// </summary>
    public const double Resolution = 1e-9;

    /// <summary>
    /// 1e-9, dimensionless: a relaxed category this close to 0 or 1 counts as chosen or not. Only a guess: the vertex is then tried with
    /// exactly 0 and 1.
    /// </summary>
    public const double Integrality = 1e-9;

    /// <summary>
    /// 100 per row and column: pivots after which a programme is given up as undecided. Usual are one or two per row; the limit is
    /// only there so that rounding can never make an endless loop.
    /// </summary>
    public const int PivotsPerLine = 100;

    /// <summary>20,000 programmes: branches over categories after which one side of one condition is given up as undecided.</summary>
    public const int Branches = 20_000;
}
