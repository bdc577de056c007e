using System;

namespace RuleCompiler.Trainer.Images;

/// <summary>A picture in colours of 8 bits, white at first, to be drawn on and written.</summary>
public sealed class RgbImage
{
    /// <summary>The most pixels, so that every picture that is written can be read back.</summary>
    public const int MaxPixels = PngHeader.MaxPixels;

    private readonly byte[] _bytes;

    /// <summary>Makes a white picture.</summary>
    /// <param name="width">Pixels per row, at least 1.</param>
    /// <param name="height">Rows of pixels, at least 1.</param>
    /// <exception cref="ArgumentException">The picture has no pixel, or more than <see cref="MaxPixels"/>.</exception>
    public RgbImage(int width, int height)
    {
        if (width < 1 || height < 1 || (long)width * height > MaxPixels)
            throw new ArgumentException(FormattableString.Invariant($"A picture of {width}×{height} pixels cannot be made."));
        (Width, Height) = (width, height);
        _bytes = new byte[3 * width * height];
        _bytes.AsSpan().Fill(byte.MaxValue);
    }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>The bytes of a row: red, green and blue of each pixel.</summary>
    /// <param name="y">Counted from 0.</param>
    /// <returns>3 × width bytes.</returns>
    public ReadOnlySpan<byte> Row(int y) => _bytes.AsSpan(3 * Width * y, 3 * Width);

    /// <summary>The colour of a pixel.</summary>
    /// <param name="x">The column, counted from 0.</param>
    /// <param name="y">The row, counted from 0.</param>
    /// <returns>The colour.</returns>
    public Rgb this[int x, int y]
    {
        get
        {
            var pixel = _bytes.AsSpan(Position(x, y), 3);
            return new Rgb(pixel[0], pixel[1], pixel[2]);
        }

        set
        {
            var pixel = _bytes.AsSpan(Position(x, y), 3);
            (pixel[0], pixel[1], pixel[2]) = (value.Red, value.Green, value.Blue);
        }
    }

    /// <summary>Fills a rectangle; what of it is outside the picture is left out.</summary>
    /// <param name="left">The first column.</param>
    /// <param name="top">The first row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="colour">The colour.</param>
    public void Fill(int left, int top, int width, int height, Rgb colour)
    {
        for (var y = Math.Max(0, top); y < Math.Min(Height, top + height); y++)
        {
            for (var x = Math.Max(0, left); x < Math.Min(Width, left + width); x++)
                this[x, y] = colour;
        }
    }

    private int Position(int x, int y) => x >= 0 && x < Width && y >= 0 && y < Height
        ? 3 * ((y * Width) + x)
        : throw new ArgumentOutOfRangeException(
            nameof(x), FormattableString.Invariant($"The pixel ({x}, {y}) is outside a picture of {Width}×{Height}."));
}

/// <summary>A colour of 8 bits per channel.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>Black: (0, 0, 0).</summary>
    public static Rgb Black { get; } = new(0, 0, 0);

    /// <summary>White: (255, 255, 255).</summary>
    public static Rgb White { get; } = new(255, 255, 255);

    /// <summary>As in CSS: <c>#ff0000</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"#{Red:x2}{Green:x2}{Blue:x2}");
}
