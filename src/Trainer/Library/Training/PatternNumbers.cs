using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training.Curves;

namespace RuleCompiler.Trainer.Training;

/// <summary>
/// The numbers to review of a hinge form before it is written: what <see cref="ReviewedNumbers"/> counts of a document whose numbers all
/// stay.
/// </summary>
internal static class PatternNumbers
{
    /// <summary>The numbers of all rows.</summary>
    public static int Of(HingeForm form, TermPattern pattern, CurveEncoding encoding)
    {
        var couplings = form.Couplings.Count(u => u != 0) + form.OutputCouplings.Count(v => v != 0);
        return couplings
            + Enumerable.Range(0, pattern.Rows).Sum(i => 1 + OfTerms(pattern[i], encoding) - Scaled(pattern[i], i < form.Hinges));
    }

    /// <summary>The points of all curves.</summary>
    public static int PointsOf(TermPattern pattern, CurveEncoding encoding) =>
        Enumerable.Range(0, pattern.Rows).Sum(i => encoding.Curves.Sum(c => CurveShape.Of(c, pattern[i]).Points));

    /// <summary>The numbers of a row's terms.</summary>
    public static int OfTerms(int[][] terms, CurveEncoding encoding) =>
        terms.Count(t => t[0] < encoding.Linear.Features) + encoding.Curves.Sum(c => CurveShape.Of(c, terms).Numbers);

    // A condition is written with a factor that makes its largest weight 1; where it has one term only, that is no number to check.
    private static int Scaled(int[][] terms, bool isCondition) => isCondition && terms.Length == 1 ? 1 : 0;
}
