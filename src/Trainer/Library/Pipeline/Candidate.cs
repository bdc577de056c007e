using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;
using RuleCompiler.Trainer.Training.Curves;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>A hinge form that rules may be made of.</summary>
/// <param name="Form">The hinge form, over the features and the pieces of curves.</param>
/// <param name="Pattern">Its terms.</param>
/// <param name="ExpectedLoss">The loss to expect on new rows; see <see cref="ModelChoice"/>.</param>
/// <param name="Numbers">The numbers that a reviewer would have to check.</param>
/// <param name="Points">The points of its curves.</param>
internal sealed record Candidate(HingeForm Form, TermPattern Pattern, double ExpectedLoss, int Numbers, int Points)
{
    /// <summary>The terms of a row in the mean: weights, groups of categories with one weight, points and what conditions add.</summary>
    /// <param name="encoding">The features.</param>
    public double MeanTerms(CurveEncoding encoding)
    {
        var straight = Enumerable.Range(0, Pattern.Rows).Sum(i =>
            Pattern[i].Count(t => t[0] < encoding.Linear.Features)
            + encoding.Curves.Count(c => CurveShape.Of(c, Pattern[i]).IsStraight));
        var couplings = Form.Couplings.Count(u => u != 0) + Form.OutputCouplings.Count(v => v != 0);
        return (double)(straight + Points + couplings) / Pattern.Rows;
    }
}

/// <summary>A candidate with what the choice depends on.</summary>
/// <param name="Model">The hinge form.</param>
/// <param name="Regions">Its linear regions; null where there are more than were asked for.</param>
/// <param name="Terms">The terms of their expressions in the mean, those of conditions and those of outputs.</param>
/// <param name="IsSupported">
/// Whether enough training rows satisfy each rule: of very many rows, of the sample that models are fitted to.
/// </param>
/// <param name="Validation">Its metrics on validation rows.</param>
internal sealed record ExtractedCandidate(
    Candidate Model, RegionTree? Regions, double Terms, bool IsSupported, EquatableArray<NamedNumber> Validation)
{
    /// <summary>Accuracy, or R², on validation rows.</summary>
    public double Headline => OutputMetrics.Headline(Validation);

    /// <summary>The number of its rules; it has regions.</summary>
    public int Rules => Regions!.Regions.Count();

    /// <summary>Whether it is a linear model: one rule without curves.</summary>
    public bool IsLinear => Regions is Region && Model.Points == 0;
}
