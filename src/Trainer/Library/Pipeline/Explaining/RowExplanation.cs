using System;
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
    /// <param name="reference">
    /// The number of the row of the table that shares are measured from, counted from 1; null for the document's own reference.
    /// </param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="InputFileException">The table cannot be read, lacks one of the rows, or has one that the rules refuse.</exception>
    public static RowExplanation Compute(RuleDocument document, InputChoice row, int? reference, CancellationToken cancellation)
    {
        var evaluator = new RuleEvaluator(document);
        var drift = new RowDrift(document.Inputs);
        using var points = PointReader.Open(row.File, row.Table, document);
        double[] point = [], from = [];
        for (var read = 1; read <= Math.Max(row.Row, reference ?? 0); read++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!points.Read())
                throw read <= row.Row ? row.Absent(read - 1) : NoReference(row.File, reference, read - 1);
            if (read == reference)
                from = Accepted(points, evaluator);
            if (read != row.Row)
                continue;
            point = Accepted(points, evaluator);
            drift.Add(points);
        }

        var explanation = reference is { } number
            ? evaluator.Explain(point, from, FormattableString.Invariant($"row {number}"))
            : evaluator.Explain(point);
        return new RowExplanation(evaluator, explanation, DriftNotes.Of(drift));
    }

    /// <summary>A row that the rules take; the error of another one has its place.</summary>
    private static double[] Accepted(PointReader points, RuleEvaluator evaluator)
    {
        try
        {
            evaluator.Evaluate(points.Point);
            return [.. points.Point];
        }
        catch (InputRefusedException e)
        {
            throw points.Error(e.Input, e.Message);
        }
    }

    private static InputFileException NoReference(string file, int? reference, int rows) => new(file, FormattableString.Invariant(
        $"there is no row {reference} to measure from: the file has {rows}; choose with --reference, counted from 1."));
}
