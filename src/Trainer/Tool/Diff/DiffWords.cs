using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Proofs.Comparison;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Diff;

/// <summary>The words that all forms of a comparison have in common.</summary>
internal static class DiffWords
{
    /// <summary>The word for a class.</summary>
    public static string Of(DifferenceClass @class) => @class.ToString().ToLowerInvariant();

    /// <summary>What a comparison comes to, in a sentence.</summary>
    public static string Summary(DiffResult result)
    {
        if (result.Difference is not { } difference)
            return "Not decided within the time limit; give --time-limit more.";
        if (!difference.IsDecided)
            return $"Not decided: {difference.Undecided}. As far as it was looked the difference is of the class {Of(difference.Class)}.";
        return difference.Class switch
        {
            DifferenceClass.Equal => "The documents are the same.",
            DifferenceClass.Text => "Every row is calculated by the same operations on the same numbers; only what no "
                + "evaluation reads differs.",
            DifferenceClass.Arithmetic => "Both are the same exact function inside the ranges, as is proved; they are calculated in "
                + $"another way, by which outputs differ by at most {Short(difference.RoundingDifference ?? 0)}.",
            DifferenceClass.Scores => "Scores differ, and no answer does, as is proved.",
            _ => "Answers differ" + (difference.Share is { } share
                ? $", for {Percent(share, difference.Points)} of the ranges (measured)."
                : "."),
        };
    }

    /// <summary>A share that was measured.</summary>
    public static string Percent(double share, int points) => ChangedCellText.Percent(share, points);

    /// <summary>A number to four digits.</summary>
    public static string Short(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>A bound in words; null where there is none.</summary>
    public static string? Change(ChangeBound? bound, string what) => bound is null
        ? null
        : $"{what}{(bound.Output is { } output ? " of " + VisibleText.Of(output) : string.Empty)} changes by at most "
            + ChangedCellText.Up(bound.AtMost);

    /// <summary>The answers of a cell: <c>refused → granted</c>.</summary>
    public static string Answers(ChangedCell cell) => ChangedCellText.Answers(cell);

    /// <summary>The rules of a cell: <c>rule 1</c>, <c>rule 1 → 3</c>.</summary>
    public static string Rules(ChangedCell cell) => ChangedCellText.Rules(cell);

    /// <summary>The row that shows a cell, in doubles.</summary>
    public static string Witness(ChangedCell cell) => ChangedCellText.Witness(cell);

    /// <summary>The cells, those of most rows, or else of the largest share, first.</summary>
    public static IEnumerable<ChangedCell> Ordered(DiffResult result, IEnumerable<ChangedCell> cells, bool isScore) =>
        cells.OrderByDescending(c => result.Rows?.Of(c, isScore) ?? 0).ThenByDescending(c => c.Share ?? 0);

    /// <summary>How many rows of the data are in a cell; null without data.</summary>
    public static string? Rows(DiffResult result, ChangedCell cell, bool isScore) =>
        result.Rows is { } rows ? Rows(rows.Of(cell, isScore)) : null;

    /// <summary>What is said of the rows of the data; null without any.</summary>
    public static string? Data(DiffResult result)
    {
        if (result.Rows is not { } rows)
            return null;
        var text = $"{Rows(rows.Differing)} of {ShownNumber.Integer(rows.Rows)} in the data "
            + $"{(rows.Differing == 1 ? "is" : "are")} answered differently.";
        var refused = new[]
        {
            (rows.RefusedByOld, "the old document alone"), (rows.RefusedByNew, "the new document alone"), (rows.RefusedByBoth, "both"),
        }.Where(r => r.Item1 > 0).Select(r => $"{ShownNumber.Integer(r.Item1)} by {r.Item2}").ToArray();
        return refused.Length == 0 ? text : $"{text} Refused are {string.Join(", ", refused)}.";
    }

    private static string Rows(long count) => ShownNumber.Integer(count) + (count == 1 ? " row" : " rows");
}
