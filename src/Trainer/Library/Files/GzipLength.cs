using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace RuleCompiler.Trainer.Files;

/// <summary>Whether a file that is compressed with gzip is all there: .NET takes one that was cut off for one that ends.</summary>
/// <remarks>RFC 1952: each member ends with the length of its contents modulo 2³². A file may have several members.</remarks>
internal static class GzipLength
{
    private const int BlockSize = 1 << 16;

    /// <summary>The bytes of a member's head that are told from chance: two of mark, method, flags, four of time, level, system.</summary>
    private const int HeadLength = 10;

    /// <summary>
    /// Whether the contents are as long as the end of the file says, or that cannot be told. Bytes that cannot be unpacked are told by
    /// whoever reads them.
    /// </summary>
    public static bool IsWhole(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BlockSize);
            var length = 0L;
            var block = new byte[BlockSize];
            using (var unpacked = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true))
            {
                for (int count; (count = unpacked.Read(block)) > 0;)
                    length += count;
            }

            if (file.Length < HeadLength + sizeof(uint))
                return false;
            file.Position = file.Length - sizeof(uint);
            file.ReadExactly(block.AsSpan(0, sizeof(uint)));
            return BinaryPrimitives.ReadUInt32LittleEndian(block) == (uint)length || HasSeveralMembers(file, block);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static bool HasSeveralMembers(FileStream file, byte[] block)
    {
        var (kept, start) = (0, 1L);
        file.Position = start;
        for (int count; (count = file.Read(block, kept, block.Length - kept)) > 0;)
        {
            var all = block.AsSpan(0, kept + count);
            for (var i = 0; i + HeadLength <= all.Length; i++)
            {
                if (IsHead(all.Slice(i, HeadLength)))
                    return true;
            }

            kept = Math.Min(HeadLength - 1, all.Length);
            all[^kept..].CopyTo(block);
        }

        return false;
    }

    private static bool IsHead(ReadOnlySpan<byte> head) => head is [0x1F, 0x8B, 8, < 0x20, _, _, _, _, 0 or 2 or 4, <= 13 or 255];
}
