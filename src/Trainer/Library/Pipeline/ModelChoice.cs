using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>Chooses among candidates: the smallest that is as good as the best.</summary>
/// <remarks>
/// Validation rows alone are too few on small tables to tell a good model from a lucky one. So a model is judged by its loss on all rows
/// that
/// may be used, training and validation, corrected for what fitting p parameters to n rows hides: the loss to expect on new rows
/// is about L + p/n for a mean log-likelihood (Akaike 1974), and L·(n+p)/(n−p) for a mean squared error (Akaike's final prediction error,
/// 1969). On many rows ever smaller gains would count; a gain counts only from <see cref="LeastGain"/> of the loss.
/// </remarks>
internal sealed class ModelChoice
{
    /// <summary>The share of the loss that a larger model has to gain.</summary>
    public const double LeastGain = 0.002;

    /// <summary>
    /// How much of its freedom a parameter uses. Half: the fit stops early, and half of each target is the full network's answer, which is
    /// the same for all candidates.
    /// </summary>
    private const double FreedomShare = 0.5;

    private readonly double? _tolerance;

    /// <summary>Prepares to choose.</summary>
    /// <param name="tolerance">
    /// The loss of accuracy, or of R², on validation rows that is given for a smaller model, instead of the default.
    /// </param>
    public ModelChoice(double? tolerance) => _tolerance = tolerance;

    /// <summary>The loss to expect on new rows.</summary>
    /// <param name="form">The hinge form.</param>
    /// <param name="terms">The terms of all its rows.</param>
    /// <param name="loss">Its mean loss on rows that it was fitted to or chosen by.</param>
    /// <param name="rows">Their number.</param>
    /// <param name="kind">What was minimised.</param>
    public static double ExpectedLoss(HingeForm form, int terms, double loss, int rows, Loss kind)
    {
        // What is too large to be measured is no better than anything.
        if (double.IsNaN(loss))
            return double.PositiveInfinity;
        var (hinges, outputs) = (form.Hinges, form.Outputs);
        // Adding the same to all logits of a softmax changes nothing, so one output is free.
        var free = ReferenceEquals(kind, Loss.Softmax) ? 1 : 0;
        var termsPerRow = (double)terms / (hinges + outputs);
        var parameters = FreedomShare
            * (((hinges + outputs - free) * (termsPerRow + 1)) + (hinges * (hinges - 1) / 2) + ((outputs - free) * hinges));
        if (!ReferenceEquals(kind, Loss.SquaredError))
            return loss + (parameters / (rows * (ReferenceEquals(kind, Loss.Logistic) ? outputs : 1)));
        var perOutput = parameters / outputs;
        return perOutput < rows ? loss * (rows + perOutput) / (rows - perOutput) : double.PositiveInfinity;
    }

    /// <summary>Chooses.</summary>
    /// <param name="candidates">The candidates, fewest hinges first.</param>
    /// <param name="headline">The accuracy, or R², of the full network on validation rows.</param>
    /// <returns>The first candidate that is as good as the best, or within the tolerance of the network where one is given.</returns>
    public ExtractedCandidate Choose(IReadOnlyList<ExtractedCandidate> candidates, double headline)
    {
        if (_tolerance is { } tolerance)
            return candidates.FirstOrDefault(c => c.Headline >= headline - tolerance) ?? candidates.MaxBy(c => c.Headline)!;
        var best = candidates.Min(c => c.Model.ExpectedLoss);
        return candidates.First(c => IsAsGood(c.Model, best));
    }

    /// <summary>Whether a smaller model is as good as another.</summary>
    /// <param name="model">The smaller one.</param>
    /// <param name="expectedLoss">The loss to expect of the other.</param>
    public static bool IsAsGood(Candidate model, double expectedLoss) => model.ExpectedLoss <= expectedLoss * (1 + LeastGain);
}
