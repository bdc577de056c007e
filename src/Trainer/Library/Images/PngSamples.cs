using System;
using System.IO;

namespace RuleCompiler.Trainer.Images;

/// <summary>The rows of a PNG image as samples: filters undone, passes put together, palettes looked up.</summary>
internal static class PngSamples
{
    public static PngImage Read(PngHeader header, byte[] rows, byte[] palette, byte[] transparency)
    {
        if (header.ColourType == PngHeader.Palette && palette.Length == 0)
            throw new InvalidDataException("its palette is missing.");
        CheckTransparency(header, palette, transparency);
        var stored = new ushort[header.Width * header.Height * header.Stored];
        var at = 0;
        foreach (var pass in header.Passes)
        {
            var (columns, height) = pass.SizeIn(header.Width, header.Height);
            if (columns == 0 || height == 0)
                continue;
            var length = header.RowBytes(columns);
            Span<byte> above = new byte[length];
            for (var y = 0; y < height; y++)
            {
                var row = rows.AsSpan(at + 1, length);
                Unfilter(rows[at], row, above, Math.Max(1, header.Stored * header.BitDepth / 8));
                Unpack(header, row, stored, ((pass.Top + (y * pass.StepY)) * header.Width) + pass.Left, pass.StepX, columns);
                above = row;
                at += 1 + length;
            }
        }

        if (header.ColourType == PngHeader.Palette)
            return OfPalette(header, stored, palette, transparency);
        return transparency.Length > 0 ? WithAlpha(header, stored, transparency) : Image(header, header.Stored, stored);
    }

    private static PngImage Image(PngHeader header, int channels, ushort[] samples) =>
        new(header.Width, header.Height, channels, header.BitDepth == 16 ? ushort.MaxValue : byte.MaxValue, samples);

    private static void CheckTransparency(PngHeader header, byte[] palette, byte[] transparency)
    {
        var isRight = transparency.Length == 0 || header.ColourType switch
        {
            PngHeader.Grey => transparency.Length == 2,
            PngHeader.Colour => transparency.Length == 6,
            PngHeader.Palette => transparency.Length <= palette.Length / 3,
            _ => false,
        };
        if (!isRight)
            throw new InvalidDataException("its transparency chunk does not fit its colours.");
    }

    // Section 9.2: a byte is given as its difference to a prediction from the bytes to the left, above, and above to the left.
    private static void Unfilter(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        if (filter > 4)
            throw new InvalidDataException("a row has a filter that does not exist in PNG; it is damaged.");
        for (var i = 0; i < row.Length; i++)
        {
            var (left, up, corner) = i < step ? (0, above[i], 0) : (row[i - step], above[i], above[i - step]);
            var prediction = filter switch
            {
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                4 => Paeth(left, up, corner),
                _ => 0,
            };
            row[i] = (byte)(row[i] + prediction);
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private static void Unpack(PngHeader header, ReadOnlySpan<byte> row, ushort[] stored, int pixel, int step, int columns)
    {
        var (samples, depth) = (header.Stored, header.BitDepth);
        var mask = (1 << Math.Min(depth, 8)) - 1;
        // Grey of few bits is spread over 8; a position in a palette stays one.
        var factor = depth < 8 && header.ColourType == PngHeader.Grey ? 255 / mask : 1;
        for (var i = 0; i < columns * samples; i++)
        {
            var bit = i * depth;
            var value = depth == 16
                ? (row[2 * i] << 8) | row[(2 * i) + 1]
                : ((row[bit / 8] >> (8 - depth - (bit % 8))) & mask) * factor;
            stored[((pixel + (i / samples * step)) * samples) + (i % samples)] = (ushort)value;
        }
    }

    private static PngImage OfPalette(PngHeader header, ushort[] positions, byte[] palette, byte[] transparency)
    {
        var channels = transparency.Length > 0 ? 4 : 3;
        var samples = new ushort[positions.Length * channels];
        for (var p = 0; p < positions.Length; p++)
        {
            var colour = positions[p];
            if (3 * colour >= palette.Length)
                throw new InvalidDataException("a pixel has a colour that is not in the palette; it is damaged.");
            for (var c = 0; c < 3; c++)
                samples[(p * channels) + c] = palette[(3 * colour) + c];
            if (channels == 4)
                samples[(p * channels) + 3] = colour < transparency.Length ? transparency[colour] : byte.MaxValue;
        }

        return Image(header, channels, samples);
    }

    /// <summary>One colour is transparent: it gets alpha 0, the others the largest.</summary>
    private static PngImage WithAlpha(PngHeader header, ushort[] stored, byte[] transparency)
    {
        var (count, maximum) = (header.Stored, header.BitDepth == 16 ? ushort.MaxValue : byte.MaxValue);
        var factor = header.BitDepth < 8 ? 255 / ((1 << header.BitDepth) - 1) : 1;
        var samples = new ushort[stored.Length / count * (count + 1)];
        for (var p = 0; p < stored.Length / count; p++)
        {
            var isTransparent = true;
            for (var c = 0; c < count; c++)
            {
                var sample = stored[(p * count) + c];
                samples[(p * (count + 1)) + c] = sample;
                isTransparent &= sample == ((transparency[2 * c] << 8) | transparency[(2 * c) + 1]) * factor;
            }

            samples[(p * (count + 1)) + count] = isTransparent ? (ushort)0 : (ushort)maximum;
        }

        return Image(header, count + 1, samples);
    }
}
