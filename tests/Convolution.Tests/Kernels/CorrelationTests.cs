using System;
using System.Linq;
using RuleCompiler.Trainer.Convolution.Kernels;
using RuleCompiler.Trainer.Training.Kernels;
using Xunit;

namespace RuleCompiler.Convolution.Tests.Kernels;

/// <summary>The same bits on every machine: those of one chain of fused multiply-adds per float, computed here one by one.</summary>
public class CorrelationTests
{
    private const int Line = FloatBuffer.Line;

    private static readonly int[] Sizes = [1, 2, 3, 4, 5, 7, 9];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public unsafe void ProductHasTheBitsOfTheChains(bool biased)
    {
        var random = new Random(11);
        foreach (var rows in Sizes)
        {
            foreach (var count in Sizes)
            {
                foreach (var length in Sizes)
                {
                    var (x, positions, offsets) = Windows(random, count, length);
                    var weights = Filled(random, rows * 12);
                    var bias = Filled(random, rows);
                    var packed = new FloatBuffer(Correlation.PackedLength(rows, length));
                    var c = Filled(random, rows * (count + 1) * Line);
                    var columns = Enumerable.Range(0, length).Reverse().ToArray();
                    fixed (int* p = positions, o = offsets, w = columns)
                    {
                        Correlation.Pack(weights.Pointer, 12, w, rows, length, packed.Pointer);
                        Correlation.Multiply(
                            packed.Pointer,
                            biased ? bias.Pointer : null,
                            x.Pointer,
                            p,
                            o,
                            length,
                            c.Pointer,
                            (count + 1) * Line,
                            rows,
                            0,
                            count);
                    }

                    for (var i = 0; i < rows * count * Line; i++)
                    {
                        var (row, n, lane) = (i / Line / count, i / Line % count, i % Line);
                        var sum = biased ? bias.Span[row] : 0;
                        for (var r = 0; r < length; r++)
                            sum = MathF.FusedMultiplyAdd(
                                weights.Span[(row * 12) + columns[r]], x.Span[positions[n] + offsets[r] + lane], sum);
                        Assert.Equal(sum, c.Span[(((row * (count + 1)) + n) * Line) + lane]);
                    }

                    GC.KeepAlive((weights, bias, packed, c, x));
                }
            }
        }
    }

    [Fact]
    public unsafe void OnlyThePositionsThatAreAskedForAreWritten()
    {
        var random = new Random(12);
        var (x, positions, offsets) = Windows(random, 11, 3);
        var packed = Filled(random, Correlation.PackedLength(5, 3));
        var c = new FloatBuffer(5 * 11 * Line);
        c.Span.Fill(99);
        fixed (int* p = positions, o = offsets)
            Correlation.Multiply(packed.Pointer, null, x.Pointer, p, o, 3, c.Pointer, 11 * Line, 5, 4, 9);
        for (var n = 0; n < 5 * 11; n++)
            Assert.Equal(n % 11 is >= 4 and < 9, c.Span[n * Line] != 99);
        GC.KeepAlive((x, packed, c));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(64)]
    [InlineData(131)]
    public unsafe void GradientHasTheBitsOfItsChains(int count)
    {
        var random = new Random(13);
        foreach (var rows in Sizes)
        {
            foreach (var length in Sizes)
            {
                var (x, positions, offsets) = Windows(random, count, length);
                var c = Filled(random, rows * count * Line);
                var result = Filled(random, rows * 12);
                var scratch = Filled(random, CorrelationGradient.ScratchLength(length));
                fixed (int* p = positions, o = offsets)
                    CorrelationGradient.Multiply(
                        c.Pointer, count * Line, rows, x.Pointer, p, count, o, length, result.Pointer, 12, scratch.Pointer);
                for (var i = 0; i < rows * length; i++)
                {
                    var (row, r) = (i / length, i % length);
                    var lanes = new float[Line];
                    for (var n = 0; n < count; n++)
                    {
                        for (var lane = 0; lane < Line; lane++)
                            lanes[lane] = MathF.FusedMultiplyAdd(
                                c.Span[(((row * count) + n) * Line) + lane], x.Span[positions[n] + offsets[r] + lane], lanes[lane]);
                    }

                    var four = Enumerable.Range(0, 4).Select(k => (lanes[k] + lanes[k + 8]) + (lanes[k + 4] + lanes[k + 12])).ToArray();
                    Assert.Equal((four[0] + four[2]) + (four[1] + four[3]), result.Span[(row * 12) + r]);
                }

                GC.KeepAlive((c, x, result, scratch));
            }
        }
    }

    private static (FloatBuffer X, int[] Positions, int[] Offsets) Windows(Random random, int count, int length) => (
        Filled(random, 40 * Line),
        Enumerable.Range(0, count).Select(_ => random.Next(20) * Line).ToArray(),
        Enumerable.Range(0, length).Select(_ => random.Next(20) * Line).ToArray());

    private static FloatBuffer Filled(Random random, int length)
    {
        var buffer = new FloatBuffer(length);
        foreach (ref var value in buffer.Span)
            value = (random.NextSingle() * 2) - 1;
        return buffer;
    }
}
