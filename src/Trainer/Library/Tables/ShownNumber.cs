using System.Globalization;

namespace RuleCompiler.Trainer.Tables;

/// <summary>
/// Numbers as people read them: with few digits, after ≈ where that is not all, so that nobody decides by them. What runs are the digits in
/// the document.
/// </summary>
public static class ShownNumber
{
    private const string About = "≈ ";

    /// <summary>A number with at most five significant digits: <c>0.35</c>, <c>≈ 206860</c>.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The text.</returns>
    public static string Short(double value)
    {
        var rounded = Rounded(value);
        return (rounded.Equals(value) ? string.Empty : About) + rounded.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>The number that <see cref="Short"/> shows.</summary>
    /// <param name="value">The number.</param>
    /// <returns>It with at most five significant digits.</returns>
    public static double Rounded(double value) =>
        double.Parse(value.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A number with at most as many decimals as a format has.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="format">The format: <c>0.##</c>.</param>
    /// <returns>The text.</returns>
    public static string Decimals(double value, string format)
    {
        var text = value.ToString(format, CultureInfo.InvariantCulture);
        // By 15 digits: 100 times a share of three decimals has one, whatever the product of the doubles is.
        var isExact = double.Parse(text, CultureInfo.InvariantCulture).ToString("G15", CultureInfo.InvariantCulture)
            == value.ToString("G15", CultureInfo.InvariantCulture);
        return (isExact ? string.Empty : About) + text;
    }

    /// <summary>A whole number with all its digits, without separators.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The text.</returns>
    public static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A share of the whole: <c>37.5 %</c>, <c>≈ 33.3 %</c>.</summary>
    /// <param name="share">The share, from 0 to 1.</param>
    /// <returns>The text.</returns>
    public static string Percent(double share) => Decimals(100 * share, "0.0") + " %";

    /// <summary>A metric: accuracy as a share of the whole, others as numbers, and <c>-</c> for what was not measured.</summary>
    /// <param name="name">What is measured.</param>
    /// <param name="value">The number; null where there is none.</param>
    /// <returns>The text.</returns>
    public static string Metric(string name, double? value) => value switch
    {
        null => "-",
        { } share when name == "accuracy" => Percent(share),
        { } number => Short(number),
    };

    /// <summary>A count with its noun: <c>1 row</c>, <c>7 rows</c>.</summary>
    /// <param name="count">The count.</param>
    /// <param name="noun">What is counted, in the singular.</param>
    /// <returns>The text.</returns>
    public static string Count(int count, string noun) =>
        count == 1 ? "1 "
            + noun : string.Create(CultureInfo.InvariantCulture, $"{count} {(noun.EndsWith('y') ? noun[..^1] + "ie" : noun)}s");
}
