using System.Numerics;
using RuleCompiler.Exact;

namespace RuleCompiler.Policies;

/// <summary>
/// Two fractions between which a logarithm or an exponential lies, so near to each other that no score falls between them.
/// </summary>
/// <remarks>Fixed point with 192 bits; each step is rounded outwards, so that what is said of the bounds is proven.</remarks>
internal static class Enclosure
{
    // 192 bits are 57 decimal digits; what rounding takes away is far below the 40 that are asked for.
    private const int Bits = 192;
    private const int Terms = 120;

    private static readonly Rational MostScore = 1000;

    private static readonly BigInteger One = BigInteger.One << Bits;

    /// <summary>ln(p / (1 − p)).</summary>
    /// <param name="probability">p, above 0 and below 1.</param>
    /// <returns>A bound below and a bound above.</returns>
    public static (Rational Lower, Rational Upper) OfLogit(Rational probability) =>
        OfLogarithm(probability / (Rational.One - probability));

    /// <summary>ln x.</summary>
    /// <param name="x">Above 0.</param>
    /// <returns>A bound below and a bound above.</returns>
    public static (Rational Lower, Rational Upper) OfLogarithm(Rational x)
    {
        // x = m · 2^k with m in [1, 2): ln x = ln m + k · ln 2.
        var k = 0;
        for (; x >= 2; k++)
            x /= 2;
        for (; x < Rational.One; k--)
            x *= 2;
        var (lower, upper) = OfMantissa(x);
        var (low2, up2) = OfMantissa(2);
        return (lower + (k * (k < 0 ? up2 : low2)), upper + (k * (k < 0 ? low2 : up2)));
    }

    /// <summary>1 / (1 + exp(−s)).</summary>
    /// <param name="score">s.</param>
    /// <returns>A bound below and a bound above, from 0 to 1.</returns>
    public static (Rational Lower, Rational Upper) OfLogistic(Rational score)
    {
        // Beyond it a probability is 0 or 1 to more digits than any bound has.
        if (score > MostScore)
            return (OfLogistic(MostScore).Lower, Rational.One);
        if (score < -MostScore)
            return (Rational.Zero, OfLogistic(-MostScore).Upper);
        var (lower, upper) = OfExponential(-score);
        return (Rational.One / (Rational.One + upper), Rational.One / (Rational.One + lower));
    }

    /// <summary>exp x.</summary>
    /// <param name="x">Any.</param>
    /// <returns>A bound below and a bound above.</returns>
    public static (Rational Lower, Rational Upper) OfExponential(Rational x)
    {
        if (x.Sign < 0)
        {
            var (low, up) = OfExponential(-x);
            return (Rational.One / up, Rational.One / low);
        }

        // exp x = exp(x / 2^k)^(2^k), with x / 2^k at most 1.
        var k = 0;
        var part = x;
        for (; part > Rational.One; k++)
            part /= 2;
        var (lower, upper) = OfSmallExponential(part);
        for (; k > 0; k--)
            (lower, upper) = (Round(lower * lower, up: false), Round(upper * upper, up: true));
        return (lower, upper);
    }

    // Σ x^n / n!, for x from 0 to 1; what is left after n terms is less than twice the next one.
    private static (Rational Lower, Rational Upper) OfSmallExponential(Rational x)
    {
        var (low, up) = (Fixed(x, up: false), Fixed(x, up: true));
        var (lower, upper) = (One, One);
        var (lowTerm, upTerm) = (One, One);
        for (var n = 1; n <= Terms; n++)
        {
            lowTerm = (lowTerm * low >> Bits) / n;
            upTerm = ((upTerm * up >> Bits) / n) + 1;
            (lower, upper) = (lower + lowTerm, upper + upTerm);
        }

        return (Rational.Of(lower, One), Rational.Of(upper + (2 * upTerm), One));
    }

    // ln m = 2 Σ y^(2n+1) / (2n+1) with y = (m − 1) / (m + 1), at most 1/3; what is left is less than the next term times 9/8.
    private static (Rational Lower, Rational Upper) OfMantissa(Rational m)
    {
        var y = (m - Rational.One) / (m + Rational.One);
        var (low, up) = (Fixed(y, up: false), Fixed(y, up: true));
        var (lowSquare, upSquare) = (low * low >> Bits, (up * up >> Bits) + 1);
        var (lower, upper) = (BigInteger.Zero, BigInteger.Zero);
        for (var n = 0; n < Terms; n++)
        {
            lower += low / ((2 * n) + 1);
            upper += (up / ((2 * n) + 1)) + 1;
            (low, up) = (low * lowSquare >> Bits, (up * upSquare >> Bits) + 1);
        }

        return (Rational.Of(2 * lower, One), Rational.Of(2 * (upper + (2 * up)), One));
    }

    private static BigInteger Fixed(Rational x, bool up)
    {
        var floor = (x * One).Floor();
        return up ? floor + 1 : floor;
    }

    // To so many bits behind the point, and before it as many as there are.
    private static Rational Round(Rational x, bool up) => Rational.Of(Fixed(x, up), One);
}
