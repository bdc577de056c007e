using System.Collections.Generic;

namespace RuleCompiler.Proofs;

/// <summary>Something that a document claims, and whether it is so.</summary>
/// <param name="Name">Its name, for programs.</param>
/// <param name="Holds">Whether it is proven.</param>
/// <param name="Detail">What is proven, or how many exceptions there are, in a sentence.</param>
/// <param name="Counts">How much was checked, by name.</param>
/// <param name="Failures">What is against it, a sentence each.</param>
public sealed record Claim(string Name, bool Holds, string Detail, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<string> Failures)
{
    /// <summary>How many of the failures are only undecided: neither shown nor refuted.</summary>
    public int Undecided { get; init; }

    /// <summary>Whether something is shown to be otherwise than claimed.</summary>
    public bool IsRefuted => Failures.Count > Undecided;

    /// <summary>Makes a claim that holds iff nothing is against it.</summary>
    internal static Claim Of(
        string name, string proven, string otherwise, IReadOnlyList<string> failures, params (string Name, int Count)[] counts)
    {
        var byName = new Dictionary<string, int>(System.StringComparer.Ordinal);
        foreach (var (key, count) in counts)
            byName.Add(key, count);
        return new Claim(name, failures.Count == 0, failures.Count == 0 ? proven : otherwise, byName, failures);
    }
}
