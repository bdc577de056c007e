using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>Chooses among candidates by one price: the loss to expect on new rows, and the numbers that somebody has to check.</summary>
/// <remarks>
/// Validation rows alone are too few on small tables to tell a good model from a lucky one. So a model is judged by its loss on all rows
/// that may be used, training and validation, corrected for what fitting p free numbers to n rows hides: the loss to expect on new rows is
/// about L + p/n for a mean log-likelihood (Akaike 1974), and L·(n+p)/(n−p) for a mean squared error (Akaike's final prediction error,
/// 1969). p are the numbers to review: a place where a curve bends is searched as well as its height. On many rows ever smaller gains
/// would count; so each number has to gain at least <see cref="ModelPrice.LeastGain"/> of the loss, whether it is a weight, a point, a
/// group of categories or a part of a condition.
/// </remarks>
internal sealed class ModelChoice
{
    /// <summary>
    /// How much of its freedom a number uses: half of each target is the full network's answer, which is the same for all models, and the
    /// prior holds numbers back.
    /// </summary>
    private const double FreedomShare = 0.2;

    private readonly ModelPrice _price;
    private readonly double? _tolerance;

    /// <summary>Prepares to choose.</summary>
    /// <param name="price">What models cost.</param>
    /// <param name="tolerance">
    /// The loss of accuracy, or of R², on validation rows that is given for fewer numbers, instead of the price.
    /// </param>
    public ModelChoice(ModelPrice price, double? tolerance) => (_price, _tolerance) = (price, tolerance);

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
            return loss + (used / (rows * (ReferenceEquals(kind, Loss.Logistic) ? outputs : 1)));
        var perOutput = used / outputs;
        return perOutput < rows ? loss * (rows + perOutput) / (rows - perOutput) : double.PositiveInfinity;
    }

    /// <summary>Chooses.</summary>
    /// <param name="candidates">The candidates, fewest hinges first.</param>
    /// <param name="headline">The accuracy, or R², of the full network on validation rows.</param>
    /// <returns>The cheapest; or the one with the fewest numbers within the tolerance of the network, where one is given.</returns>
    public ExtractedCandidate Choose(IReadOnlyList<ExtractedCandidate> candidates, double headline)
    {
        if (_tolerance is not { } tolerance)
            return candidates.MinBy(c => _price.Of(c.Model))!;
        var near = candidates.Where(c => c.Headline >= headline - tolerance).ToArray();
        return near.MinBy(c => c.Model.Numbers) ?? candidates.MaxBy(c => c.Headline)!;
    }
}
