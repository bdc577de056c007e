using System.Collections.Generic;
using System.Globalization;

namespace RuleCompiler.Documents;

/// <summary>The texts that stand for a missing value wherever rows are read from text.</summary>
public static class MissingTexts
{
    /// <summary>The category of missing values that the training data wrote as nothing.</summary>
    public const string Category = "(missing)";

    /// <summary>
    /// What stands for a missing value in every column, beside an empty cell. <c>None</c> is not among them, because it often is a
    /// category, and neither is <c>NaN</c>, because it often is a computation that went wrong: a person declares those.
    /// </summary>
    public static IReadOnlyList<string> Defaults { get; } = new[] { "?", "NA", "N/A", "n/a", "#N/A", "<NA>", "NULL", "Null", "null" };

    /// <summary>The finite number that a text is, blanks around it allowed.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The number; NaN where it is none.</returns>
    internal static double NumberOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && !double.IsInfinity(value)
            ? value
            : double.NaN;

    /// <summary>
    /// The number that a recorded mark is: with a decimal point, or with a decimal comma, since the table may have had those.
    /// </summary>
    /// <param name="mark">The mark.</param>
    /// <returns>The number; NaN where it is a text.</returns>
    internal static double NumberOfMark(string mark)
    {
        var value = NumberOf(mark);
        return double.IsNaN(value) && mark.IndexOf(',') == mark.LastIndexOf(',') ? NumberOf(mark.Replace(',', '.')) : value;
    }
}
