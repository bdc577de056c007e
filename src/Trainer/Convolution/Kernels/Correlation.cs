using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RuleCompiler.Trainer.Training.Kernels;

namespace RuleCompiler.Trainer.Convolution.Kernels;

/// <summary>Products of weights with windows of images, C[i, n] = Σ_r W[i, r]·X[n, r], for sixteen images at a time.</summary>
/// <remarks>
/// An element of X and C is a vector of sixteen floats, one per image, so that no convolution is too narrow for the registers. X is never
/// laid out: element (n, r) is at positions[n] + offsets[r] of the images, which makes one kernel of every stride, padding and
/// direction. Each float of C is one sequential chain of fused multiply-adds over r: the same bits on every machine and however the
/// positions are shared among threads.
/// </remarks>
internal static unsafe class Correlation
{
    /// <summary>Rows of W that one call of a kernel covers; packed weights hold as many of them side by side.</summary>
    public const int Tile = 4;

    private const int Line = FloatBuffer.Line;

    /// <summary>Floats that packed weights take.</summary>
    /// <param name="rows">Rows of W.</param>
    /// <param name="length">Columns of W.</param>
    public static int PackedLength(int rows, int length) => (rows + Tile - 1) / Tile * Tile * length;

    /// <summary>Lays weights out as the kernels read them: four rows side by side, the last ones filled up with zeros.</summary>
    /// <param name="weights">W: element (i, r) at weights[i·row + offsets[r]].</param>
    /// <param name="row">The distance of W's rows.</param>
    /// <param name="offsets">Where the elements of a row are.</param>
    /// <param name="rows">Rows of W.</param>
    /// <param name="length">Columns of W.</param>
    /// <param name="packed">Receives them.</param>
    public static void Pack(float* weights, int row, int* offsets, int rows, int length, float* packed)
    {
        for (var i = 0; i < rows; i += Tile)
        {
            for (var r = 0; r < length; r++)
            {
                for (var t = 0; t < Tile; t++)
                    *packed++ = i + t < rows ? weights[((nint)(i + t) * row) + offsets[r]] : 0;
            }
        }
    }

