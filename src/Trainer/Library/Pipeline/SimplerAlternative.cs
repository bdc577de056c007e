namespace RuleCompiler.Trainer.Pipeline;

/// <summary>
/// Whether a simpler model does nearly as well as the one that was chosen: what a person should know before reading several rules, or
/// curves. Neither test rows nor fresh points are asked.
/// </summary>
internal sealed class SimplerAlternative
{
    /// <summary>
    /// The share of the chosen model's price by which the price of one that does nearly as well may be above it: as much as twenty numbers
    /// have to gain.
    /// </summary>
    public const double Nearly = 0.01;

    private readonly ModelPrice _price;
    private readonly double _most;
    private readonly double[] _mistakes;

    /// <summary>Prepares to compare.</summary>
    /// <param name="price">What models cost.</param>
    /// <param name="chosen">The model that was chosen.</param>
    /// <param name="mistakes">Its mistakes on validation rows.</param>
    public SimplerAlternative(ModelPrice price, Candidate chosen, double[] mistakes) =>
        (_price, _most, _mistakes) = (price, (1 + Nearly) * price.Of(chosen), mistakes);

    /// <summary>Whether models with as large a loss are too expensive, however few numbers they have.</summary>
    /// <param name="loss">A loss below which the loss to expect of none of them is.</param>
    public bool IsOutOfReach(double loss) => loss > _most;

    /// <summary>
    /// Whether a model costs hardly more than the chosen one, which does not make clearly fewer mistakes on validation rows.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="mistakes">Its mistakes on the same rows.</param>
    public bool IsNearlyAsGood(Candidate model, double[] mistakes) =>
        _price.Of(model) <= _most && SimplerModel.Better([(_mistakes, SimplerModel.Clearly)], mistakes) < 0;
}
