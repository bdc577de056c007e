using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Fuzz.Targets;

/// <summary>What there is to run.</summary>
internal static class AllTargets
{
    /// <summary>What reads files of others.</summary>
    public static IReadOnlyList<FuzzTarget> Real { get; } =
    [
        new RuleTarget(1), new RuleTarget(2), new PolicyTarget(), new ProofTarget(), .. JsonTargets.All,
        .. FileTargets.All, new CheckpointTarget(),
    ];

    /// <summary>The target of a name; null if there is none.</summary>
    public static FuzzTarget? Find(string name) => Real.Concat(PlantedTargets.All).FirstOrDefault(t => t.Name == name);
}
