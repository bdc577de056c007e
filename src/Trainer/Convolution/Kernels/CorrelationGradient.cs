using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RuleCompiler.Trainer.Training.Kernels;

namespace RuleCompiler.Trainer.Convolution.Kernels;

/// <summary>What a correlation's weights get: W'[i, r] = Σ_n C'[i, n]·X[n, r], summed over sixteen images at a time.</summary>
/// <remarks>
/// Every image has its own chain of fused multiply-adds over n, and the sixteen chains are joined in a fixed order. So that C' is read from
/// the nearest cache, the positions are taken in blocks; between two blocks the chains wait in memory, unrounded.
/// </remarks>
internal static unsafe class CorrelationGradient
{
    private const int Line = FloatBuffer.Line;
    private const int Tile = Correlation.Tile;

    /// <summary>Positions in a block: C' of four rows then takes 16 kB.</summary>
    private const int Block = 64;

    /// <summary>Floats that the chains need while they wait.</summary>
    /// <param name="length">Columns of W.</param>
    public static int ScratchLength(int length) => Tile * Line * ((length + Tile - 1) / Tile * Tile);

    /// <summary>W' = C'·Xᵀ.</summary>
    /// <param name="c">C': vector (i, n) at c[i·plane + 16·n].</param>
    /// <param name="plane">The distance of C's rows in floats.</param>
    /// <param name="rows">Rows of W and C.</param>
    /// <param name="x">The images.</param>
    /// <param name="positions">Where each column of X starts, in floats, multiples of 16.</param>
    /// <param name="count">Columns of X and C.</param>
    /// <param name="offsets">Where their elements are from there, in floats, multiples of 16.</param>
    /// <param name="length">Elements of a column.</param>
    /// <param name="weights">Receives W', rows × length.</param>
    /// <param name="stride">The distance of its rows.</param>
    /// <param name="scratch">Room for <see cref="ScratchLength"/> floats.</param>
    public static void Multiply(
        float* c,
        int plane,
        int rows,
        float* x,
        int* positions,
        int count,
        int* offsets,
        int length,
        float* weights,
        int stride,
        float* scratch)
    {
        for (var i = 0; i < rows; i += Tile)
        {
            var many = rows - i < Tile ? rows - i : Tile;
            var from = c + ((nint)i * plane);
            for (var n = 0; n < count; n += Block)
            {
                var block = count - n < Block ? count - n : Block;
                for (var r = 0; r < length; r += Tile)
                {
                    var chains = scratch + ((nint)r * Tile * Line);
                    if (Vector512.IsHardwareAccelerated)
                        Tile4x4(from + ((nint)n * Line), plane, many, x, positions + n, block, offsets + r, length - r, chains, n == 0);
                    else
                        Narrow(from + ((nint)n * Line), plane, many, x, positions + n, block, offsets + r, length - r, chains, n == 0);
                }
            }

            for (var t = 0; t < many; t++)
            {
                var row = weights + ((nint)(i + t) * stride);
                for (var r = 0; r < length; r++)
                    row[r] = Rows.Sum(scratch + ((((nint)(r / Tile) * Tile * Tile) + (t * Tile) + (r % Tile)) * Line), Line);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x4(
        float* c, int plane, int rows, float* x, int* positions, int count, int* offsets, int length, float* chains, bool isFirst)
    {
        var s00 = Vector512<float>.Zero;
        var s01 = s00;
        var s02 = s00;
        var s03 = s00;
        var s10 = s00;
        var s11 = s00;
        var s12 = s00;
        var s13 = s00;
        var s20 = s00;
        var s21 = s00;
        var s22 = s00;
        var s23 = s00;
        var s30 = s00;
        var s31 = s00;
        var s32 = s00;
        var s33 = s00;
        if (!isFirst)
        {
            s00 = Vector512.Load(chains);
            s01 = Vector512.Load(chains + Line);
            s02 = Vector512.Load(chains + (2 * Line));
            s03 = Vector512.Load(chains + (3 * Line));
            s10 = Vector512.Load(chains + (4 * Line));
            s11 = Vector512.Load(chains + (5 * Line));
            s12 = Vector512.Load(chains + (6 * Line));
            s13 = Vector512.Load(chains + (7 * Line));
            s20 = Vector512.Load(chains + (8 * Line));
            s21 = Vector512.Load(chains + (9 * Line));
            s22 = Vector512.Load(chains + (10 * Line));
            s23 = Vector512.Load(chains + (11 * Line));
            s30 = Vector512.Load(chains + (12 * Line));
            s31 = Vector512.Load(chains + (13 * Line));
            s32 = Vector512.Load(chains + (14 * Line));
            s33 = Vector512.Load(chains + (15 * Line));
        }

        // Past the last row or column its own sums are computed once more and not read.
        var c1 = c + (rows > 1 ? plane : 0);
        var c2 = c + (rows > 2 ? 2 * (nint)plane : 0);
        var c3 = c + (rows > 3 ? 3 * (nint)plane : 0);
        var x0 = x + offsets[0];
        var x1 = x + offsets[length > 1 ? 1 : 0];
        var x2 = x + offsets[length > 2 ? 2 : 0];
        var x3 = x + offsets[length > 3 ? 3 : 0];
        for (nint n = 0; n < count; n++)
        {
            nint at = positions[n];
            var v0 = Vector512.Load(x0 + at);
            var v1 = Vector512.Load(x1 + at);
            var v2 = Vector512.Load(x2 + at);
            var v3 = Vector512.Load(x3 + at);
            var g = Vector512.Load(c + (n * Line));
            s00 = Vector512.FusedMultiplyAdd(g, v0, s00);
            s01 = Vector512.FusedMultiplyAdd(g, v1, s01);
            s02 = Vector512.FusedMultiplyAdd(g, v2, s02);
            s03 = Vector512.FusedMultiplyAdd(g, v3, s03);
            g = Vector512.Load(c1 + (n * Line));
            s10 = Vector512.FusedMultiplyAdd(g, v0, s10);
            s11 = Vector512.FusedMultiplyAdd(g, v1, s11);
            s12 = Vector512.FusedMultiplyAdd(g, v2, s12);
            s13 = Vector512.FusedMultiplyAdd(g, v3, s13);
            g = Vector512.Load(c2 + (n * Line));
            s20 = Vector512.FusedMultiplyAdd(g, v0, s20);
            s21 = Vector512.FusedMultiplyAdd(g, v1, s21);
            s22 = Vector512.FusedMultiplyAdd(g, v2, s22);
            s23 = Vector512.FusedMultiplyAdd(g, v3, s23);
            g = Vector512.Load(c3 + (n * Line));
            s30 = Vector512.FusedMultiplyAdd(g, v0, s30);
            s31 = Vector512.FusedMultiplyAdd(g, v1, s31);
            s32 = Vector512.FusedMultiplyAdd(g, v2, s32);
            s33 = Vector512.FusedMultiplyAdd(g, v3, s33);
        }

        s00.Store(chains);
        s01.Store(chains + Line);
        s02.Store(chains + (2 * Line));
        s03.Store(chains + (3 * Line));
        s10.Store(chains + (4 * Line));
        s11.Store(chains + (5 * Line));
        s12.Store(chains + (6 * Line));
        s13.Store(chains + (7 * Line));
        s20.Store(chains + (8 * Line));
        s21.Store(chains + (9 * Line));
        s22.Store(chains + (10 * Line));
        s23.Store(chains + (11 * Line));
        s30.Store(chains + (12 * Line));
        s31.Store(chains + (13 * Line));
        s32.Store(chains + (14 * Line));
        s33.Store(chains + (15 * Line));
    }

    /// <summary>The same chains, two at a time, for registers of 256 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow(
        float* c, int plane, int rows, float* x, int* positions, int count, int* offsets, int length, float* chains, bool isFirst)
    {
        for (var t = 0; t < rows; t++)
        {
            var g = c + ((nint)t * plane);
            for (var r = 0; r < Tile && r < length; r++)
            {
                var v = x + offsets[r];
                var chain = chains + (((t * Tile) + r) * Line);
                var low = isFirst ? Vector256<float>.Zero : Vector256.Load(chain);
                var high = isFirst ? Vector256<float>.Zero : Vector256.Load(chain + 8);
                for (nint n = 0; n < count; n++)
                {
                    low = Vector256.FusedMultiplyAdd(Vector256.Load(g + (n * Line)), Vector256.Load(v + positions[n]), low);
                    high = Vector256.FusedMultiplyAdd(Vector256.Load(g + (n * Line) + 8), Vector256.Load(v + positions[n] + 8), high);
                }

                low.Store(chain);
                high.Store(chain + 8);
            }
        }
    }
}
