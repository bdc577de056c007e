using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Emission;

/// <summary>What emitters ask of numbers.</summary>
internal static class NumberKinds
{
    /// <summary>Whether NaN is a special value, so that rules take it as it is; then no mark and no NaN means missing.</summary>
    public static bool AllowsNaN(this NumberInput input) => input.FindSpecial(double.NaN) >= 0;
}
