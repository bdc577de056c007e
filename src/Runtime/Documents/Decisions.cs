namespace RuleCompiler.Documents;

/// <summary>How the outputs of a rule become a decision.</summary>
public abstract record Decision;

/// <summary>Regression: the outputs are the answer.</summary>
public sealed record ValueDecision : Decision;

/// <summary>Classification by scores.</summary>
/// <param name="Scores">What a score means as a probability.</param>
public abstract record ClassDecision(ScoreKind Scores) : Decision;

/// <summary>Each output is a yes/no question of its own: the second label when output ≥ threshold, the first otherwise.</summary>
/// <param name="Scores">What a score means as a probability.</param>
/// <param name="Bits">One per output, in order.</param>
public sealed record ThresholdDecision(ScoreKind Scores, EquatableArray<ThresholdBit> Bits) : ClassDecision(Scores)
{
    /// <summary>The largest number of bits: a class is a combination of them, and they fit into a non-negative <see cref="int"/>.</summary>
    public const int MaxBits = 31;
}

/// <summary>The threshold of one output.</summary>
/// <param name="Threshold">An output at or above it gives the label <paramref name="AtOrAbove"/>.</param>
/// <param name="Below">The label below the threshold.</param>
/// <param name="AtOrAbove">The label at or above the threshold.</param>
public sealed record ThresholdBit(Number Threshold, string Below, string AtOrAbove);

/// <summary>The label of the largest output; ties go to the first.</summary>
/// <param name="Scores">What a score means as a probability.</param>
/// <param name="Labels">One label per output, in order.</param>
public sealed record ArgmaxDecision(ScoreKind Scores, EquatableArray<string> Labels) : ClassDecision(Scores);

/// <summary>What a score says about the probability of its label.</summary>
public enum ScoreKind
{
    /// <summary>Nothing is claimed.</summary>
    Plain,

    /// <summary>Log-odds: 1/(1+exp(−s)) per output for thresholds, softmax over the outputs for argmax.</summary>
    Logit,

    /// <summary>The probability itself, up to clamping to [0, 1].</summary>
    Probability,
}
