namespace RuleCompiler.Evaluation;

/// <summary>
/// The exponential by additions, multiplications, divisions and exact scaling alone: the same bits on every machine, which those of the C
/// library are not.
/// </summary>
internal static class Exponential
{
    /// <summary>eˣ, within two units in the last place; 0 below −708, infinite above the largest double.</summary>
    internal static double Of(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (x > 709.782712893384)
            return double.PositiveInfinity;
        if (x < -708.0)
            return 0.0;

        // x = k·ln 2 + r with |r| ≤ ln(2)/2. The first part of ln 2 ends in zero bits, so that its product with k is exact.
        double k = global::System.Math.Floor((x * 1.4426950408889634) + 0.5);
        double r = x - (k * 0.693147180369123816490) - (k * 1.90821492927058770002e-10);

        // Taylor's series by Horner's scheme, from r¹³/13! down; what is left out is below half a unit in the last place.
        double p = 1.0;
        for (int n = 13; n >= 2; n--)
            p = 1.0 + (p * r / n);
        p *= r;

        // Twice half the power, since 2¹⁰²⁴ by itself is no double.
        return (1.0 + p) * global::System.BitConverter.Int64BitsToDouble(((long)k + 1022) << 52) * 2.0;
    }

    /// <summary>1/(1 + e⁻ˣ): the probability for log-odds x.</summary>
    internal static double Logistic(double x)
    {
        return 1.0 / (1.0 + Of(-x));
    }

    /// <summary>A probability that a sum gives: what is below 0 counts as 0, what is above 1 as 1.</summary>
    internal static double Clamp(double p)
    {
        return p < 0.0 ? 0.0 : p > 1.0 ? 1.0 : p;
    }
}
