using System;
using RuleCompiler.Trainer.Training.Kernels;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

/// <summary>The product promises the same bits on every machine: those of one chain of fused multiply-adds per element.</summary>
public class GemmTests
{
    private static readonly int[] Sizes = [1, 3, 5, 16, 17, 61, 64, 65, 100];

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void ProductHasTheBitsOfTheChainOfEachElement(bool transposed, bool biased)
    {
        var random = new Random(17);
        foreach (var m in Sizes)
        {
            foreach (var n in Sizes)
            {
                foreach (var k in Sizes)
                    Check(random, m, n, k, transposed, biased);
            }
        }
    }

    [Fact]
    public unsafe void OnlyTheColumnsThatAreAskedForAreWritten()
    {
        var random = new Random(3);
        var a = new Matrix(6, 7, Matrix.Uniform(random));
        var b = new Matrix(7, 160, Matrix.Uniform(random));
        var whole = new Matrix(6, 160, () => 99);
        var part = new Matrix(6, 160, () => 99);
        Gemm.Multiply(a.Pointer, a.Stride, 1, b.Pointer, b.Stride, whole.Pointer, whole.Stride, 6, 7, 0, 160, null);
        Gemm.Multiply(a.Pointer, a.Stride, 1, b.Pointer, b.Stride, part.Pointer, part.Stride, 6, 7, 32, 144, null);
        for (var i = 0; i < 6; i++)
        {
            for (var j = 0; j < 160; j++)
                Assert.Equal(j is >= 32 and < 144 ? whole[i, j] : 99, part[i, j]);
        }

        GC.KeepAlive((a, b, whole, part));
    }

    [Fact]
    public unsafe void EmptySumIsTheBias()
    {
        var none = new Matrix(1, 16, () => 7);
        var bias = new Matrix(1, 9, () => 0);
        for (var i = 0; i < 9; i++)
            bias[0, i] = i;
        var c = new Matrix(9, 80, () => -1);
        Gemm.Multiply(none.Pointer, 0, 1, none.Pointer, 16, c.Pointer, c.Stride, 9, 0, 0, 80, bias.Pointer);
        for (var i = 0; i < 9; i++)
            Assert.Equal((i, i), (c[i, 0], c[i, 79]));
        GC.KeepAlive((none, bias, c));
    }

    private static unsafe void Check(Random random, int m, int n, int k, bool transposed, bool biased)
    {
        var fill = Matrix.Uniform(random);
        var a = transposed ? new Matrix(k, m, fill) : new Matrix(m, k, fill);
        var b = new Matrix(k, n, fill);
        var c = new Matrix(m, n, () => float.NaN);
        var bias = new Matrix(1, m, fill);
        Gemm.Multiply(
            a.Pointer, transposed ? 1 : a.Stride, transposed ? a.Stride : 1, b.Pointer, b.Stride, c.Pointer, c.Stride, m, k, 0, c.Stride,
            biased ? bias.Pointer : null);
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = biased ? bias[0, i] : 0;
                for (var p = 0; p < k; p++)
                    sum = MathF.FusedMultiplyAdd(transposed ? a[p, i] : a[i, p], b[p, j], sum);
                if (BitConverter.SingleToInt32Bits(sum) != BitConverter.SingleToInt32Bits(c[i, j]))
                    Assert.Fail($"{m} × {k} times {k} × {n}, element {i}, {j}: {c[i, j]:R} instead of {sum:R}");
            }
        }

        GC.KeepAlive((a, b, c, bias));
    }
}
