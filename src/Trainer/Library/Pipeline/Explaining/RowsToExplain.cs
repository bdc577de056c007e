using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Explaining;

/// <summary>The row that is explained, and the one that its shares are measured from.</summary>
/// <param name="Point">The values of the row, which the rules take.</param>
/// <param name="Reference">Those of the other row; null where that is none of the file.</param>
/// <param name="Set">The values that were set.</param>
/// <param name="AsInFile">
/// What the rules answer for the row as the file has it; null without values that are set, or where they refuse it.
/// </param>
/// <param name="Notes">What a person should know of the row.</param>
internal sealed record RowsToExplain(
    double[] Point, double[]? Reference, IReadOnlyList<SetValue> Set, Outcome? AsInFile, IReadOnlyList<Note> Notes)
{
    /// <summary>Reads them.</summary>
    /// <param name="evaluator">The rules.</param>
    /// <param name="asked">The row.</param>
    /// <param name="reference">The number of the other one, counted from 1; null where it is none of the file.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RuleCompilerException">A row is not there, or is none that the rules take.</exception>
    public static RowsToExplain Read(RuleEvaluator evaluator, AskedRow asked, int? reference, CancellationToken cancellation)
    {
        var document = evaluator.Document;
        var set = SetValues.Read(document.Inputs, asked.Set);
        if (asked.InFile is not { } place)
            return Of(evaluator, set, new SetRow(document, asked.Table, set, null), null);
        using var points = PointReader.Open(place.File, asked.Table, document);
        RowsToExplain? rows = null;
        double[]? from = null;
        for (var read = 1; read <= Math.Max(place.Row, reference ?? 0); read++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!Next(points, read == reference, read == place.Row ? set : null, out var isWhole))
                throw read <= place.Row ? place.Absent(read - 1) : NoReference(place.File, reference, read - 1);
            if (read == reference)
                from = Accepted(points, points, evaluator);
            if (read == place.Row)
                rows = set.Inputs.Count == 0
                    ? Of(evaluator, set, points, points)
                    : Of(evaluator, set, new SetRow(document, asked.Table, set, points), points) with
                    {
                        AsInFile = isWhole ? AnswerOf(evaluator, points.Point) : null,
                    };
        }

        return rows! with { Reference = from };
    }

    /// <summary>
    /// Goes to the next row. What is set may stand where the file has nothing that can be read; a reference is taken as it is, and of rows
    /// in between nothing is taken.
    /// </summary>
    private static bool Next(PointReader points, bool isReference, SetValues? set, out bool isWhole)
    {
        isWhole = true;
        if (isReference)
            return points.Read();
        return set is null ? points.Read(out _) : points.Read(set.Inputs, out isWhole);
    }

    private static RowsToExplain Of(RuleEvaluator evaluator, SetValues set, IReadRow row, PointReader? file)
    {
        var point = Accepted(row, file, evaluator);
        var drift = new RowDrift(evaluator.Document.Inputs);
        drift.Add(row);
        var values = set.Inputs.Select(
            i => new SetValue(evaluator.Document.Inputs[i].Name, set[i]!, file?.Text(i))).ToArray();
        return new RowsToExplain(point, null, values, null, [.. NotSet(row), .. DriftNotes.Of(drift)]);
    }

    /// <summary>A row that the rules take; the error of another one has its place.</summary>
    private static double[] Accepted(IReadRow row, PointReader? file, RuleEvaluator evaluator)
    {
        try
        {
            evaluator.Evaluate(row.Point);
            return [.. row.Point];
        }
        catch (InputRefusedException e)
        {
            throw (row as SetRow)?.Error(e.Input, e.Message) ?? file!.Error(e.Input, e.Message);
        }
    }

    private static Outcome? AnswerOf(RuleEvaluator evaluator, double[] point)
    {
        try
        {
            return evaluator.Evaluate(point);
        }
        catch (InputRefusedException)
        {
            return null;
        }
    }

    private static IEnumerable<Note> NotSet(IReadRow row)
    {
        var names = row is SetRow set ? set.NotSet.Select(i => $"'{VisibleText.Of(i.Name)}'").ToArray() : [];
        if (names.Length > 0)
            yield return new Note("not-set", $"not set, and taken as missing: {string.Join(", ", names)}.") { Count = names.Length };
    }

    private static InputFileException NoReference(string file, int? reference, int rows) => new(file, FormattableString.Invariant(
        $"there is no row {reference} to measure from: the file has {rows}; choose with --reference, counted from 1."));
}
