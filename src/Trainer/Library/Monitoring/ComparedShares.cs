using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Monitoring;

/// <summary>What shares are compared of.</summary>
public enum SharesOf
{
    /// <summary>How many rows each rule decides.</summary>
    Rules,

    /// <summary>How many rows get each label.</summary>
    Labels,

    /// <summary>How many rows have a score in each band.</summary>
    Scores,

    /// <summary>How many rows have an unusual value of an input, or are refused because of it.</summary>
    Input,
}

/// <summary>The shares of some cells in the rows of training and in later rows.</summary>
/// <param name="Of">What they are of.</param>
/// <param name="Name">The output or the input; null where there is one of it.</param>
/// <param name="Cells">The cells; of an input the unusual value, and all others.</param>
/// <param name="Psi">Their population stability index.</param>
/// <param name="Probability">The probability of such an index, or a larger one, where nothing has moved.</param>
/// <param name="LimitAlone">
/// The index above which they would have moved if nothing else were compared; infinite where no index is known to be so rare.
/// </param>
/// <param name="Limit">The same beside all other comparisons: it decides.</param>
/// <param name="HasMoved">Whether they have moved: whether the index is above the limit.</param>
public sealed record ComparedShares(
    SharesOf Of, string? Name, EquatableArray<ComparedCell> Cells, double Psi, double Probability, double LimitAlone, double Limit,
    bool HasMoved);

/// <summary>One cell in the rows of training and in later rows.</summary>
/// <param name="Name">What is in it.</param>
/// <param name="Training">The rows of training.</param>
/// <param name="TrainingShare">Their share of all that are compared.</param>
/// <param name="Now">The later rows.</param>
/// <param name="NowShare">Their share.</param>
/// <param name="Psi">What it adds to the index.</param>
public sealed record ComparedCell(string Name, long Training, double TrainingShare, long Now, double NowShare, double Psi);
