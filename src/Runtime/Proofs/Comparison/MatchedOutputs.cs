using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>The outputs of two documents that are compared with each other, by position: by names, else by their order.</summary>
internal sealed class MatchedOutputs
{
    private MatchedOutputs(IReadOnlyList<(int Old, int New)> pairs, string? change, bool isWhole) =>
        (Pairs, Change, IsWhole) = (pairs, change, isWhole);

    /// <summary>The pairs, in the order of the old outputs.</summary>
    public IReadOnlyList<(int Old, int New)> Pairs { get; }

    /// <summary>What differs, in a sentence; null where nothing does.</summary>
    public string? Change { get; }

    /// <summary>Whether each output of either document is in a pair.</summary>
    public bool IsWhole { get; }

    /// <summary>Matches the outputs.</summary>
    /// <param name="old">The old document.</param>
    /// <param name="new">The new document.</param>
    public static MatchedOutputs Of(RuleDocument old, RuleDocument @new)
    {
        var (before, after) = (old.Outputs.Select(o => o.Name).ToList(), @new.Outputs.Select(o => o.Name).ToList());
        if (before.SequenceEqual(after))
            return new MatchedOutputs(before.Select((_, k) => (k, k)).ToArray(), null, true);
        var common = before.Select((name, k) => (k, after.IndexOf(name))).Where(p => p.Item2 >= 0).ToArray();
        if (common.Length == before.Count && common.Length == after.Count)
            return new MatchedOutputs(common, "The outputs stand in another order.", true);
        var change = $"The outputs were {Names(before)} and are now {Names(after)}";
        return before.Count == after.Count
            ? new MatchedOutputs(before.Select((_, k) => (k, k)).ToArray(), change + "; they are compared in their order.", true)
            : new MatchedOutputs(common, change + "; those of the same name are compared.", false);
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(n => VisibleText.Of(n)));
}
