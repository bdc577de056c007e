using System;
using RuleCompiler.Trainer.Training.Kernels;

namespace RuleCompiler.Trainer.Tests.Training;

/// <summary>A row-major matrix in the kernels' memory, rows padded to whole cache lines and the padding filled with numbers too.</summary>
internal sealed class Matrix
{
    private readonly FloatBuffer _buffer;

    public Matrix(int rows, int columns, Func<float> fill)
    {
        Rows = rows;
        Columns = columns;
        Stride = FloatBuffer.Padded(columns);
        _buffer = new FloatBuffer(rows * Stride);
        foreach (ref var value in _buffer.Span)
            value = fill();
    }

    public int Rows { get; }

    public int Columns { get; }

    public int Stride { get; }

    public unsafe float* Pointer => _buffer.Pointer;

    public Span<float> All => _buffer.Span;

    public ref float this[int row, int column] => ref _buffer.Span[(row * Stride) + column];

    public static Func<float> Uniform(Random random) => () => (random.NextSingle() * 2) - 1;
}
