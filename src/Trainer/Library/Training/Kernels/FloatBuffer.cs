using System;

namespace RuleCompiler.Trainer.Training.Kernels;

/// <summary>Zeroed single-precision memory that starts on a cache line and never moves.</summary>
/// <remarks>A 64-byte vector load that straddles two cache lines costs twice, so kernels ask for aligned memory.</remarks>
internal sealed unsafe class FloatBuffer
{
    /// <summary>Floats in a cache line, and the multiple to which leading dimensions are padded.</summary>
    public const int Line = 16;

    // Keeps the pinned memory alive for as long as the pointer is.
    private readonly float[] _owner;

    public FloatBuffer(int length)
    {
        Length = length;
        _owner = GC.AllocateArray<float>(length + Line, pinned: true);
        fixed (float* start = _owner)
            Pointer = (float*)(((nuint)start + 63) & ~(nuint)63);
    }

    public int Length { get; }

    /// <summary>The first float. Valid while this object is reachable.</summary>
    public float* Pointer { get; }

    public Span<float> Span => new(Pointer, Length);

    public static int Padded(int length) => (length + Line - 1) / Line * Line;
}
