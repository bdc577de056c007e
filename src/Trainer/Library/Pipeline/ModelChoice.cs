using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>Chooses among candidates by one price: the loss to expect on new rows, and the numbers that somebody has to check.</summary>
/// <remarks>
/// Validation rows alone are too few on small tables to tell a good model from a lucky one. So a model is judged by its loss on all rows
/// that may be used, training and validation, corrected for what fitting p free numbers to n rows hides: the loss to expect on new rows is
/// about L + p/n for a mean log-likelihood (Akaike 1974), and L·(n+p)/(n−p) for a mean squared error (Akaike's final prediction error,
/// 1969). p are the numbers to review: a place where a curve bends is searched as well as its height. A number that speaks of one label
/// among several fits less of the noise, and counts by what rows tell of it (<see cref="TimesLess"/>). On many rows ever smaller gains
/// would count; so each number has to gain at least <see cref="ModelPrice.LeastGain"/> of the loss, whether it is a weight, a point, a
/// group of categories or a part of a condition.
/// </remarks>
internal sealed class ModelChoice
{
    /// <summary>
    /// How much of its freedom a number uses: half of each target is the full network's answer, which is the same for all models, and the
    /// prior holds numbers back.
    /// </summary>
    private const double FreedomShare = 0.35;

    /// <summary>Shortening ends when the loss alone is by this share above the price of the cheapest.</summary>
    private const double Patience = 0.02;

    private readonly ModelPrice _price;
    private readonly double? _leastHeadline;

    /// <summary>Prepares to choose.</summary>
    /// <param name="price">What models cost.</param>
    /// <param name="leastHeadline">
    /// The accuracy, or R², on validation rows with which the fewest numbers are chosen instead of the lowest price; null asks for none.
    /// </param>
    public ModelChoice(ModelPrice price, double? leastHeadline) => (_price, _leastHeadline) = (price, leastHeadline);

    /// <summary>The loss to expect on new rows.</summary>
    /// <param name="numbers">The numbers of the model.</param>
    /// <param name="outputs">Its outputs.</param>
    /// <param name="loss">Its mean loss on rows that it was fitted to or chosen by.</param>
    /// <param name="rows">Their number.</param>
    /// <param name="kind">What was minimised.</param>
    public static double ExpectedLoss(int numbers, int outputs, double loss, int rows, Loss kind)
    {
        // What is too large to be measured is no better than anything.
        if (double.IsNaN(loss))
            return double.PositiveInfinity;
        var used = FreedomShare * numbers;
        if (!ReferenceEquals(kind, Loss.SquaredError))
            return loss + (used / (rows * (ReferenceEquals(kind, Loss.Logistic) ? outputs : TimesLess(outputs))));
        var perOutput = used / outputs;
        return perOutput < rows ? loss * (rows + perOutput) / (rows - perOutput) : double.PositiveInfinity;
    }

    /// <summary>
    /// How many times less rows tell of the score of one label among several than where there are two. The Fisher information of a score
    /// is p(1 − p): 1/4 for two labels, (K − 1)/K² for K that are equally frequent. The less it is, the more of a number is the prior's,
    /// and the less of it follows the noise.
    /// </summary>
    private static double TimesLess(int labels) => labels * labels / (4.0 * (labels - 1));

    /// <summary>Chooses.</summary>
    /// <param name="candidates">The candidates, fewest hinges first.</param>
    /// <returns>
    /// The cheapest; or of those that are as good as was asked for the one with the fewest numbers, and where none is the best. Those
    /// with a rule without support come last.
    /// </returns>
    public ExtractedCandidate Choose(IReadOnlyList<ExtractedCandidate> candidates) =>
        candidates.Skip(1).Aggregate(candidates[0], (best, c) => IsBetter(c, best) ? c : best);

    /// <summary>Whether a candidate is to be preferred to another one.</summary>
    public bool IsBetter(ExtractedCandidate candidate, ExtractedCandidate other)
    {
        // Of a rule that no row satisfies nothing is known.
        if (candidate.IsSupported != other.IsSupported)
            return candidate.IsSupported;
        if (_leastHeadline is not { } least)
            return _price.Of(candidate.Model) < _price.Of(other.Model);
        return (candidate.Headline >= least, other.Headline >= least) switch
        {
            (true, true) => candidate.Model.Numbers < other.Model.Numbers,
            (false, false) => candidate.Headline > other.Headline,
            var (isNear, _) => isNear,
        };
    }

    /// <summary>Whether shorter models need not be looked at: all will be worse than one that was found.</summary>
    /// <param name="model">The last one, of which the others are made.</param>
    /// <param name="found">The best one.</param>
    public bool IsHopeless(Candidate model, ExtractedCandidate found) =>
        _leastHeadline is null && found.IsSupported && _price.IsBeyond(model, found.Model, Patience);
}
