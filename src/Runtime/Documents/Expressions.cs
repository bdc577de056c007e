using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>A sum over the inputs, in their original units, and over conditions that are negative.</summary>
/// <remarks>
/// Its value is the bias, to which each term is added in the order of the inputs, and then each adjustment in the order of the conditions:
/// one multiplication and one addition each, in IEEE double.
/// </remarks>
/// <param name="Bias">The constant.</param>
/// <param name="Terms">The terms, in the order of the inputs, at most one per input.</param>
public sealed record Expression(Number Bias, EquatableArray<Term> Terms)
{
    /// <summary>What is added where conditions are negative, in the order of the conditions; none in version 1.</summary>
    public EquatableArray<Adjustment> Adjustments { get; init; } = EquatableArray<Adjustment>.Empty;
}

/// <summary>What a condition adds where it is negative: weight · e(x), and nothing where e(x) ≥ 0.</summary>
/// <param name="Condition">The position of the condition; in a condition's own expression a smaller one than its own.</param>
/// <param name="Weight">The weight.</param>
public sealed record Adjustment(int Condition, Number Weight);

/// <summary>Picks sums out of lists with a place for each output.</summary>
internal static class PresentSums
{
    /// <summary>The sums that are there.</summary>
    public static IEnumerable<Expression> Present(this IEnumerable<Expression?> sums) =>
        sums.Where(sum => sum is not null).Select(sum => sum!);
}
