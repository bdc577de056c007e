using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Proofs.Comparison;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Export.Points;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Export;

/// <summary>A points table for people at a terminal.</summary>
internal static class PointsText
{
    private const int MaxCells = 10;

    // Of more categories than these those with the same points stand on one line.
    private const int MostCategories = 12;
    private const int GroupLength = 60;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(PointsExport export)
    {
        var (result, bound) = (export.Points, export.Points.Bound);
        var (label, other) = (VisibleText.Of(result.Scale.Label), VisibleText.Of(result.Scale.OtherLabel));
        yield return $"{VisibleText.Of(result.Document.Name)}: {Whole(bound.CutOff)} points or more: {label}; fewer: {other}.";
        yield return Scaling(result.Scale);
        yield return Proved(
            result.Stepped.Count == 0
                ? "every row inside the ranges"
                : "every row inside the ranges whose values of " + string.Join(", ", result.Stepped.Select(n => VisibleText.Of(n)))
                    + " are multiples of their steps",
            bound);
        if (result.Stepped.Count > 0)
            yield return Proved("every row inside the ranges, whatever its numbers are", result.Everywhere);
        foreach (var card in result.Cards)
        {
            yield return string.Empty;
            foreach (var line in Card(card))
                yield return line;
        }

        yield return string.Empty;
        foreach (var line in Decisions(export))
            yield return line;
    }

    private static string Scaling(PointsScale scale) => (scale.Odds is { } odds
        ? $"{Number.From(odds.At).Text} points are odds of {Number.From(odds.Odds).Text} to 1 for {VisibleText.Of(scale.Label)}, and "
            + $"{Number.From(odds.PointsToDouble).Text} more double them: "
        : string.Empty) + $"points = {scale.Offset.Text} {(scale.Factor.Value < 0 ? "-" : "+")} {scale.Factor.Text.TrimStart('-')} * "
            + "score, before they are whole.";

    private static string Proved(string rows, PointsBound bound) =>
        $"Proved for {rows}: points are at most {Digits(bound.Points)} from the exact ones; where these are farther than "
            + $"{Digits(bound.DecisionPoints)} points from the threshold of {Near(bound.Threshold)}, which are "
            + $"{Digits(bound.DecisionScore)} of the score, points decide as the rules do.";

    private static IEnumerable<string> Card(PointsCard card)
    {
        yield return Title(card);
        var hasCounts = card.Rows.Any(r => r.Count is not null);
        var lines = new List<string[]> { hasCounts ? ["  ", "points", "rows"] : ["  ", "points"] };
        lines.Add(["  every row", Whole(card.Constant)]);
        foreach (var table in card.Tables)
        {
            lines.Add(["  " + Heading(table)]);
            lines.AddRange(Rows(table).Select(r => hasCounts
                ? new[] { "    " + r.Text, Whole(r.Points), Whole(r.Count) }
                : ["    " + r.Text, Whole(r.Points)]));
        }

        foreach (var line in AlignedText.Of(lines, rightFrom: 1))
            yield return line;
        foreach (var adjustment in card.Adjustments)
            yield return $"  Where condition {Whole(adjustment.Condition)} has fewer than 0 points, they are "
                + (adjustment.IsAdded ? "added: the sum gets smaller." : "taken away: the sum gets larger.");
    }

    private static string Title(PointsCard card) => card switch
    {
        { Condition: { } condition } => $"Condition {Whole(condition)}"
            + (card.Name is { } name ? $", \"{VisibleText.Of(name)}\"" : string.Empty) + ":",
        { Rules.Count: > 0 } => $"Where rule {string.Join(" or ", card.Rules.Select(r => Whole(r)))} holds, added:",
        _ => "Points:",
    };

    private static string Heading(PointsTable table) => VisibleText.Of(table.Title ?? table.Input)
        + (table.Title is null || table.Title == table.Input ? string.Empty : $" ({VisibleText.Of(table.Input)})")
        + (table.Unit is { } unit ? $" [{VisibleText.Of(unit)}]" : string.Empty);

    private static IEnumerable<(string Text, int Points, long Count)> Rows(PointsTable table) =>
        table.Rows.Count > MostCategories && table.Rows.All(r => r.Category is not null)
            ? table.Rows.GroupBy(r => r.Points).OrderByDescending(g => g.Key).Select(
                g => (VisibleText.Of(string.Join(", ", g.Select(r => r.Category)), GroupLength), g.Key, g.Sum(r => r.Count ?? 0)))
            : table.Rows.Select(r => (Text(r), r.Points, r.Count ?? 0));

    private static string Text(PointsRow row) => row switch
    {
        { Category: { } category } => VisibleText.Of(category),
        { Special: { } special } => $"\"{VisibleText.Of(special)}\"",
        { From: { } from, Below: { } below } => $"{from.Text} to below {below.Text}",
        { From: { } from } => $"{from.Text} and more",
        { Below: { } below } => $"below {below.Text}",
        _ => "any number",
    };

    private static IEnumerable<string> Decisions(PointsExport export)
    {
        if (export.Rows is { } rows)
            yield return $"{Whole(rows.Differing)} of {Whole(rows.Rows)} rows in the data "
                + $"{(rows.Differing == 1 ? "is" : "are")} decided otherwise than by the rules.";
        if (export.Difference is { } difference)
        {
            if (difference.Cells.Count == 0 && export.Undecided is null)
                yield return "No row inside the ranges is decided otherwise than by the rules, as is proved.";
            if (difference.Cells.Count > 0)
                yield return "Where points decide otherwise than the rules, of all numbers in the ranges" + (difference.Share is { } all
                    ? $", for {ChangedCellText.Percent(all, difference.Points)} of the ranges (measured)"
                    : string.Empty) + ":";
            foreach (var cell in Ordered(export, difference).Take(MaxCells))
            {
                var measures = new[]
                {
                    export.Rows is { } counted ? Whole(counted.Of(cell, isScore: false)) + " rows of the data" : null,
                    cell.Share is { } share ? ChangedCellText.Percent(share, difference.Points) + " of the ranges (measured)" : null,
                    "such as " + ChangedCellText.Witness(cell),
                };
                yield return $"  {ChangedCellText.Rules(cell)}: {ChangedCellText.Answers(cell)}; "
                    + string.Join("; ", measures.OfType<string>());
            }

            if (difference.Cells.Count > MaxCells)
                yield return $"  and {Whole(difference.Cells.Count - MaxCells)} more cells; --json lists them.";
        }

        if (export.Undecided is { } reason)
            yield return $"Not all cells were gone through: {reason}. Decisions may differ elsewhere, within the proved bound.";
    }

    private static IEnumerable<ChangedCell> Ordered(PointsExport export, DocumentDifference difference) =>
        difference.Cells.OrderByDescending(c => export.Rows?.Of(c, isScore: false) ?? 0).ThenByDescending(c => c.Share ?? 0);

    private static string Whole(long value) => ShownNumber.Integer(value);

    private static string Near(double value) => ShownNumber.Short(value);

    private static string Digits(double value) => ChangedCellText.Up(value);
}