    /// <summary>C = W·X + b for positions [from, to).</summary>
    /// <param name="packed">W, rows × length, as <see cref="Pack"/> lays it out.</param>
    /// <param name="bias">What a row of C starts with, or null for zero.</param>
    /// <param name="x">The images.</param>
    /// <param name="positions">Where each column of X starts, in floats, multiples of 16.</param>
    /// <param name="offsets">Where its elements are from there, in floats, multiples of 16.</param>
    /// <param name="length">Elements of a column.</param>
    /// <param name="c">C: vector (i, n) at c[i·plane + 16·n].</param>
    /// <param name="plane">The distance of C's rows in floats.</param>
    /// <param name="rows">Rows of W and C.</param>
    /// <param name="from">The first column of X and C.</param>
    /// <param name="to">The column after the last.</param>
    public static void Multiply(
        float* packed, float* bias, float* x, int* positions, int* offsets, int length, float* c, int plane, int rows, int from, int to)
    {
        var b = stackalloc float[Tile];
        for (var i = 0; i < rows; i += Tile)
        {
            var many = rows - i < Tile ? rows - i : Tile;
            for (var t = 0; t < Tile; t++)
                b[t] = bias == null || t >= many ? 0 : bias[i + t];
            var w = packed + ((nint)i * length);
            var target = c + ((nint)i * plane);
            if (Vector512.IsHardwareAccelerated)
            {
                for (var n = from; n < to; n += 4)
                    Tile4x4(w, b, x, positions + n, to - n, offsets, length, target + ((nint)n * Line), plane, many);
            }
            else
            {
                for (var n = from; n < to; n++)
                    Tile4x1Narrow(w, b, x + positions[n], offsets, length, target + ((nint)n * Line), plane, many);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x4(
        float* w, float* bias, float* x, int* positions, int count, int* offsets, int length, float* c, int plane, int rows)
    {
        Vector512<float> c00, c01, c02, c03, c10, c11, c12, c13, c20, c21, c22, c23, c30, c31, c32, c33;
        c00 = c01 = c02 = c03 = Vector512.Create(bias[0]);
        c10 = c11 = c12 = c13 = Vector512.Create(bias[1]);
        c20 = c21 = c22 = c23 = Vector512.Create(bias[2]);
        c30 = c31 = c32 = c33 = Vector512.Create(bias[3]);
        var x0 = x + positions[0];
        // Past the last position its own result is computed once more and not kept.
        var x1 = count > 1 ? x + positions[1] : x0;
        var x2 = count > 2 ? x + positions[2] : x0;
        var x3 = count > 3 ? x + positions[3] : x0;
        for (nint r = 0; r < length; r++)
        {
            nint at = offsets[r];
            var v0 = Vector512.Load(x0 + at);
            var v1 = Vector512.Load(x1 + at);
            var v2 = Vector512.Load(x2 + at);
            var v3 = Vector512.Load(x3 + at);
            var weight = Vector512.Create(w[0]);
            c00 = Vector512.FusedMultiplyAdd(weight, v0, c00);
            c01 = Vector512.FusedMultiplyAdd(weight, v1, c01);
            c02 = Vector512.FusedMultiplyAdd(weight, v2, c02);
            c03 = Vector512.FusedMultiplyAdd(weight, v3, c03);
            weight = Vector512.Create(w[1]);
            c10 = Vector512.FusedMultiplyAdd(weight, v0, c10);
            c11 = Vector512.FusedMultiplyAdd(weight, v1, c11);
            c12 = Vector512.FusedMultiplyAdd(weight, v2, c12);
            c13 = Vector512.FusedMultiplyAdd(weight, v3, c13);
            weight = Vector512.Create(w[2]);
            c20 = Vector512.FusedMultiplyAdd(weight, v0, c20);
            c21 = Vector512.FusedMultiplyAdd(weight, v1, c21);
            c22 = Vector512.FusedMultiplyAdd(weight, v2, c22);
            c23 = Vector512.FusedMultiplyAdd(weight, v3, c23);
            weight = Vector512.Create(w[3]);
            c30 = Vector512.FusedMultiplyAdd(weight, v0, c30);
            c31 = Vector512.FusedMultiplyAdd(weight, v1, c31);
            c32 = Vector512.FusedMultiplyAdd(weight, v2, c32);
            c33 = Vector512.FusedMultiplyAdd(weight, v3, c33);
            w += Tile;
        }

        Store(c, count, c00, c01, c02, c03);
        if (rows > 1)
            Store(c + plane, count, c10, c11, c12, c13);
        if (rows > 2)
            Store(c + (2 * (nint)plane), count, c20, c21, c22, c23);
        if (rows > 3)
            Store(c + (3 * (nint)plane), count, c30, c31, c32, c33);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        float* c, int count, Vector512<float> c0, Vector512<float> c1, Vector512<float> c2, Vector512<float> c3)
    {
        c0.Store(c);
        if (count > 1)
            c1.Store(c + Line);
        if (count > 2)
            c2.Store(c + (2 * Line));
        if (count > 3)
            c3.Store(c + (3 * Line));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x1Narrow(float* w, float* bias, float* x, int* offsets, int length, float* c, int plane, int rows)
    {
        Vector256<float> c00, c01, c10, c11, c20, c21, c30, c31;
        c00 = c01 = Vector256.Create(bias[0]);
        c10 = c11 = Vector256.Create(bias[1]);
        c20 = c21 = Vector256.Create(bias[2]);
        c30 = c31 = Vector256.Create(bias[3]);
        for (nint r = 0; r < length; r++)
        {
            var v0 = Vector256.Load(x + offsets[r]);
            var v1 = Vector256.Load(x + offsets[r] + 8);
            var weight = Vector256.Create(w[0]);
            c00 = Vector256.FusedMultiplyAdd(weight, v0, c00);
            c01 = Vector256.FusedMultiplyAdd(weight, v1, c01);
            weight = Vector256.Create(w[1]);
            c10 = Vector256.FusedMultiplyAdd(weight, v0, c10);
            c11 = Vector256.FusedMultiplyAdd(weight, v1, c11);
            weight = Vector256.Create(w[2]);
            c20 = Vector256.FusedMultiplyAdd(weight, v0, c20);
            c21 = Vector256.FusedMultiplyAdd(weight, v1, c21);
            weight = Vector256.Create(w[3]);
            c30 = Vector256.FusedMultiplyAdd(weight, v0, c30);
            c31 = Vector256.FusedMultiplyAdd(weight, v1, c31);
            w += Tile;
        }

        Store(c, c00, c01);
        if (rows > 1)
            Store(c + plane, c10, c11);
        if (rows > 2)
            Store(c + (2 * (nint)plane), c20, c21);
        if (rows > 3)
            Store(c + (3 * (nint)plane), c30, c31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* c, Vector256<float> c0, Vector256<float> c1)
    {
        c0.Store(c);
        c1.Store(c + 8);
    }
}
