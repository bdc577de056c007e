using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes a sum whose order does not matter: groups that the processor can add beside one another.</summary>
internal static class GroupedSum
{
    private const int GroupSize = 4;

    /// <summary>The lines of a sum.</summary>
    /// <param name="operands">What is added; at least one.</param>
    /// <returns>One line for each group.</returns>
    public static IReadOnlyList<string> Lines(IReadOnlyList<string> operands) =>
        Enumerable.Range(0, (operands.Count + GroupSize - 1) / GroupSize)
            .Select(g => string.Join(" + ", operands.Skip(g * GroupSize).Take(GroupSize)))
            .Select((group, g) => g == 0 ? group : $"+ ({group})")
            .ToArray();
}
