using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RuleCompiler.Trainer.Training.Kernels;

/// <summary>Element-wise kernels over rows of padded matrices; lengths are multiples of 16.</summary>
/// <remarks>Sums run in sixteen lanes that are joined in a fixed order, so that they have the same bits on every machine.</remarks>
internal static unsafe class Rows
{
    private const int Line = FloatBuffer.Line;

    /// <summary>f(z) = max(0, z) + a·min(0, z).</summary>
    /// <param name="z">Pre-activations.</param>
    /// <param name="slope">a.</param>
    /// <param name="activations">Receives f(z).</param>
    /// <param name="length">How many.</param>
    public static void PRelu(float* z, float slope, float* activations, int length)
    {
        var a = Vector512.Create(slope);
        for (var i = 0; i < length; i += Line)
        {
            var v = Vector512.Load(z + i);
            var positive = Vector512.Max(v, Vector512<float>.Zero);
            Vector512.FusedMultiplyAdd(a, v - positive, positive).Store(activations + i);
        }
    }

    /// <summary>Turns the gradient by f(z) into that by z, in place.</summary>
    /// <param name="z">Pre-activations.</param>
    /// <param name="slope">a.</param>
    /// <param name="gradient">In: ∂L/∂f(z). Out: ∂L/∂z.</param>
    /// <param name="length">How many.</param>
    /// <param name="slopeGradient">∂L/∂a = Σ ∂L/∂f(z)·min(0, z).</param>
    /// <returns>∂L/∂b = Σ ∂L/∂z.</returns>
    public static float PReluGradient(float* z, float slope, float* gradient, int length, out float slopeGradient)
    {
        var a = Vector512.Create(slope);
        var slopes = Vector512<float>.Zero;
        var biases = Vector512<float>.Zero;
        for (var i = 0; i < length; i += Line)
        {
            var v = Vector512.Load(z + i);
            var g = Vector512.Load(gradient + i);
            slopes = Vector512.FusedMultiplyAdd(g, Vector512.Min(v, Vector512<float>.Zero), slopes);
            g = Vector512.ConditionalSelect(Vector512.LessThan(v, Vector512<float>.Zero), g * a, g);
            biases += g;
            g.Store(gradient + i);
        }

        slopeGradient = Sum(slopes);
        return Sum(biases);
    }

    /// <summary>The sum of the elements.</summary>
    /// <param name="values">The elements.</param>
    /// <param name="length">How many.</param>
    /// <returns>The sum.</returns>
    public static float Sum(float* values, int length)
    {
        var sum = Vector512<float>.Zero;
        for (var i = 0; i < length; i += Line)
            sum += Vector512.Load(values + i);
        return Sum(sum);
    }

    /// <summary>y += factor·x.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="x">Elements.</param>
    /// <param name="y">As many elements, changed in place.</param>
    /// <param name="length">How many.</param>
    public static void AddScaled(float factor, float* x, float* y, int length)
    {
        var f = Vector512.Create(factor);
        for (var i = 0; i < length; i += Line)
            Vector512.FusedMultiplyAdd(f, Vector512.Load(x + i), Vector512.Load(y + i)).Store(y + i);
    }

    /// <summary>y += factor·min(0, x).</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="x">Elements.</param>
    /// <param name="y">As many elements, changed in place.</param>
    /// <param name="length">How many.</param>
    public static void AddScaledNegativePart(float factor, float* x, float* y, int length)
    {
        var f = Vector512.Create(factor);
        for (var i = 0; i < length; i += Line)
        {
            var v = Vector512.Min(Vector512.Load(x + i), Vector512<float>.Zero);
            Vector512.FusedMultiplyAdd(f, v, Vector512.Load(y + i)).Store(y + i);
        }
    }

    /// <summary>The sum of gradient·min(0, z).</summary>
    /// <param name="gradient">Elements.</param>
    /// <param name="z">As many elements.</param>
    /// <param name="length">How many.</param>
    /// <returns>Σ gradient·min(0, z).</returns>
    public static float DotNegativePart(float* gradient, float* z, int length)
    {
        var sum = Vector512<float>.Zero;
        for (var i = 0; i < length; i += Line)
            sum = Vector512.FusedMultiplyAdd(
                Vector512.Load(gradient + i), Vector512.Min(Vector512.Load(z + i), Vector512<float>.Zero), sum);
        return Sum(sum);
    }

    /// <summary>Sets the elements to zero where z is not negative.</summary>
    /// <param name="z">Elements.</param>
    /// <param name="values">As many elements, changed in place.</param>
    /// <param name="length">How many.</param>
    public static void KeepWhereNegative(float* z, float* values, int length)
    {
        for (var i = 0; i < length; i += Line)
        {
            var negative = Vector512.LessThan(Vector512.Load(z + i), Vector512<float>.Zero);
            (Vector512.Load(values + i) & negative).Store(values + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(Vector512<float> lanes)
    {
        var eight = lanes.GetLower() + lanes.GetUpper();
        var four = eight.GetLower() + eight.GetUpper();
        return (four[0] + four[2]) + (four[1] + four[3]);
    }
}
