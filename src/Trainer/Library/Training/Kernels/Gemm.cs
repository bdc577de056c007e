using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RuleCompiler.Trainer.Training.Kernels;

/// <summary>Single-precision matrix products, C = A·B, vectorised over the columns of B.</summary>
/// <remarks>
/// Each element of C is one sequential chain of fused multiply-adds over k, whatever the width of the machine's registers and however
/// the columns are shared among threads: the same bits everywhere. B and C have leading dimensions padded to whole cache lines and
/// their padding may be computed on; A may be read along rows or along columns.
/// </remarks>
internal static unsafe class Gemm
{
    /// <summary>Columns that one call of a kernel covers on machines with 512-bit registers.</summary>
    private const int Strip = 64;

    private const int Line = FloatBuffer.Line;

    /// <summary>C = A·B for columns [from, to).</summary>
    /// <param name="a">A, m × k: element (i, p) at a[i·aRow + p·aColumn].</param>
    /// <param name="aRow">The distance of A's rows.</param>
    /// <param name="aColumn">The distance of A's columns.</param>
    /// <param name="b">B, k × n, row-major with leading dimension ldb.</param>
    /// <param name="ldb">The leading dimension of B, a multiple of 16.</param>
    /// <param name="c">C, m × n, row-major with leading dimension ldc.</param>
    /// <param name="ldc">The leading dimension of C, a multiple of 16.</param>
    /// <param name="m">Rows of A and C.</param>
    /// <param name="k">Columns of A, rows of B.</param>
    /// <param name="from">The first column, a multiple of 16.</param>
    /// <param name="to">The column after the last, a multiple of 16.</param>
    /// <param name="bias">What row i of C starts with, m floats, or null for zero.</param>
    public static void Multiply(
        float* a, int aRow, int aColumn, float* b, int ldb, float* c, int ldc, int m, int k, int from, int to, float* bias)
    {
        var column = from;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; column + Strip <= to; column += Strip)
                MultiplyStrip64(a, aRow, aColumn, b + column, ldb, c + column, ldc, m, k, bias);
            for (; column < to; column += Line)
                MultiplyStrip16(a, aRow, aColumn, b + column, ldb, c + column, ldc, m, k, bias);
        }
        else
        {
            for (; column < to; column += Line)
                MultiplyStrip16Narrow(a, aRow, aColumn, b + column, ldb, c + column, ldc, m, k, bias);
        }
    }

    private static void MultiplyStrip64(float* a, int aRow, int aColumn, float* b, int ldb, float* c, int ldc, int m, int k, float* bias)
    {
        var i = 0;
        for (; i + 4 <= m; i += 4)
            Rows4Columns64(a + ((nint)i * aRow), aRow, aColumn, b, ldb, c + ((nint)i * ldc), ldc, k, bias == null ? null : bias + i);
        for (; i < m; i++)
            Row1Columns64(a + ((nint)i * aRow), aColumn, b, ldb, c + ((nint)i * ldc), k, bias == null ? 0 : bias[i]);
    }

    private static void MultiplyStrip16(float* a, int aRow, int aColumn, float* b, int ldb, float* c, int ldc, int m, int k, float* bias)
    {
        var i = 0;
        for (; i + 8 <= m; i += 8)
            Rows8Columns16(a + ((nint)i * aRow), aRow, aColumn, b, ldb, c + ((nint)i * ldc), ldc, k, bias == null ? null : bias + i);
        for (; i < m; i++)
            Row1Columns16(a + ((nint)i * aRow), aColumn, b, ldb, c + ((nint)i * ldc), k, bias == null ? 0 : bias[i]);
    }

    private static void MultiplyStrip16Narrow(
        float* a, int aRow, int aColumn, float* b, int ldb, float* c, int ldc, int m, int k, float* bias)
    {
        var i = 0;
        for (; i + 4 <= m; i += 4)
            Rows4Columns16Narrow(a + ((nint)i * aRow), aRow, aColumn, b, ldb, c + ((nint)i * ldc), ldc, k, bias == null ? null : bias + i);
        for (; i < m; i++)
            Row1Columns16Narrow(a + ((nint)i * aRow), aColumn, b, ldb, c + ((nint)i * ldc), k, bias == null ? 0 : bias[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows4Columns64(float* a, int aRow, int aColumn, float* b, int ldb, float* c, int ldc, int k, float* bias)
    {
        Vector512<float> c00, c01, c02, c03, c10, c11, c12, c13, c20, c21, c22, c23, c30, c31, c32, c33;
        c00 = c01 = c02 = c03 = Vector512.Create(bias == null ? 0 : bias[0]);
        c10 = c11 = c12 = c13 = Vector512.Create(bias == null ? 0 : bias[1]);
        c20 = c21 = c22 = c23 = Vector512.Create(bias == null ? 0 : bias[2]);
        c30 = c31 = c32 = c33 = Vector512.Create(bias == null ? 0 : bias[3]);
        var a1 = a + aRow;
        var a2 = a1 + aRow;
        var a3 = a2 + aRow;
        for (nint p = 0; p < k; p++)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + 16);
            var b2 = Vector512.Load(b + 32);
            var b3 = Vector512.Load(b + 48);
            var x = Vector512.Create(a[p * aColumn]);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            c02 = Vector512.FusedMultiplyAdd(x, b2, c02);
            c03 = Vector512.FusedMultiplyAdd(x, b3, c03);
            x = Vector512.Create(a1[p * aColumn]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            c12 = Vector512.FusedMultiplyAdd(x, b2, c12);
            c13 = Vector512.FusedMultiplyAdd(x, b3, c13);
            x = Vector512.Create(a2[p * aColumn]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            c22 = Vector512.FusedMultiplyAdd(x, b2, c22);
            c23 = Vector512.FusedMultiplyAdd(x, b3, c23);
            x = Vector512.Create(a3[p * aColumn]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            c32 = Vector512.FusedMultiplyAdd(x, b2, c32);
            c33 = Vector512.FusedMultiplyAdd(x, b3, c33);
            b += ldb;
        }

        Store64(c, c00, c01, c02, c03);
        Store64(c + ldc, c10, c11, c12, c13);
        Store64(c + (2 * (nint)ldc), c20, c21, c22, c23);
        Store64(c + (3 * (nint)ldc), c30, c31, c32, c33);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store64(float* c, Vector512<float> c0, Vector512<float> c1, Vector512<float> c2, Vector512<float> c3)
    {
        c0.Store(c);
        c1.Store(c + 16);
        c2.Store(c + 32);
        c3.Store(c + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row1Columns64(float* a, int aColumn, float* b, int ldb, float* c, int k, float bias)
    {
        Vector512<float> c0, c1, c2, c3;
        c0 = c1 = c2 = c3 = Vector512.Create(bias);
        for (nint p = 0; p < k; p++)
        {
            var x = Vector512.Create(a[p * aColumn]);
            c0 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b), c0);
            c1 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 16), c1);
            c2 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 32), c2);
            c3 = Vector512.FusedMultiplyAdd(x, Vector512.Load(b + 48), c3);
            b += ldb;
        }

        Store64(c, c0, c1, c2, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows8Columns16(float* a, int aRow, int aColumn, float* b, int ldb, float* c, int ldc, int k, float* bias)
    {
        var c0 = Vector512.Create(bias == null ? 0 : bias[0]);
        var c1 = Vector512.Create(bias == null ? 0 : bias[1]);
        var c2 = Vector512.Create(bias == null ? 0 : bias[2]);
        var c3 = Vector512.Create(bias == null ? 0 : bias[3]);
        var c4 = Vector512.Create(bias == null ? 0 : bias[4]);
        var c5 = Vector512.Create(bias == null ? 0 : bias[5]);
        var c6 = Vector512.Create(bias == null ? 0 : bias[6]);
        var c7 = Vector512.Create(bias == null ? 0 : bias[7]);
        var a4 = a + (4 * (nint)aRow);
        for (nint p = 0; p < k; p++)
        {
            var x = Vector512.Load(b);
            var at = p * aColumn;
            c0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[at]), x, c0);
            c1 = Vector512.FusedMultiplyAdd(Vector512.Create(a[at + aRow]), x, c1);
            c2 = Vector512.FusedMultiplyAdd(Vector512.Create(a[at + (2 * (nint)aRow)]), x, c2);
            c3 = Vector512.FusedMultiplyAdd(Vector512.Create(a[at + (3 * (nint)aRow)]), x, c3);
            c4 = Vector512.FusedMultiplyAdd(Vector512.Create(a4[at]), x, c4);
            c5 = Vector512.FusedMultiplyAdd(Vector512.Create(a4[at + aRow]), x, c5);
            c6 = Vector512.FusedMultiplyAdd(Vector512.Create(a4[at + (2 * (nint)aRow)]), x, c6);
            c7 = Vector512.FusedMultiplyAdd(Vector512.Create(a4[at + (3 * (nint)aRow)]), x, c7);
            b += ldb;
        }

        c0.Store(c);
        c1.Store(c + ldc);
        c2.Store(c + (2 * (nint)ldc));
        c3.Store(c + (3 * (nint)ldc));
        c4.Store(c + (4 * (nint)ldc));
        c5.Store(c + (5 * (nint)ldc));
        c6.Store(c + (6 * (nint)ldc));
        c7.Store(c + (7 * (nint)ldc));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row1Columns16(float* a, int aColumn, float* b, int ldb, float* c, int k, float bias)
    {
        var sum = Vector512.Create(bias);
        for (nint p = 0; p < k; p++)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.Create(a[p * aColumn]), Vector512.Load(b), sum);
            b += ldb;
        }

        sum.Store(c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows4Columns16Narrow(float* a, int aRow, int aColumn, float* b, int ldb, float* c, int ldc, int k, float* bias)
    {
        Vector256<float> c00, c01, c10, c11, c20, c21, c30, c31;
        c00 = c01 = Vector256.Create(bias == null ? 0 : bias[0]);
        c10 = c11 = Vector256.Create(bias == null ? 0 : bias[1]);
        c20 = c21 = Vector256.Create(bias == null ? 0 : bias[2]);
        c30 = c31 = Vector256.Create(bias == null ? 0 : bias[3]);
        for (nint p = 0; p < k; p++)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + 8);
            var at = p * aColumn;
            var x = Vector256.Create(a[at]);
            c00 = Vector256.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(x, b1, c01);
            x = Vector256.Create(a[at + aRow]);
            c10 = Vector256.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(x, b1, c11);
            x = Vector256.Create(a[at + (2 * (nint)aRow)]);
            c20 = Vector256.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(x, b1, c21);
            x = Vector256.Create(a[at + (3 * (nint)aRow)]);
            c30 = Vector256.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(x, b1, c31);
            b += ldb;
        }

        Store16(c, c00, c01);
        Store16(c + ldc, c10, c11);
        Store16(c + (2 * (nint)ldc), c20, c21);
        Store16(c + (3 * (nint)ldc), c30, c31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store16(float* c, Vector256<float> c0, Vector256<float> c1)
    {
        c0.Store(c);
        c1.Store(c + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row1Columns16Narrow(float* a, int aColumn, float* b, int ldb, float* c, int k, float bias)
    {
        Vector256<float> c0, c1;
        c0 = c1 = Vector256.Create(bias);
        for (nint p = 0; p < k; p++)
        {
            var x = Vector256.Create(a[p * aColumn]);
            c0 = Vector256.FusedMultiplyAdd(x, Vector256.Load(b), c0);
            c1 = Vector256.FusedMultiplyAdd(x, Vector256.Load(b + 8), c1);
            b += ldb;
        }

        Store16(c, c0, c1);
    }
}
