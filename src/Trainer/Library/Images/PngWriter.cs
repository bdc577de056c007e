using System;
using System.Buffers.Binary;
using System.IO;

namespace RuleCompiler.Trainer.Images;

/// <summary>Writes PNG in colours of 8 bits: the same bytes for the same picture on every machine.</summary>
/// <remarks>
/// What a compression library makes of bytes differs from version to version and from processor to processor, so the rows are compressed by
/// <see cref="RunDeflate"/>. Pictures magnified from few pixels, which these are, are runs: filtered, they are mostly zeros.
/// </remarks>
internal static class PngWriter
{
    private const byte Sub = 1;
    private const byte Up = 2;

    public static void Write(Stream stream, RgbImage image)
    {
        stream.Write(PngReader.Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], image.Height);
        (header[8], header[9]) = (8, PngHeader.Colour);
        WriteChunk(stream, "IHDR"u8, header);
        WriteChunk(stream, "IDAT"u8, RunDeflate.Compress(Filtered(image)));
        WriteChunk(stream, "IEND"u8, []);
    }

    /// <summary>Each row as its difference to the one above where they are equal, and else to the pixel on the left.</summary>
    private static byte[] Filtered(RgbImage image)
    {
        var length = 1 + (3 * image.Width);
        var rows = new byte[length * image.Height];
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            var target = rows.AsSpan(y * length, length);
            if (y > 0 && row.SequenceEqual(image.Row(y - 1)))
            {
                target[0] = Up;
                continue;
            }

            target[0] = Sub;
            for (var i = 0; i < row.Length; i++)
                target[i + 1] = (byte)(row[i] - (i < 3 ? 0 : row[i - 3]));
        }

        return rows;
    }

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        byte[] named = [.. type, .. data];
        stream.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Compute(named));
        stream.Write(number);
    }
}
