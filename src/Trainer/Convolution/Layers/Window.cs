using System;

namespace RuleCompiler.Trainer.Convolution.Layers;

/// <summary>The places of a window along one side of an image.</summary>
/// <param name="Size">Pixels of the side.</param>
/// <param name="Kernel">Pixels of the window.</param>
/// <param name="Stride">The distance of its places.</param>
/// <param name="Before">Zeros in front of the side.</param>
/// <param name="After">Zeros after it.</param>
/// <param name="Places">How many places there are: pixels of the result.</param>
internal sealed record Window(int Size, int Kernel, int Stride, int Before, int After, int Places)
{
    /// <summary>Pixels with the zeros.</summary>
    public int Padded => Before + Size + After;

    /// <summary>Places a window.</summary>
    /// <exception cref="ArgumentException">It has no place.</exception>
    public static Window Place(int size, int kernel, int stride, Padding padding)
    {
        if (kernel < 1 || stride < 1)
            throw new ArgumentException($"A window of {kernel} pixels every {stride} is none; both are at least 1.", nameof(kernel));
        if (padding == Padding.Valid)
        {
            return kernel <= size
                ? new Window(size, kernel, stride, 0, 0, ((size - kernel) / stride) + 1)
                : throw new ArgumentException($"A window of {kernel} pixels has no place inside {size}.", nameof(kernel));
        }

        var places = (size + stride - 1) / stride;
        var zeros = Math.Max(0, ((places - 1) * stride) + kernel - size);
        return new Window(size, kernel, stride, zeros / 2, zeros - (zeros / 2), places);
    }

    /// <summary>The first pixel of the side at a place.</summary>
    public int First(int place) => Math.Max(0, (place * Stride) - Before);

    /// <summary>The pixel of the side after the last at a place.</summary>
    public int End(int place) => Math.Min(Size, (place * Stride) - Before + Kernel);
}
