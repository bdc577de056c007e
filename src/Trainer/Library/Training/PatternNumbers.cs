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
            + Enumerable.Range(0, pattern.Rows).Sum(i => 1 + OfTerms(pattern[i], encoding) - Scaled(pattern[i], i < form.Hinges))
            + OfMissing(form, pattern, encoding);
    }

    /// <summary>The points of all curves.</summary>
    public static int PointsOf(TermPattern pattern, CurveEncoding encoding) =>
        Enumerable.Range(0, pattern.Rows).Sum(i => encoding.Curves.Sum(c => CurveShape.Of(c, pattern[i]).Points));

    /// <summary>The inputs of each row, added up: so many terms the document has, of which a curve is one, and a table another.</summary>
    public static int InputsOf(TermPattern pattern, CurveEncoding encoding) => Enumerable.Range(0, pattern.Rows).Sum(
        i => pattern[i].SelectMany(t => t).Select(f => InputOf(f, encoding)).Distinct().Count());

    private static int InputOf(int feature, CurveEncoding encoding) => feature < encoding.Linear.Features
        ? encoding.Linear.FeatureList[feature].Input
        : encoding.Curves.Last(c => c.First <= feature).Input;

    /// <summary>The numbers of a row's terms.</summary>
    public static int OfTerms(int[][] terms, CurveEncoding encoding) =>
        terms.Where(t => t[0] < encoding.Linear.Features).Sum(t => OfLinear(t[0], encoding))
            + encoding.Curves.Sum(c => CurveShape.Of(c, terms).Numbers);

    /// <summary>
    /// The numbers of a term without pieces: its weight, and what that makes of what stands in for each value that is always special.
    /// </summary>
    public static int OfLinear(int feature, CurveEncoding encoding) => 1 + (CutAt(feature, encoding)?.AlwaysDeclared ?? 0);

    private static CurveInput? CutAt(int feature, CurveEncoding encoding) =>
        encoding.Curves.FirstOrDefault(c => encoding.Linear.NumberOf(c.Input).First == feature);

    // Where what is missing adds a number of its own to an output, conditions state what it is to them.
    private static int OfMissing(HingeForm form, TermPattern pattern, CurveEncoding encoding) => encoding.Curves
        .Where(c => c.AlwaysDeclared < c.Specials.Length
            && Enumerable.Range(form.Hinges, form.Outputs).Any(i => pattern[i].Any(t => t.Contains(c.FirstSpecial + c.AlwaysDeclared))))
        .Sum(c => Enumerable.Range(0, form.Hinges).Count(i => pattern[i].Any(t => t.Contains(encoding.Linear.NumberOf(c.Input).First))));

    // A condition is written with a factor that makes its largest weight 1; where it has one term only, that is no number to check.
    private static int Scaled(int[][] terms, bool isCondition) => isCondition && terms.Length == 1 ? 1 : 0;
}
