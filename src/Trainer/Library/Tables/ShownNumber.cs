using System;
using System.Globalization;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Numbers as people read them: with their sign and few digits. What runs are the digits in the document.</summary>
public static class ShownNumber
{
    /// <summary>A weight with its sign and a fixed number of decimals: <c>+1.01</c>, <c>-0.00</c>.</summary>
    /// <param name="value">The weight.</param>
    /// <param name="decimals">The decimals.</param>
    /// <param name="reach">
    /// The largest magnitude of what the weight is multiplied with. A weight that would show as zero although it can change what is shown
    /// is given with as many significant digits instead: <c>-3.1e-05</c>.
    /// </param>
    /// <returns>The text.</returns>
    public static string Signed(double value, int decimals, double reach = 1)
    {
        var half = 0.5 * Math.Pow(10, -decimals);
        var magnitude = Math.Abs(value);
        var isHidden = magnitude > 0 && magnitude < half && magnitude * reach >= half;
        var digits = isHidden
            ? magnitude.ToString("G" + Math.Max(1, decimals).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('E', 'e')
            : magnitude.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return (double.IsNegative(value) ? "-" : "+") + digits;
    }

    /// <summary>A number with at most five significant digits: <c>206860</c>, <c>0.35</c>.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The text.</returns>
    public static string Short(double value)
    {
        var rounded = double.Parse(value.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return rounded.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The text.</returns>
    public static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A share of the whole: <c>37.5 %</c>.</summary>
    /// <param name="share">The share, from 0 to 1.</param>
    /// <returns>The text.</returns>
    public static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

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
        count == 1 ? "1 " + noun : string.Create(CultureInfo.InvariantCulture, $"{count} {(noun.EndsWith('y') ? noun[..^1] + "ie" : noun)}s");
}
