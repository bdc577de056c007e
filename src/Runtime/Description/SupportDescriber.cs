using System.Globalization;
using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>Says what a rule stands on.</summary>
public static class SupportDescriber
{
    /// <summary><c>354 training rows (≈ 43 % of all), 100 % right</c>.</summary>
    /// <param name="support">What it stands on.</param>
    /// <returns>A phrase.</returns>
    public static string Describe(Support support)
    {
        var text = $"{support.Rows.ToString(CultureInfo.InvariantCulture)} training {(support.Rows == 1 ? "row" : "rows")} "
            + $"({ShownShare.Of(support.Share)} of all)";
        if (support.Accuracy is { } accuracy)
            text += $", {ShownShare.Of(accuracy)} right";
        return support.Error is { } error ? $"{text}, root mean squared error {error.Text}" : text;
    }
}
