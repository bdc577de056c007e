namespace RuleCompiler.Proofs.Comparison;

/// <summary>How much something changes at most, in size.</summary>
/// <param name="AtMost">No row changes by more; rounded up to a double.</param>
/// <param name="Reached">The change of a row that was found; null where none was looked for.</param>
/// <param name="Output">The output that changes so; null where the document has one, or none in particular is meant.</param>
public sealed record ChangeBound(double AtMost, double? Reached, string? Output)
{
    /// <summary>The larger of two, by what is shown at most.</summary>
    internal static ChangeBound? Larger(ChangeBound? a, ChangeBound? b) => a is null || b?.AtMost > a.AtMost ? b : a;
}
