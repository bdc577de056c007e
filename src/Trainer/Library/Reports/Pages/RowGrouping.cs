using System;
using System.Collections.Generic;
using System.Globalization;
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

    private const int Fifths = 5;

    private const string Empty = "empty";

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

    /// <summary>
    /// By a column that was chosen: its texts in ordinal order; numbers by size, and where there are many of them by fifths of the rows.
    /// </summary>
    public static RowGrouping OfColumn(ReportRows rows, int column)
    {
        var (name, texts) = (rows.Groups[column], rows.Rows.Select(r => r.Groups[column]).ToArray());
        var numbers = Array.ConvertAll(texts, NumberOf);
        var areNumbers = texts.Zip(numbers).All(p => p.First.Length == 0 || double.IsFinite(p.Second));
        if (areNumbers && numbers.Distinct().Count() > MaxGroups)
            return OfFifths(name, numbers);
        return areNumbers
            ? Of(name, numbers, number => number, number => double.IsNaN(number) ? Empty : ShownNumber.Short(number))
            : Of(name, texts, text => text, text => text.Length == 0 ? Empty : VisibleText.Of(text), StringComparer.Ordinal);
    }

    private static double NumberOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    // Equal numbers stay together.
    private static RowGrouping OfFifths(string name, double[] numbers)
    {
        var order = Enumerable.Range(0, numbers.Length).Where(r => !double.IsNaN(numbers[r])).OrderBy(r => numbers[r]).ToArray();
        var fifths = Enumerable.Repeat(-1, numbers.Length).ToArray();
        for (var i = 0; i < order.Length; i++)
            fifths[order[i]] = i > 0 && numbers[order[i]].Equals(numbers[order[i - 1]])
                ? fifths[order[i - 1]]
                : (int)((long)Fifths * i / order.Length);
        var ranges = order.GroupBy(r => fifths[r], r => numbers[r]).ToDictionary(
            g => g.Key, g => $"{ShownNumber.Short(g.First())} to {ShownNumber.Short(g.Last())}");
        return Of(name, fifths, fifth => fifth, fifth => fifth < 0 ? Empty : ranges[fifth]);
    }

    private static RowGrouping Of<TGroup, TOrder>(
        string name, IEnumerable<TGroup> rows, Func<TGroup, TOrder> order, Func<TGroup, string> text, IComparer<TOrder>? comparer = null)
        where TGroup : notnull
    {
        var all = rows.ToArray();
        var counted = all.GroupBy(g => g).OrderByDescending(g => g.Count()).ThenBy(g => order(g.Key), comparer)
            .Select(g => g.Key).ToArray();
        var shown = counted.Take(counted.Length > MaxGroups ? MaxGroups - 1 : MaxGroups).OrderBy(order, comparer).ToArray();
        var positions = shown.Select((g, i) => (g, i)).ToDictionary(p => p.g, p => p.i);
        var names = shown.Select(text).ToList();
        if (shown.Length < counted.Length)
            names.Add(ShownNumber.Count(counted.Length - shown.Length, "other value"));
        return new RowGrouping(name, names, Array.ConvertAll(all, g => positions.GetValueOrDefault(g, shown.Length)));
    }
}
