using System.Collections.Generic;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Sources;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Explaining;

/// <summary>
/// Why rules answer one row as they do: the numbers of <see cref="RuleEvaluator.Explain(double[])"/>, and so of generated code.
/// </summary>
/// <param name="Evaluator">The rules.</param>
/// <param name="Explanation">The explanation.</param>
/// <param name="Notes">How the row differs from those of training.</param>
public sealed record RowExplanation(RuleEvaluator Evaluator, Explanation Explanation, IReadOnlyList<Note> Notes)
{
    /// <summary>Explains the answer of a rule document for one row of a table.</summary>
    /// <param name="document">The rules.</param>
    /// <param name="row">Which row, and how its table is read.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="InputFileException">The table cannot be read, has no such row, or one that the rules refuse.</exception>
    public static RowExplanation Compute(RuleDocument document, InputChoice row, CancellationToken cancellation)
    {
        var evaluator = new RuleEvaluator(document);
        var drift = new RowDrift(document.Inputs);
        using var points = PointReader.Open(row.File, row.Table, document);
        for (var read = 1; read <= row.Row; read++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!points.Read())
                throw row.Absent(read - 1);
        }

        try
        {
            var explanation = evaluator.Explain(points.Point);
            drift.Add(points);
            return new RowExplanation(evaluator, explanation, DriftNotes.Of(drift));
        }
        catch (InputRefusedException e)
        {
            throw points.Error(e.Input, e.Message);
        }
    }
}
