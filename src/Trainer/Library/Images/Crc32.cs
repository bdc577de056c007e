using System;
using System.Linq;

namespace RuleCompiler.Trainer.Images;

/// <summary>The checksum of PNG's chunks: CRC-32 of ISO 3309, a byte at a time by a table (the base library has none).</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = Enumerable.Range(0, 256).Select(Entry).ToArray();

    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
            crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint Entry(int b)
    {
        var crc = (uint)b;
        for (var bit = 0; bit < 8; bit++)
            crc = (crc & 1) == 1 ? Polynomial ^ (crc >> 1) : crc >> 1;
        return crc;
    }
}
