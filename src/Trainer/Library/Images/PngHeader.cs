using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;

namespace RuleCompiler.Trainer.Images;

/// <summary>The header of a PNG file (PNG specification, third edition, 11.2.1) and what follows from it.</summary>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows of pixels.</param>
/// <param name="BitDepth">Bits of a sample as it is stored: 1, 2, 4, 8 or 16.</param>
/// <param name="ColourType">0 grey, 2 colour, 3 palette, 4 grey and alpha, 6 colour and alpha.</param>
/// <param name="IsInterlaced">Whether the pixels are in the seven passes of Adam7.</param>
internal sealed record PngHeader(int Width, int Height, int BitDepth, int ColourType, bool IsInterlaced)
{
    /// <summary>The most pixels: 4096×4096.</summary>
    public const int MaxPixels = 1 << 24;

    public const int Grey = 0;
    public const int Colour = 2;
    public const int Palette = 3;

    // First column and row, and the distances to the next ones, of each pass.
    private static readonly PngPass[] Adam7 =
        [new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2)];

    private static readonly PngPass[] Whole = [new(0, 0, 1, 1)];

    /// <summary>Samples per pixel as they are stored: 1 for a position in a palette.</summary>
    public int Stored => ColourType switch { Colour => 3, 4 => 2, 6 => 4, _ => 1 };

    public IReadOnlyList<PngPass> Passes => IsInterlaced ? Adam7 : Whole;

    /// <summary>The bytes of the given number of pixels of a row, without its filter.</summary>
    public int RowBytes(int pixels) => checked((int)((((long)pixels * Stored * BitDepth) + 7) / 8));

    /// <summary>The bytes of all rows with their filters.</summary>
    public long TotalBytes()
    {
        var total = 0L;
        foreach (var pass in Passes)
        {
            var (columns, rows) = pass.SizeIn(Width, Height);
            if (columns > 0)
                total += (long)rows * (1 + RowBytes(columns));
        }

        return total;
    }

    public static PngHeader Read(ReadOnlySpan<byte> data)
    {
        if (data.Length != 13)
            throw new InvalidDataException("its header has the wrong length.");
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
        if (width == 0 || height == 0 || (ulong)width * height > MaxPixels)
            throw new InvalidDataException(
                FormattableString.Invariant($"it says that it has {width}×{height} pixels; from 1 to {MaxPixels} pixels are read."));
        var (depth, colour) = (data[8], data[9]);
        var isKnown = colour switch
        {
            Grey => depth is 1 or 2 or 4 or 8 or 16,
            Palette => depth is 1 or 2 or 4 or 8,
            Colour or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
        if (!isKnown)
            throw new InvalidDataException(FormattableString.Invariant($"colour type {colour} with {depth} bits does not exist in PNG."));
        if (data[10] != 0 || data[11] != 0 || data[12] > 1)
            throw new InvalidDataException("its compression, filter or interlacing does not exist in PNG.");
        return new PngHeader((int)width, (int)height, depth, colour, data[12] == 1);
    }
}

/// <summary>A pass over an image: every pixel from a first one on, in steps.</summary>
internal readonly record struct PngPass(int Left, int Top, int StepX, int StepY)
{
    /// <summary>Pixels per row and rows of the pass.</summary>
    public (int Columns, int Rows) SizeIn(int width, int height) =>
        ((width - Left + StepX - 1) / StepX, (height - Top + StepY - 1) / StepY);
}
