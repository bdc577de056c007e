using System;
using RuleCompiler.Trainer.Training.Kernels;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

public class TransposeTests
{
    [Fact]
    public unsafe void RowsBecomeColumnsAndPaddingIsLeftAlone()
    {
        foreach (var rows in new[] { 1, 5, 16, 17, 33, 64 })
        {
            foreach (var columns in new[] { 1, 3, 16, 31, 48 })
            {
                var source = new Matrix(rows, columns, Matrix.Uniform(new Random(rows)));
                var target = new Matrix(columns, rows, () => 42);
                Transpose.Copy(source.Pointer, source.Stride, target.Pointer, target.Stride, rows, columns);
                for (var j = 0; j < columns; j++)
                {
                    for (var i = 0; i < target.Stride; i++)
                        Assert.Equal(i < rows ? source[i, j] : 42, target[j, i]);
                }

                GC.KeepAlive((source, target));
            }
        }
    }

    [Fact]
    public unsafe void BuffersStartOnACacheLineAndAreZero()
    {
        foreach (var length in new[] { 0, 1, 16, 1000 })
        {
            var buffer = new FloatBuffer(length);
            Assert.Equal(0UL, (nuint)buffer.Pointer % 64);
            Assert.Equal(length, buffer.Span.Length);
            Assert.DoesNotContain(buffer.Span.ToArray(), v => v != 0);
        }

        Assert.Equal([0, 16, 16, 32], [FloatBuffer.Padded(0), FloatBuffer.Padded(1), FloatBuffer.Padded(16), FloatBuffer.Padded(17)]);
    }
}
