using RuleCompiler.Documents;
using RuleCompiler.Proofs.Comparison;
using RuleCompiler.Trainer.Predictions;

namespace RuleCompiler.Tool.Diff;

/// <summary>What is shown of a comparison.</summary>
/// <param name="Old">The old document.</param>
/// <param name="New">The new document.</param>
/// <param name="Difference">How they differ; null where the time was up.</param>
/// <param name="Rows">The rows of the data; null without any.</param>
internal sealed record DiffResult(RuleDocument Old, RuleDocument New, DocumentDifference? Difference, ComparedRows? Rows)
{
    /// <summary>Whether the cells where answers differ are those of outputs, which are the answers.</summary>
    public bool AreValues => !New.Decision.IsClass;

    /// <summary>How far the documents are apart, in a word: undecided where that is not proved.</summary>
    public string Word => Difference is { IsDecided: true } decided ? DiffWords.Of(decided.Class) : "undecided";
}
