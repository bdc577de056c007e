using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Tables;

/// <summary>One input and its features.</summary>
/// <param name="Name">The column.</param>
/// <param name="First">Its first feature.</param>
internal abstract record EncodedInput(string Name, int First)
{
    /// <summary>The number of features.</summary>
    public abstract int Features { get; }
}

/// <summary>A number, standardised: its feature is (x − Mean) / Scale.</summary>
/// <param name="Name">The column.</param>
/// <param name="First">Its feature.</param>
/// <param name="Mean">The mean of the training rows, missing and special ones replaced.</param>
/// <param name="Scale">Their standard deviation.</param>
/// <param name="Minimum">The smallest quantity.</param>
/// <param name="Maximum">The largest quantity.</param>
/// <param name="Median">The median of the quantities, which replaces the others.</param>
internal sealed record EncodedNumber(string Name, int First, double Mean, double Scale, double Minimum, double Maximum, double Median)
    : EncodedInput(Name, First)
{
    public override int Features => 1;

    /// <summary>
    /// The values that are no quantities and may have a number of their own; what is missing last, as NaN. Their feature is the median's.
    /// </summary>
    public double[] Specials { get; init; } = [];

    /// <summary>Whether a value is neither missing nor special.</summary>
    public bool IsQuantity(double value) => IsQuantity(value, Specials);

    /// <summary>
    /// Where a value lies on the input's curve: a special one nowhere (NaN), a missing one where what stands in for it does.
    /// </summary>
    public double Placed(double value) => IsQuantity(value) ? value : Array.IndexOf(Specials, value) >= 0 ? double.NaN : Median;

    public double Encode(double value) => ((IsQuantity(value) ? value : Median) - Mean) / Scale;

    /// <summary>Measures the training rows.</summary>
    /// <param name="column">The column.</param>
    /// <param name="first">Its feature.</param>
    /// <param name="rows">The training rows.</param>
    /// <param name="specials">The values that are no quantities.</param>
    /// <returns>The input, or null when it has the same value in all of them.</returns>
    public static EncodedNumber? Fit(NumberColumn column, int first, ReadOnlySpan<int> rows, params double[] specials)
    {
        // Borrowed: of a table of many rows and columns the copies would be more than the table.
        var borrowed = ArrayPool<double>.Shared.Rent(rows.Length);
        try
        {
            var count = 0;
            foreach (var row in rows)
            {
                if (IsQuantity(column.Values[row], specials))
                    borrowed[count++] = column.Values[row];
            }

            var present = borrowed.AsSpan(0, count);
            present.Sort();
            return count == 0 || present[0].Equals(present[^1]) ? null : Fit(column, first, rows, present, specials);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(borrowed);
        }
    }

    /// <summary>The special values as a document declares them, each called as it is written.</summary>
    public EquatableArray<SpecialValue> DocumentSpecials() => Specials.Select(
        value => double.IsNaN(value)
            ? new SpecialValue(null, SpecialSettings.MissingName, false)
            : new SpecialValue(Number.From(value), Number.From(value).Text, value >= Minimum && value <= Maximum)).ToEquatableArray();

    private static bool IsQuantity(double value, double[] specials) => !double.IsNaN(value) && Array.IndexOf(specials, value) < 0;

    private static EncodedNumber? Fit(
        NumberColumn column, int first, ReadOnlySpan<int> rows, ReadOnlySpan<double> present, double[] specials)
    {
        // Half of each, so that the sum of two very large numbers stays finite.
        var middle = present.Length / 2;
        var median = present.Length % 2 == 1 ? present[middle] : (present[middle - 1] / 2) + (present[middle] / 2);
        // What stands in is a quantity.
        median = IsQuantity(median, specials) ? median : present[middle];

        // All is measured in units of a power of two near the largest magnitude: exact, and no square overflows or vanishes.
        var (least, largest) = (present[0], present[^1]);
        var exponent = Math.ILogB(Math.Max(Math.Abs(least), Math.Abs(largest)));
        double Scaled(double value) => Math.ScaleB(IsQuantity(value, specials) ? value : median, -exponent);

        var mean = 0.0;
        foreach (var row in rows)
            mean += Scaled(column.Values[row]);
        mean /= rows.Length;
        var variance = 0.0;
        foreach (var row in rows)
            variance += (Scaled(column.Values[row]) - mean) * (Scaled(column.Values[row]) - mean);
        var deviation = Math.ScaleB(Math.Sqrt(variance / rows.Length), exponent);
        return deviation > 0
            ? new EncodedNumber(column.Name, first, Math.ScaleB(mean, exponent), deviation, least, largest, median) { Specials = specials }
            : null;
    }
}

