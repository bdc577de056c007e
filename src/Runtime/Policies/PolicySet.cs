using RuleCompiler.Documents;

namespace RuleCompiler.Policies;

/// <summary>The policies of a rule system, as they stand in a <c>*.policies.json</c> file.</summary>
public sealed class PolicySet
{
    /// <summary>The version of the format that is read.</summary>
    public const int Version = 1;

    internal PolicySet(EquatableArray<Policy> policies) => Policies = policies;

    /// <summary>How many there are.</summary>
    public int Count => Policies.Count;

    /// <summary>The policies, in the order of the file.</summary>
    internal EquatableArray<Policy> Policies { get; }
}
