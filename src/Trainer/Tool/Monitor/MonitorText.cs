using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Monitoring;
using RuleCompiler.Trainer.Monitoring;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Monitor;

/// <summary>What came of <c>rulec monitor</c>, for people.</summary>
internal static class MonitorText
{
    // Enough to see where to look; --json has all.
    private const int CellsShown = 3;

    /// <summary>
    /// A line for what was compared, one for each thing that has moved, and one for each that has not; unusual values in one.
    /// </summary>
    public static IEnumerable<string> Of(RuleDocument document, MonitorCounts now, RowComparison comparison)
    {
        yield return $"{VisibleText.Of(document.Name)}: {Rows(now.Counts.Rows)}, compared with {Rows(TrainingRows(document))} "
            + $"{(document.Provenance?.Measured is { IsOnTrainingRows: false } ? "that it was measured on" : "of its training")}.";
        foreach (var moved in comparison.Shares.Where(s => s.HasMoved))
            yield return "  moved  " + Moved(moved);
        foreach (var still in comparison.Shares.Where(s => !s.HasMoved && s.Of != SharesOf.Input))
            yield return "  still  " + Subject(still) + Index(still);
        var usual = comparison.Shares.Count(s => !s.HasMoved && s.Of == SharesOf.Input);
        if (usual > 0)
            yield return $"  still  {ShownNumber.Count(usual, "share")} of unusual values of inputs";
        yield return $"{ShownNumber.Integer(comparison.Shares.Count(s => s.HasMoved))} of "
            + $"{ShownNumber.Count(comparison.Shares.Count, "comparison")} moved. Where nothing has moved, this is said of any of them in "
            + $"at most {ShownNumber.Percent(comparison.Level)} of cases.";
    }

    /// <summary>The rows that later ones are compared with.</summary>
    public static long TrainingRows(RuleDocument document) =>
        document.Provenance?.Counts?.Rows ?? document.Rules.Sum(r => (long)(r.Support?.Rows ?? 0));

    private static string Moved(ComparedShares shares)
    {
        if (shares.Of == SharesOf.Input)
            return Input(shares);
        // Of two shares one says what the other is.
        var cells = shares.Cells.OrderByDescending(c => c.Psi).Take(shares.Cells.Count == 2 ? 1 : CellsShown)
            .Where(c => c.Psi > 0).Select(Cell).ToArray();
        var subject = shares.Of == SharesOf.Rules ? string.Empty : Subject(shares) + ": ";
        return subject + string.Join(", ", cells) + Index(shares);
    }

    private static string Cell(ComparedCell cell) =>
        $"{VisibleText.Of(cell.Name)} got {Share(cell.Now, cell.NowShare)} instead of {Share(cell.Training, cell.TrainingShare)}";

    private static string Input(ComparedShares shares)
    {
        var cell = shares.Cells[0];
        return $"{VisibleText.Of(shares.Name!)} was {cell.Name} in {Share(cell.Now, cell.NowShare)} of rows, in training in "
            + Share(cell.Training, cell.TrainingShare) + Index(shares);
    }

    private static string Subject(ComparedShares shares)
    {
        var what = shares.Of switch
        {
            SharesOf.Rules => "shares of rules",
            SharesOf.Labels => "labels",
            _ => shares.Name is null ? "bands of the largest score" : "bands of the score",
        };
        return shares.Name is null ? what : $"{what} of {VisibleText.Of(shares.Name)}";
    }

    private static string Index(ComparedShares shares) => double.IsFinite(shares.Limit)
        ? $" (PSI {Two(shares.Psi)}, limit {Two(shares.Limit)})"
        : $" (PSI {Two(shares.Psi)})";

    // Small shares keep a digit that is not 0.
    private static string Share(long rows, double share) =>
        rows == 0 ? "none" : ShownNumber.Decimals(100 * share, share < 0.01 ? "0.0###" : "0.0") + " %";

    private static string Two(double value) => ShownNumber.Short(value) is { } all && all.Length <= 4
        ? all
        : "≈ " + double.Parse(value.ToString("E1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            .ToString("0.##########", CultureInfo.InvariantCulture);

    private static string Rows(long rows) => ShownNumber.Integer(rows) + (rows == 1 ? " row" : " rows");
}
