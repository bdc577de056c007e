using System.Linq;
using RuleCompiler.Exact;

namespace RuleCompiler.Proofs;

/// <summary>Takes away from the cases that are left to numbers.</summary>
internal static class CasesLeft
{
    /// <summary>One case is left to a number.</summary>
    /// <param name="left">For each input its cases.</param>
    /// <param name="input">The position of the number.</param>
    /// <param name="chosen">The position of the case.</param>
    public static NumberCase[][] Only(this NumberCase[][] left, int input, int chosen) => With(left, input, [left[input][chosen]]);

    /// <summary>One case is not left to a number.</summary>
    /// <param name="left">For each input its cases.</param>
    /// <param name="input">The position of the number.</param>
    /// <param name="chosen">The position of the case.</param>
    public static NumberCase[][] Without(this NumberCase[][] left, int input, int chosen) =>
        With(left, input, left[input].Where((_, c) => c != chosen).ToArray());

    /// <summary>One value is not left to a number that has one case.</summary>
    /// <param name="left">For each input its cases.</param>
    /// <param name="input">The position of the number.</param>
    /// <param name="value">The value, one of the case.</param>
    public static NumberCase[][] Without(this NumberCase[][] left, int input, Rational value) =>
        With(left, input, left[input][0].Without(value));

    private static NumberCase[][] With(NumberCase[][] left, int input, NumberCase[] cases) =>
        left.Select((c, i) => i == input ? cases : c).ToArray();
}
