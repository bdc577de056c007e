using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Training.Kernels;

/// <summary>
/// <see cref="Exponential.Of"/> of many numbers, eight at a time by the same operations in the same order, and so with the same bits: one
/// after the other they would wait for twelve divisions each.
/// </summary>
internal static class Exponentials
{
    // 2⁵² and a whole number less than it: the low bits of the sum are that number.
    private const double ToBits = 4503599627370496.0;

    /// <summary>eˣ in the place of each x.</summary>
    /// <param name="x">The exponents.</param>
    public static void Replace(Span<double> x)
    {
        var vectors = MemoryMarshal.Cast<double, Vector512<double>>(x);
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] = Of(vectors[i]);
        for (var i = vectors.Length * Vector512<double>.Count; i < x.Length; i++)
            x[i] = Exponential.Of(x[i]);
    }

    private static Vector512<double> Of(Vector512<double> x)
    {
        var one = Vector512<double>.One;
        var k = Vector512.Floor((x * 1.4426950408889634) + Vector512.Create(0.5));
        var r = x - (k * 0.693147180369123816490) - (k * 1.90821492927058770002e-10);
        var p = one;
        for (var n = 13; n >= 2; n--)
            p = one + (p * r / Vector512.Create((double)n));
        p *= r;
        var power = (k + Vector512.Create(1022 + ToBits)).AsInt64() << 52;
        var result = (one + p) * power.AsDouble() * 2.0;
        result = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(-708.0)), Vector512<double>.Zero, result);
        result = Vector512.ConditionalSelect(
            Vector512.GreaterThan(x, Vector512.Create(709.782712893384)), Vector512.Create(double.PositiveInfinity), result);
        return Vector512.ConditionalSelect(Vector512.Equals(x, x), result, x);
    }
}
