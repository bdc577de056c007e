namespace RuleCompiler.Trainer.Pipeline;

/// <summary>What a model costs: the loss to expect on new rows, and a share of it for each number that somebody has to check.</summary>
/// <param name="LeastGain">
/// The share of the loss that a number has to gain: a weight, a point, a group of categories, a part of a condition.
/// </param>
internal sealed record ModelPrice(double LeastGain)
{
    /// <summary>Where labels or amounts are learned, which no model meets exactly.</summary>
    public static readonly ModelPrice OfLearned = new(0.0005);

    /// <summary>Where the answers of a network are learned: they can be met, and should be.</summary>
    public static readonly ModelPrice OfAnswers = new(0.00005);

    /// <summary>The price of a model.</summary>
    public double Of(Candidate model) => model.ExpectedLoss * (1 + (LeastGain * model.Numbers));

    /// <summary>Whether a model, and any with as large a loss and fewer numbers, costs more than another by more than a share.</summary>
    public bool IsBeyond(Candidate model, Candidate other, double share) => model.ExpectedLoss > Of(other) * (1 + share);
}
