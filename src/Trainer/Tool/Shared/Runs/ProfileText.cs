using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Shared.Runs;

/// <summary>What was found in the data, as text.</summary>
public static class ProfileText
{
    /// <summary>Longer lists of columns are cut.</summary>
    private const int MaxColumns = 40;

    /// <summary>Describes the data of a training run.</summary>
    /// <param name="data">The data.</param>
    /// <returns>The lines.</returns>
    public static IEnumerable<string> Of(Dataset data)
    {
        var profile = data.Table.Profile;
        yield return $"{VisibleText.Of(data.Table.FileName)}: {ShownNumber.Count(profile.Rows, "row")}, "
            + $"{ShownNumber.Count(profile.Columns.Count, "column")}";
        var targets = data.Task.Targets.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        var inputs = profile.Columns
            .Where(c => c.LeftOut == LeftOutReason.None && !targets.Contains(c.Name) && !data.Features.Constant.Contains(c.Name)).ToArray();
        foreach (var line in Listed(
            "Inputs", inputs.Select(c => new[] { VisibleText.Of(c.Name, 40), Kind(c), Values(c), Missing(c) }).ToArray()))
            yield return line;

        var leftOut = profile.Columns.Where(c => c.LeftOut != LeftOutReason.None)
            .Select(c => new[] { VisibleText.Of(c.Name, 40), Reason(c) })
            .Concat(data.Features.Constant.Select(c => new[] { VisibleText.Of(c, 40), "the same in every training row" })).ToArray();
        if (leftOut.Length > 0)
        {
            foreach (var line in Listed("Left out", leftOut))
                yield return line;
        }

        foreach (var line in TaskLines(data))
            yield return line;
        yield return Rows(data);
        if (UnknownCategories(data) is { } unknown)
            yield return unknown;
    }

    private static string? UnknownCategories(Dataset data)
    {
        var categories = data.Features.Inputs.Categories().Count();
        return categories == 0 ? null : data.Features.RefusesUnknown
            ? "Categories that do not occur in training: refused, as you said (--unknown refuse)"
            : "Categories that do not occur in training: counted as the most "
                + $"frequent{(data.Features.Rare.Count > 0 ? " or the rare ones" : string.Empty)} (--unknown refuse refuses them)";
    }

    private static IEnumerable<string> Listed(string title, string[][] rows)
    {
        yield return $"{title} ({ShownNumber.Integer(rows.Length)}):";
        foreach (var line in AlignedText.Of(rows.Take(MaxColumns).ToArray()))
            yield return "  " + line;
        if (rows.Length > MaxColumns)
            yield return $"  … and {ShownNumber.Integer(rows.Length - MaxColumns)} more";
    }

    private static string Kind(ColumnProfile column) =>
        column.Kind == ColumnKind.Number ? "number" : ShownNumber.Count(column.Distinct, "category");

    private static string Values(ColumnProfile column)
    {
        if (column.Numbers is { } numbers)
            return $"{Bound(numbers, numbers.Minimum)} to {Bound(numbers, numbers.Maximum)}, mean {ShownNumber.Short(numbers.Mean)}";
        var shown = column.MostFrequent.Take(3).Select(c => $"{VisibleText.Of(c.Category, 30)} {ShownNumber.Integer(c.Rows)}");
        return string.Join(", ", column.Distinct > 3 ? shown.Append("…") : shown);
    }

    /// <summary>Whole numbers are given in full, so that codes such as years and sentinels such as 99999 can be recognised.</summary>
    private static string Bound(NumberSummary numbers, double value) =>
        numbers.AreIntegers && Math.Abs(value) < 1e15 ? ShownNumber.Integer((long)value) : ShownNumber.Short(value);

    private static string Missing(ColumnProfile column) => column.Missing == 0
        ? string.Empty
        : $"{ShownNumber.Integer(column.Missing)} missing "
            + $"({(string.IsNullOrEmpty(column.MissingMark) ? "empty" : VisibleText.Of(column.MissingMark, 20))})";

    private static string Reason(ColumnProfile column) => column.LeftOut switch
    {
        LeftOutReason.Ignored => "as you said",
        LeftOutReason.Empty => "no values",
        LeftOutReason.Constant => "always the same",
        LeftOutReason.Identifier => "looks like an identifier (--keep keeps it)",
        LeftOutReason.Date => "has dates (--keep keeps each as a category)",
        LeftOutReason.Nameless => "has no name (--keep keeps it)",
        _ => $"looks like free text: {(column.DistinctIsAtLeast ? "more than " : string.Empty)}{ShownNumber.Count(column.Distinct, "different value")} (--keep keeps it)",
    };

    private static IEnumerable<string> TaskLines(Dataset data)
    {
        var kind = data.Task.Kind switch
        {
            TaskKind.Regression => "a number (regression)",
            TaskKind.Binary => "one of two labels (binary)",
            TaskKind.MultiClass => "one of several labels (classes)",
            _ => "two labels each (bits)",
        };
        yield return $"To predict: {string.Join(", ", data.Task.Targets.Select(t => VisibleText.Of(t.Name)))}, {kind}";
        var rows = data.Task.RowsWithTargets(data.Table);
        for (var t = 0; data.Task.IsClassification && t < data.Task.Targets.Count; t++)
        {
            var labels = data.Task.Targets[t].Labels;
            var counts = new int[labels.Count];
            foreach (var label in data.Task.Labels(data.Table, t, rows))
                counts[label]++;
            var shown = labels.Select((label, i) => $"'{VisibleText.Of(label, 40)}' {ShownNumber.Integer(counts[i])}").Take(20);
            yield return $"  {VisibleText.Of(data.Task.Targets[t].Name)}: "
                + $"{string.Join(", ", labels.Count > 20 ? shown.Append("…") : shown)}";
        }
    }

    private static string Rows(Dataset data)
    {
        var test = data.TestTable is null ? string.Empty : $" (from {VisibleText.Of(data.TestTable.FileName)})";
        return $"Rows: {ShownNumber.Integer(data.Split.Train.Length)} to train, {ShownNumber.Integer(data.Split.Validation.Length)} to "
            + $"choose (validation), {ShownNumber.Integer(data.Split.Test.Length)} to test{test}";
    }
}
