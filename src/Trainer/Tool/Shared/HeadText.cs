using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Tool.Shared;

/// <summary>What a network ends with, in words.</summary>
internal static class HeadText
{
    /// <summary>What to say of a head that is left out; null where there is none.</summary>
    /// <param name="head">The head.</param>
    /// <param name="decision">The decision that stands for it, if any.</param>
    /// <returns>One sentence.</returns>
    public static string? LeftAway(NetworkHead head, Decision? decision = null) => head == NetworkHead.None
        ? null
        : $"The network ends with {Shown(head)}; what follows is about its scores before "
            + $"that{(decision is { IsClass: true } ? ", and the document decides by them as it does" : string.Empty)}.";

    private static string Shown(NetworkHead head) => head == NetworkHead.Threshold ? "a label" : head.ToString().ToLowerInvariant();
}
