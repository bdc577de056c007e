namespace RuleCompiler.Trainer.Cells;

/// <summary>Every tolerance and limit of linear programmes and of what is decided by them: its value, its unit and its reason.</summary>
/// <remarks>
/// Boxes are scaled to cubes: [−1, 1]ⁿ, in half-ranges of the inputs, where regions are searched, and [0, 1]ⁿ, in ranges, where they are
/// measured. Rows are divided by the sum of their |weights| there, so that their values are distances in the maximum norm. Verdicts and
/// bounds rest on error bounds made of <see cref="UnitRoundoff"/>; the other tolerances only steer the solver and say what is worth looking
/// at.
/// </remarks>
internal static class Tolerances
{
    /// <summary>2⁻⁵³, dimensionless: the largest relative error of one operation.</summary>
    public const double UnitRoundoff = 1.1102230246251565e-16;

    /// <summary>
    /// 2.2e-308, the smallest normal number, in the unit of what is computed: below it rounding is no longer relative, so that an error
    /// bound has it as a summand.
    /// </summary>
    public const double SmallestNormal = 2.2250738585072014e-308;

    /// <summary>
    /// 1e-14, relative to the size of the rows and of the bounds: a variable this far beyond its bound counts as at its bound. A hundred
    /// units of roundoff: finer than the cells of a box a million times wider than they are, coarser than the noise of a pivot.
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
    /// 1e-12, relative to a row's terms: a point that violates a row by more is none of the programme, whatever the dictionary says. A
    /// hundred times what a point may be beyond its bounds, since pivots carry that from row to row.
    /// </summary>
    public const double Residual = 1e-12;

    /// <summary>
    /// 100 per row and column: pivots after which a programme is given up as undecided. Usual are one or two per row; the limit is
    /// only there so that rounding can never make an endless loop.
    /// </summary>
    public const int PivotsPerLine = 100;

    /// <summary>
    /// 1e-9 half-ranges: where rounding leaves the margin of a cell with categories this uncertain or worse (a weight of a number beside
    /// one of a category that is a million times larger), a verdict waits until the categories are fixed and the condition is rescaled.
    /// </summary>
    public const double Resolution = 1e-9;

    /// <summary>
    /// 1e-12 ranges: a cell that nowhere keeps this distance from a condition e &lt; 0 counts as touching it only where it is measured.
    /// Finer than any data, coarser than the rounding of a sum of hundreds of terms.
    /// </summary>
    public const double Interior = 1e-12;

    /// <summary>
    /// 1e-9, dimensionless: a relaxed category this close to 0 or 1 counts as chosen or not. Only a guess: the programme is then tried with
    /// exactly 0 and 1.
    /// </summary>
    public const double Integrality = 1e-9;

    /// <summary>20,000 programmes: branches over categories after which a question is given up as undecided.</summary>
    public const int Branches = 20_000;
}
