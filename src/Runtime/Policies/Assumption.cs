using RuleCompiler.Documents;

namespace RuleCompiler.Policies;

/// <summary>What a policy assumes of one input.</summary>
/// <param name="Input">The position of the input.</param>
/// <param name="Choices">
/// Of categories the positions of those that are meant. Of a number the positions of the special values that are meant.
/// </param>
/// <param name="Quantities">Of a number the quantities that are meant; null where none are.</param>
internal sealed record Assumption(int Input, EquatableArray<int> Choices, QuantityInterval? Quantities);

/// <summary>Quantities between two bounds.</summary>
/// <param name="Lower">The lower bound; null where there is none.</param>
/// <param name="IsAbove">Whether the lower bound itself is left out.</param>
/// <param name="Upper">The upper bound; null where there is none.</param>
/// <param name="IsBelow">Whether the upper bound itself is left out.</param>
internal sealed record QuantityInterval(Number? Lower, bool IsAbove, Number? Upper, bool IsBelow);
