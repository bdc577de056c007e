namespace RuleCompiler.Policies;

/// <summary>The kinds of policies as files have them.</summary>
internal sealed class PolicyWords : IPolicyKinds<string>
{
    /// <summary>The only one.</summary>
    public static PolicyWords Instance { get; } = new();

    /// <inheritdoc/>
    public string Direction(DirectionPolicy policy) => "direction";

    /// <inheritdoc/>
    public string SameDecision(SameDecisionPolicy policy) => "sameDecision";

    /// <inheritdoc/>
    public string ProbabilityChange(ProbabilityChangePolicy policy) => "probabilityChange";

    /// <inheritdoc/>
    public string ForbiddenInput(ForbiddenInputPolicy policy) => "forbiddenInput";

    /// <inheritdoc/>
    public string Range(RangePolicy policy) => "range";

    /// <inheritdoc/>
    public string Label(LabelPolicy policy) => policy.IsAlways ? "always" : "never";

    /// <inheritdoc/>
    public string Support(SupportPolicy policy) => "support";

    /// <inheritdoc/>
    public string Size(SizePolicy policy) => "size";

    /// <inheritdoc/>
    public string Jump(JumpPolicy policy) => "largestJump";

    /// <inheritdoc/>
    public string Extrapolation(ExtrapolationPolicy policy) => "extrapolation";
}
