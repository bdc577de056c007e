using System.Collections.Generic;
using System.Linq;
using System.Numerics;

using RuleCompiler.Exact;

namespace RuleCompiler.Proofs;

/// <summary>The domain: numbers between bounds, both included, and choices of one category each.</summary>
/// <param name="Numbers">The bounds of each number; where they are equal the number is fixed.</param>
/// <param name="Groups">For each choice how many categories it has.</param>
internal sealed record ExactBox(IReadOnlyList<ExactRange> Numbers, IReadOnlyList<int> Groups);

/// <summary>The bounds of a number.</summary>
/// <param name="Lower">The smallest value.</param>
/// <param name="Upper">The largest value, not below the smallest.</param>
internal readonly record struct ExactRange(Rational Lower, Rational Upper)
{
    /// <summary>Whether more than one value lies between the bounds.</summary>
    public bool HasWidth => Lower < Upper;
}

/// <summary>A point of the domain.</summary>
/// <param name="Numbers">One value per number.</param>
/// <param name="Categories">For each choice the position of its category.</param>
internal sealed record ExactPoint(IReadOnlyList<Rational> Numbers, IReadOnlyList<int> Categories);

/// <summary>An affine function of numbers and categories with integer coefficients.</summary>
/// <param name="Bias">The constant.</param>
/// <param name="Weights">One weight per number.</param>
/// <param name="Tables">For each choice one weight per category.</param>
internal sealed record ExactAffine(BigInteger Bias, BigInteger[] Weights, BigInteger[][] Tables)
{
    /// <summary>
    /// A function times the least positive integer that makes its coefficients integers, so that it keeps its sign everywhere.
    /// </summary>
    /// <param name="bias">The constant.</param>
    /// <param name="weights">One weight per number.</param>
    /// <param name="tables">For each choice one weight per category.</param>
    /// <returns>The multiple.</returns>
    public static ExactAffine Of(Rational bias, Rational[] weights, Rational[][] tables)
    {
        var multiple = weights.Concat(tables.SelectMany(t => t)).Append(bias).Select(w => w.Denominator)
            .Aggregate(BigInteger.One, LeastCommonMultiple);
        BigInteger Times(Rational w) => w.Numerator * (multiple / w.Denominator);
        return new ExactAffine(Times(bias), weights.Select(Times).ToArray(), tables.Select(t => t.Select(Times).ToArray()).ToArray());
    }

    /// <summary>Minus the function.</summary>
    /// <returns>−e.</returns>
    public ExactAffine Negated() => new(
        -Bias, Weights.Select(BigInteger.Negate).ToArray(), Tables.Select(t => t.Select(BigInteger.Negate).ToArray()).ToArray());

    /// <summary>The value at a point.</summary>
    /// <param name="x">The point.</param>
    /// <returns>Bias and weights, times the values and categories.</returns>
    public Rational Evaluate(ExactPoint x)
    {
        var sum = Bias;
        for (var g = 0; g < Tables.Length; g++)
            sum += Tables[g][x.Categories[g]];
        Rational value = sum;
        for (var i = 0; i < Weights.Length; i++)
        {
            if (!Weights[i].IsZero)
                value += x.Numbers[i] * Weights[i];
        }

        return value;
    }

    /// <summary>
    /// The function with t in [0, 1] in place of each number, x = lower + (upper − lower)·t; what categories add stays as it is.
    /// </summary>
    /// <param name="box">The bounds of the numbers.</param>
    /// <returns>One weight per number, 0 where it is fixed, and the constant.</returns>
    public (Rational[] Weights, Rational Constant) OnUnitCube(ExactBox box)
    {
        var weights = new Rational[Weights.Length];
        Rational constant = Bias;
        for (var i = 0; i < weights.Length; i++)
        {
            constant += box.Numbers[i].Lower * Weights[i];
            weights[i] = (box.Numbers[i].Upper - box.Numbers[i].Lower) * Weights[i];
        }

        return (weights, constant);
    }

    /// <summary>The function with its categories fixed.</summary>
    /// <param name="categories">For each choice the position of its category.</param>
    /// <returns>A function of the numbers.</returns>
    public ExactAffine At(IReadOnlyList<int> categories) =>
        new(Tables.Select((t, g) => t[categories[g]]).Aggregate(Bias, BigInteger.Add), Weights, []);

    private static BigInteger LeastCommonMultiple(BigInteger a, BigInteger b) => a / BigInteger.GreatestCommonDivisor(a, b) * b;
}

/// <summary>One side of a condition.</summary>
/// <param name="Expression">e.</param>
/// <param name="Negative">Whether it is e(x) &lt; 0, which is open; else it is e(x) ≥ 0, which is closed.</param>
internal sealed record Side(ExactAffine Expression, bool Negative)
{
    /// <summary>The other side of the same condition; a point is on exactly one of them.</summary>
    public Side Opposite => new(Expression, !Negative);
}
