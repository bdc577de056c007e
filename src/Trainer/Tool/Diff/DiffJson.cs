using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Proofs.Comparison;

namespace RuleCompiler.Tool.Diff;

/// <summary>A comparison as one JSON object.</summary>
internal static class DiffJson
{
    /// <summary>The object.</summary>
    public static object Of(DiffResult result)
    {
        var difference = result.Difference;
        return new
        {
            Old = result.Old.Name,
            New = result.New.Name,
            Class = result.Word,
            // What is shown already, where the class is not decided.
            AtLeast = difference is null ? null : DiffWords.Of(difference.Class),
            Decided = difference is { IsDecided: true },
            Undecided = difference is null ? "the time was up" : difference.Undecided,
            Summary = DiffWords.Summary(result),
            difference?.Share,
            Points = difference?.Points ?? 0,
            difference?.LargestChange,
            difference?.ProbabilityChange,
            difference?.RoundingDifference,
            Inputs = difference?.Inputs ?? EquatableArray<InputChange>.Empty,
            Outputs = difference?.Outputs ?? EquatableArray<string>.Empty,
            Texts = difference?.Texts ?? EquatableArray<string>.Empty,
            Cells = Cells(result, difference?.Cells ?? EquatableArray<ChangedCell>.Empty, result.AreValues),
            ScoreCells = Cells(result, difference?.ScoreCells ?? EquatableArray<ChangedCell>.Empty, isScore: true),
            Data = result.Rows is { } rows
                ? new { rows.Rows, rows.Differing, rows.RefusedByOld, rows.RefusedByNew, rows.RefusedByBoth }
                : null,
        };
    }

    private static IEnumerable<object> Cells(DiffResult result, IEnumerable<ChangedCell> cells, bool isScore) => cells.Select(cell => new
    {
        cell.OldRule,
        cell.NewRule,
        cell.Output,
        cell.OldAnswer,
        cell.NewAnswer,
        cell.Limits,
        cell.Conditions,
        Rows = result.Rows?.Of(cell, isScore),
        cell.Share,
        cell.LargestChange,
        cell.ProbabilityChange,
        Witness = cell.Witness.Values.ToDictionary(v => v.Input, v => (object?)v.Value.Number ?? v.Value.Text),
        Exact = cell.Witness.Values.Select((v, i) => (v.Input, Text: cell.Witness.Exact.Exact[i])).ToDictionary(v => v.Input, v => v.Text),
        cell.Witness.IsThin,
    });
}
