namespace RuleCompiler.Evaluation;

/// <summary>
/// The values that a number can be changed to: value + k · step, in exact decimals of at most 15 digits, each read as a double.
/// </summary>
/// <remarks>
/// A decimal of at most 15 digits is the shortest of its double, so that written digits and doubles are on the same piece of a curve; and
/// the quotient of two whole numbers that are doubles is the double nearest to it.
/// </remarks>
internal sealed class RecourseGrid
{
    /// <summary>Digits are below this.</summary>
    internal const long Limit = 1000000000000000;

    internal static readonly double[] Powers =
    {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    };

    // The value and the step in units of 10^−decimals.
    internal readonly long Start;
    internal readonly long Step;
    internal readonly int Decimals;

    private RecourseGrid(long start, long step, int decimals)
    {
        Start = start;
        Step = step;
        Decimals = decimals;
    }

    /// <summary>The first and the last k, be they above or below 0.</summary>
    internal long First { get; private set; }

    internal long Last { get; private set; }

    /// <summary>A number as a decimal of at most 15 digits, if it is one.</summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">Its digits, with the sign.</param>
    /// <param name="decimals">How many of them stand behind the point.</param>
    internal static bool TryDecimal(double value, out long digits, out int decimals)
    {
        digits = 0;
        for (decimals = 0; decimals < Powers.Length; decimals++)
        {
            var scaled = global::System.Math.Round(value * Powers[decimals]);
            if (!(global::System.Math.Abs(scaled) < Limit))
                return false;
            if (scaled / Powers[decimals] != value)
                continue;
            digits = (long)scaled;
            return true;
        }

        return false;
    }

    /// <summary>The grid of a value, if both are decimals of at most 15 digits in common units.</summary>
    internal static bool TryMake(double value, double step, out RecourseGrid grid)
    {
        grid = new RecourseGrid(0, 1, 0);
        if (!TryDecimal(value, out var start, out var startDecimals) || !TryDecimal(step, out var size, out var stepDecimals))
            return false;
        var decimals = global::System.Math.Max(startDecimals, stepDecimals);
        if (!TryScale(ref start, decimals - startDecimals) || !TryScale(ref size, decimals - stepDecimals) || size == 0)
            return false;
        grid = new RecourseGrid(start, size, decimals);
        return true;
    }

    /// <summary>Limits the grid to a range.</summary>
    internal void Restrict(double minimum, double maximum)
    {
        First = FirstAtOrAbove(minimum);
        Last = FirstAtOrAbove(maximum);
        if (Last > Highest || At(Last) > maximum)
            Last--;
    }

    /// <summary>The value of a k.</summary>
    internal double At(long k)
    {
        return (Start + (k * Step)) / Powers[Decimals];
    }

    /// <summary>The first k whose value is not below a number; one above the last where there is none.</summary>
    internal long FirstAtOrAbove(double number)
    {
        var estimate = ((number * Powers[Decimals]) - Start) / Step;
        var k = estimate < Lowest ? Lowest : estimate > Highest ? Highest : (long)estimate;
        while (k > Lowest && !(At(k - 1) < number))
            k--;
        while (k <= Highest && At(k) < number)
            k++;
        return k;
    }

    private long Lowest => -((Limit - 1 + Start) / Step);

    private long Highest => (Limit - 1 - Start) / Step;

    private static bool TryScale(ref long digits, int decimals)
    {
        if (digits == 0)
            return true;
        for (; decimals > 0; decimals--)
        {
            digits *= 10;
            if (global::System.Math.Abs(digits) >= Limit)
                return false;
        }

        return true;
    }
}