/// <summary>A category, one-hot: one feature per category.</summary>
/// <param name="Name">The column.</param>
/// <param name="First">Its first feature.</param>
/// <param name="Categories">
/// The categories that occur in training rows, among them the one that stands for a missing value, if any is.
/// </param>
/// <param name="Missing">
/// The position of the category that stands for a missing value; that of <paramref name="Other"/> where none is.
/// </param>
/// <param name="Other">The position of the category that an unknown one counts as; −1 where unknown ones are refused.</param>
/// <param name="MostFrequent">The position of the most frequent category.</param>
internal sealed record EncodedCategory(string Name, int First, EquatableArray<string> Categories, int Missing, int Other, int MostFrequent)
    : EncodedInput(Name, First)
{
    /// <summary>The category of missing values that are written as nothing in the file.</summary>
    public const string MissingName = MissingTexts.Category;

    /// <summary>The category of those that are too rare to be distinguished.</summary>
    public const string RareName = "(rare)";

    public override int Features => Categories.Count;

    /// <summary>The categories that count as <see cref="RareName"/>.</summary>
    public IReadOnlySet<string> Rare { get; init; } = new HashSet<string>();

    /// <summary>How many training rows have one of them.</summary>
    public int RareRows { get; init; }

    /// <summary>The position that a category counts as.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is unknown, and unknown ones are refused.</exception>
    public int Known(int position) =>
        position >= 0
            ? position
            : Other >= 0 ? Other : throw new ArgumentOutOfRangeException(nameof(position), "An unknown category is refused.");

    /// <summary>For each category of a column its position here, −1 for an unknown one, and at the end that of a missing value.</summary>
    public int[] Positions(CategoryColumn column)
    {
        var positions = Categories.Select((c, i) => (c, i)).ToDictionary(c => c.c, c => c.i, StringComparer.Ordinal);
        return column.Categories.Select(c => positions.GetValueOrDefault(c, Rare.Contains(c) ? Other : -1)).Append(Missing).ToArray();
    }

    /// <summary>Finds the categories of the training rows.</summary>
    /// <returns>The input, or null when it has the same category in all of them.</returns>
    public static EncodedCategory? Fit(CategoryColumn column, int first, ReadOnlySpan<int> rows, CategoryOptions options)
    {
        var counts = new int[column.Categories.Count];
        var missing = 0;
        foreach (var row in rows)
        {
            if (column.Codes[row] >= 0)
                counts[column.Codes[row]]++;
            else
                missing++;
        }

        var missingName = string.IsNullOrEmpty(column.MissingMark) ? MissingName : column.MissingMark;
        var rowsOf = column.Categories.Zip(counts).Where(c => c.Second > 0)
            .ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal);
        if (missing > 0)
            rowsOf[missingName] = rowsOf.GetValueOrDefault(missingName) + missing;
        if (rowsOf.Count < 2)
            return null;

        var frequent = rowsOf.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key).ToArray();
        // What is missing stays a category of its own, however rare it is.
        var rare = frequent.Length <= options.MaxCategories
            ? new HashSet<string>(StringComparer.Ordinal)
            : frequent.Where(c => missing == 0 || c != missingName).Skip(options.MaxCategories - (missing > 0 ? 2 : 1))
                .ToHashSet(StringComparer.Ordinal);
        var categories = frequent.Where(c => !rare.Contains(c)).Concat(rare.Count > 0 ? [RareName] : []).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).ToArray();
        var mostFrequent = Array.IndexOf(categories, frequent[0]);
        var other = options.RefusesUnknown ? -1 : rare.Count > 0 ? Array.IndexOf(categories, RareName) : mostFrequent;
        return new EncodedCategory(
            column.Name,
            first,
            categories.ToEquatableArray(),
            missing > 0 ? Array.IndexOf(categories, missingName) : other,
            other,
            mostFrequent)
        {
            Rare = rare,
            RareRows = rare.Sum(c => rowsOf[c]),
        };
    }
}
