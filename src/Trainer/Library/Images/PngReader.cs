using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace RuleCompiler.Trainer.Images;

/// <summary>
/// Reads PNG: every colour type and depth, interlaced or not; what samples say about gamma and colour spaces is ignored.
/// </summary>
/// <remarks>
/// W3C, Portable Network Graphics (PNG) Specification, third edition. Depths below 8 bits come out as 8 bits, and a palette as colours; a
/// transparency chunk becomes an alpha channel. Checksums, lengths and the order of the chunks that matter are checked.
/// </remarks>
internal static class PngReader
{
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The length of the longest match over that of the shortest code in a DEFLATE stream: no stream grows more.</summary>
    private const int MaxDeflateRatio = 1032;

    /// <summary>Reads the bytes of a file.</summary>
    /// <exception cref="InvalidDataException">They are not valid PNG; the message says what is wrong.</exception>
    public static PngImage Read(byte[] file)
    {
        if (!file.AsSpan().StartsWith(Signature))
            throw new InvalidDataException("this is not a PNG file.");
        PngHeader? header = null;
        byte[] palette = [], transparency = [];
        using var compressed = new MemoryStream();
        var (at, isEnded, lastWasData) = (Signature.Length, false, false);
        while (!isEnded)
        {
            var type = NextChunk(file, ref at, out var data);
            if ((header is null) != (type == "IHDR"))
                throw new InvalidDataException(header is null ? "its header is not its first chunk." : "it has two headers.");
            switch (type)
            {
                case "IHDR":
                    header = PngHeader.Read(data);
                    break;
                case "PLTE" when palette.Length == 0 && compressed.Length == 0 && data.Length is > 0 and <= 768 && data.Length % 3 == 0:
                    palette = data.ToArray();
                    break;
                case "tRNS" when transparency.Length == 0 && compressed.Length == 0:
                    transparency = data.ToArray();
                    break;
                case "IDAT" when compressed.Length == 0 || lastWasData:
                    compressed.Write(data);
                    break;
                case "IEND":
                    isEnded = true;
                    break;
                default:
                    // Five bits of a type are letters' cases; that of the first one says whether a reader may do without the chunk.
                    if (char.IsAsciiLetterUpper(type[0]))
                        throw new InvalidDataException($"its chunk {type} is unknown, doubled or in the wrong place.");
                    break;
            }

            lastWasData = type == "IDAT";
        }

        return PngSamples.Read(header!, Inflate(header!, compressed), palette, transparency);
    }

    private static string NextChunk(byte[] file, ref int at, out ReadOnlySpan<byte> data)
    {
        if (file.Length - at < 12)
            throw new InvalidDataException("it ends before its last chunk; it is cut off.");
        var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
        if (length > file.Length - at - 12)
            throw new InvalidDataException("it ends inside a chunk; it is cut off.");
        var name = file.AsSpan(at + 4, 4);
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetter((char)letter))
                throw new InvalidDataException("a chunk has no name of four letters; it is damaged.");
        }

        var type = System.Text.Encoding.ASCII.GetString(name);
        var named = file.AsSpan(at + 4, 4 + (int)length);
        if (Crc32.Compute(named) != BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + (int)length)))
            throw new InvalidDataException($"the checksum of its chunk {type} is wrong; it is damaged.");
        data = named[4..];
        at += 12 + data.Length;
        return type;
    }

    private static byte[] Inflate(PngHeader header, MemoryStream compressed)
    {
        var total = header.TotalBytes();
        // Said before any memory is taken, so that a small file cannot ask for a large one.
        if (total > compressed.Length * MaxDeflateRatio)
            throw new InvalidDataException("it has fewer pixels than its header says; it is cut off.");
        compressed.Position = 0;
        using var stream = new ZLibStream(compressed, CompressionMode.Decompress);
        var rows = new byte[total];
        var (read, isLonger) = Fill(stream, rows);
        if (read < rows.Length)
            throw new InvalidDataException("it has fewer pixels than its header says; it is cut off.");
        return isLonger ? throw new InvalidDataException("it has more pixels than its header says; it is damaged.") : rows;
    }

    private static (int Read, bool IsLonger) Fill(ZLibStream stream, byte[] rows)
    {
        try
        {
            return (stream.ReadAtLeast(rows, rows.Length, throwOnEndOfStream: false), stream.ReadByte() >= 0);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException("its pixels cannot be decompressed; it is damaged.", e);
        }
    }
}
