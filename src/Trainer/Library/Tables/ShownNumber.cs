using System.Globalization;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Numbers as people read them: with few digits. What runs are the digits in the document.</summary>
internal static class ShownNumber
{
    /// <summary>A number with at most five significant digits: <c>206860</c>, <c>0.35</c>.</summary>
    public static string Short(double value)
    {
        var rounded = double.Parse(value.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return rounded.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>A whole number.</summary>
    public static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A share of the whole: <c>37.5 %</c>.</summary>
    public static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A metric: accuracy as a share of the whole, others as numbers, and <c>-</c> for what was not measured.</summary>
    public static string Metric(string name, double? value) => value switch
    {
        null => "-",
        { } share when name == "accuracy" => Percent(share),
        { } number => Short(number),
    };

    /// <summary>A count with its noun: <c>1 row</c>, <c>7 rows</c>.</summary>
    public static string Count(int count, string noun) =>
        count == 1 ? "1 " + noun : string.Create(CultureInfo.InvariantCulture, $"{count} {(noun.EndsWith('y') ? noun[..^1] + "ie" : noun)}s");
}
