using System;
using System.Globalization;

namespace RuleCompiler.Trainer.Rules;

/// <summary>
/// Powers of ten and the logarithm to base 10 in whole numbers, the same on every machine, which the C library's are not.
/// </summary>
internal static class PowersOfTen
{
    private const int Largest = 308;

    /// <summary>10ⁿ, rounded correctly.</summary>
    /// <param name="exponent">−308 to 308; what is beyond counts as the nearest of them.</param>
    public static double Of(int exponent) => double.Parse(
        "1E" + Math.Clamp(exponent, -Largest, Largest).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>The smallest n with value ≤ 10ⁿ.</summary>
    /// <param name="value">A positive number.</param>
    public static int CeilingOfLog(double value)
    {
        var n = -Largest;
        var step = 512;
        while (step > 0)
        {
            if (n + step <= Largest && Of(n + step - 1) < value)
                n += step;
            step /= 2;
        }

        return n;
    }
}
