using RuleCompiler.Documents;

namespace RuleCompiler.Approvals;

/// <summary>Says where the figures of a document are no longer those of its rules.</summary>
public static class StaleFigures
{
    /// <summary>
    /// What a reviewer should know, and what to do. Only documents that <c>rulec measure</c> wrote say what they meant when they were
    /// measured; of others nothing can be said without data.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <returns>Two sentences; null where the figures are those of these rules, or nothing is known.</returns>
    public static string? Warning(RuleDocument document) =>
        document.Provenance?.Measured is { } measured && measured.Meaning != Meaning.Of(document).Hash
            ? "stale figures: the document was changed after it was measured, so its support and metrics are those of other rules. "
                + "rulec measure counts them again."
            : null;
}
