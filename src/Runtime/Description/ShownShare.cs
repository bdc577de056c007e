using System.Globalization;
using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>Shares of rows as percentages.</summary>
public static class ShownShare
{
    /// <summary><c>41.7 %</c> for 0.417; after ≈ where the digits say more than is shown, and unchanged where it is no share.</summary>
    /// <param name="share">A share, from 0 to 1.</param>
    /// <returns>The text.</returns>
    public static string Of(Number share)
    {
        if (share.Value is < 0 or > 1 || !decimal.TryParse(share.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return share.Text;
        var exact = value * 100;
        var rounded = decimal.Round(exact, 1);
        return (rounded == exact ? string.Empty : "≈ ") + rounded.ToString("0.#", CultureInfo.InvariantCulture) + " %";
    }
}
