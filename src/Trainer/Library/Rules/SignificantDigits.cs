using System.Globalization;

namespace RuleCompiler.Trainer.Rules;

/// <summary>Rounds to significant decimal digits.</summary>
internal static class SignificantDigits
{
    /// <summary>The double nearest to the decimal with the given number of digits.</summary>
    /// <param name="value">A finite value.</param>
    /// <param name="digits">1 to 17.</param>
    public static double Round(double value, int digits) => double.Parse(
        value.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        CultureInfo.InvariantCulture);
}
