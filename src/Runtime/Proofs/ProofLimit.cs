namespace RuleCompiler.Proofs;

/// <summary>How much work a proof may take. It is counted, not timed, so that what is proven is the same on every machine.</summary>
public sealed record ProofLimit
{
    /// <summary>As much work as it takes.</summary>
    public static ProofLimit None { get; } = new();

    /// <summary>
    /// The most steps; a step is at most some operations on one row of a linear programme. A document with ten rules over ten inputs takes
    /// some thousands, one with a thousand rules some millions. What is not proven after them is undecided.
    /// </summary>
    public long Steps { get; init; } = long.MaxValue;

    /// <summary>A limit of so many steps.</summary>
    /// <param name="steps">The most steps.</param>
    /// <returns>The limit.</returns>
    public static ProofLimit FromSteps(long steps) => new() { Steps = steps };
}
