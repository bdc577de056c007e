using System.IO;

namespace RuleCompiler.Fuzz.Loop;

/// <summary>Where things of one target are.</summary>
/// <param name="Corpus">The inputs that reached something new.</param>
/// <param name="Findings">The inputs that did what none may do.</param>
/// <param name="State">What the process that runs inputs tells the other.</param>
internal sealed record FuzzFolders(string Corpus, string Findings, string State)
{
    /// <summary>Those of a target, in a folder of all.</summary>
    public static FuzzFolders Of(string folder, string target) => new(
        Path.Combine(folder, "corpus", target), Path.Combine(folder, "findings", target), Path.Combine(folder, target + ".state"));
}
