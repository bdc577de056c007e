using System.Collections.Generic;
using RuleCompiler.Documents;
using RuleCompiler.Proofs.Comparison;
using RuleCompiler.Trainer.Export.Points;
using RuleCompiler.Trainer.Predictions;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Export;

/// <summary>What is shown of a points table.</summary>
/// <param name="Rules">The document that it was made of.</param>
/// <param name="Points">The points table.</param>
/// <param name="Difference">Where decisions differ; null where the time was up.</param>
/// <param name="Rows">The rows of the data that are decided otherwise; null without data.</param>
/// <param name="Notes">What a person should know.</param>
internal sealed record PointsExport(
    RuleDocument Rules, PointsResult Points, DocumentDifference? Difference, ComparedRows? Rows, IReadOnlyList<Note> Notes)
{
    /// <summary>Why not all decisions that differ were found, as the end of a sentence; null where all were.</summary>
    public string? Undecided => Difference is null ? "the time was up; give --time-limit more" : Difference.Undecided;
}
