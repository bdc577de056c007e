using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>The rows of data in groups: by the categories of an input, or by the texts of another column.</summary>
/// <param name="Name">The input or column.</param>
/// <param name="Groups">The groups that have rows, each as text.</param>
/// <param name="GroupOf">The position of each row's group.</param>
internal sealed record RowGrouping(string Name, IReadOnlyList<string> Groups, int[] GroupOf)
{
    /// <summary>Groups beyond these, which are those with fewest rows, are one.</summary>
    public const int MaxGroups = 30;

    /// <summary>By an input that is a category: its categories in order, then what is not declared.</summary>
    public static RowGrouping OfInput(RuleDocument document, int input, ReportRows rows)
    {
        var categories = document.Inputs.CategoryAt(input);
        return Of(
            categories.Name,
            rows.Rows.Select(r => (int)r.Point[input]),
            category => category < 0 ? categories.Categories.Count : category,
            category => category < 0 ? "not declared" : VisibleText.Of(categories.Categories[category]));
    }

    /// <summary>By a column that was chosen: its texts in ordinal order.</summary>
    public static RowGrouping OfColumn(ReportRows rows, int column) => Of(
        rows.Groups[column],
        rows.Rows.Select(r => r.Groups[column]),
        text => text,
        text => text.Length == 0 ? "empty" : VisibleText.Of(text),
        StringComparer.Ordinal);

    private static RowGrouping Of<TGroup, TOrder>(
        string name, IEnumerable<TGroup> rows, Func<TGroup, TOrder> order, Func<TGroup, string> text, IComparer<TOrder>? comparer = null)
        where TGroup : notnull
    {
        var all = rows.ToArray();
        var counted = all.GroupBy(g => g).OrderByDescending(g => g.Count()).ThenBy(g => order(g.Key), comparer).Select(g => g.Key).ToArray();
        var shown = counted.Take(counted.Length > MaxGroups ? MaxGroups - 1 : MaxGroups).OrderBy(order, comparer).ToArray();
        var positions = shown.Select((g, i) => (g, i)).ToDictionary(p => p.g, p => p.i);
        var names = shown.Select(text).ToList();
        if (shown.Length < counted.Length)
            names.Add(ShownNumber.Count(counted.Length - shown.Length, "other value"));
        return new RowGrouping(name, names, Array.ConvertAll(all, g => positions.GetValueOrDefault(g, shown.Length)));
    }
}
