using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Proofs.Comparison;

namespace RuleCompiler.Tool.Shared;

/// <summary>The words for a cell of two documents, wherever cells are shown.</summary>
internal static class ChangedCellText
{
    /// <summary>A share that was measured.</summary>
    public static string Percent(double share, int points) => share > 0
        ? (share * 100).ToString("0.###", CultureInfo.InvariantCulture) + " %"
        : $"less than {(100.0 / points).ToString("0.###", CultureInfo.InvariantCulture)} %";

    /// <summary>The answers of a cell: <c>refused → granted</c>.</summary>
    public static string Answers(ChangedCell cell) =>
        (cell.Output is { } output ? VisibleText.Of(output) + ": " : string.Empty)
            + $"{VisibleText.Of(cell.OldAnswer)} → {VisibleText.Of(cell.NewAnswer)}";

    /// <summary>The rules of a cell: <c>rule 1</c>, <c>rule 1 → 3</c>.</summary>
    public static string Rules(ChangedCell cell) => cell.OldRule == cell.NewRule
        ? string.Create(CultureInfo.InvariantCulture, $"rule {cell.OldRule}")
        : string.Create(CultureInfo.InvariantCulture, $"rule {cell.OldRule} → {cell.NewRule}");

    /// <summary>The row that shows a cell, in doubles.</summary>
    public static string Witness(ChangedCell cell)
    {
        const int Shown = 8;
        var values = cell.Witness.Values.Take(Shown).Select(v => $"{VisibleText.Of(v.Input)} = {Value(v.Value)}");
        return string.Join(", ", values) + (cell.Witness.Values.Count > Shown ? ", …" : string.Empty)
            + (cell.Witness.IsThin ? "; thinner than doubles, so that they do not show it" : string.Empty);
    }

    /// <summary>A bound to four digits, upwards, so that what is said is true to its last digit.</summary>
    public static string Up(double value)
    {
        var digits = value.ToString("G4", CultureInfo.InvariantCulture);
        if (double.Parse(digits, CultureInfo.InvariantCulture) >= value)
            return digits;
        // One more in the last of the four digits.
        var scientific = value.ToString("E3", CultureInfo.InvariantCulture);
        var exponent = int.Parse(scientific.AsSpan(scientific.IndexOf('E', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
        var unit = double.Parse(string.Create(CultureInfo.InvariantCulture, $"1E{exponent - 3}"), CultureInfo.InvariantCulture);
        return ((Math.Floor(value / unit) + 1) * unit).ToString("G4", CultureInfo.InvariantCulture);
    }

    private static string Value(RowValue value) => value.Number is { } number
        ? Number.From(number).Text
        : value.Text is { } text ? $"'{VisibleText.Of(text)}'" : "missing";
}
