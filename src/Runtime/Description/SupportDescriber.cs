using System.Globalization;
using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>Says what a rule stands on.</summary>
public static class SupportDescriber
{
    /// <summary><c>354 training rows (≈ 43 % of all), 100 % right</c>.</summary>
    /// <param name="support">What it stands on.</param>
    /// <returns>A phrase.</returns>
    public static string Describe(Support support) => Describe(support, null);

    /// <summary>The same of rules that may have been measured after training, on rows that are not those of training.</summary>
    /// <param name="support">What it stands on.</param>
    /// <param name="provenance">Where the rules come from; null where nothing is known of it.</param>
    /// <returns>A phrase: <c>354 measured rows (≈ 43 % of all)</c> where the rows are others.</returns>
    public static string Describe(Support support, Provenance? provenance)
    {
        var kind = provenance?.Measured is { IsOnTrainingRows: false } ? "measured" : "training";
        var text = $"{support.Rows.ToString(CultureInfo.InvariantCulture)} {kind} {(support.Rows == 1 ? "row" : "rows")} "
            + $"({ShownShare.Of(support.Share)} of all)";
        if (support.Accuracy is { } accuracy)
            text += $", {ShownShare.Of(accuracy)} right";
        return support.Error is { } error ? $"{text}, root mean squared error {error.Text}" : text;
    }
}
