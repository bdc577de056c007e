using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Numerics;

namespace RuleCompiler.Trainer.Images;

/// <summary>
/// Compresses runs of equal bytes into a zlib stream (RFC 1950, 1951): one block of fixed codes, matches at distance 1 alone.
/// </summary>
internal sealed class RunDeflate
{
    private const int LongestMatch = 258;
    private const int ShortestMatch = 3;

    private readonly List<byte> _bytes = [0x78, 0x01];
    private uint _bits;
    private int _count;

    private RunDeflate()
    {
    }

    public static byte[] Compress(ReadOnlySpan<byte> data)
    {
        var stream = new RunDeflate();
        // The last block, with fixed codes.
        stream.Add(1, 1);
        stream.Add(1, 2);
        for (var i = 0; i < data.Length;)
        {
            stream.AddSymbol(data[i]);
            var run = data[(i + 1)..].IndexOfAnyExcept(data[i]);
            var rest = run < 0 ? data.Length - i - 1 : run;
            i += 1 + rest;
            for (; rest >= ShortestMatch; rest -= Math.Min(rest, LongestMatch))
                stream.AddMatch(Math.Min(rest, LongestMatch));
            for (; rest > 0; rest--)
                stream.AddSymbol(data[i - 1]);
        }

        stream.AddSymbol(256);
        stream.Flush();
        Span<byte> checksum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Adler32(data));
        return [.. stream._bytes, .. checksum];
    }

    /// <summary>A literal byte, the end of the block (256) or the class of a length, in the fixed code of RFC 1951, 3.2.6.</summary>
    private void AddSymbol(int symbol)
    {
        var (code, length) = symbol switch
        {
            < 144 => (0x30 + symbol, 8),
            < 256 => (0x190 + symbol - 144, 9),
            < 280 => (symbol - 256, 7),
            _ => (0xC0 + symbol - 280, 8),
        };
        // Codes go from their highest bit, everything else from its lowest.
        for (var bit = length - 1; bit >= 0; bit--)
            Add((uint)(code >> bit) & 1, 1);
    }

    private void AddMatch(int length)
    {
        // RFC 1951, 3.2.5: from 11 on, four classes of lengths for each number of bits that distinguish them; the longest has its own.
        var (symbol, extra, bits) = (257 + length - ShortestMatch, 0, 0);
        if (length == LongestMatch)
        {
            symbol = 285;
        }
        else if (length > 10)
        {
            bits = BitOperations.Log2((uint)(length - ShortestMatch)) - 2;
            symbol = 257 + (4 * bits) + ((length - ShortestMatch) >> bits);
            extra = (length - ShortestMatch) & ((1 << bits) - 1);
        }

        AddSymbol(symbol);
        Add((uint)extra, bits);
        // Distance 1.
        Add(0, 5);
    }

    private void Add(uint bits, int count)
    {
        _bits |= bits << _count;
        for (_count += count; _count >= 8; _count -= 8)
        {
            _bytes.Add((byte)_bits);
            _bits >>= 8;
        }
    }

    private void Flush()
    {
        if (_count > 0)
            _bytes.Add((byte)_bits);
    }

    private static uint Adler32(ReadOnlySpan<byte> data)
    {
        var (a, b) = (1u, 0u);
        foreach (var value in data)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }

        return (b << 16) | a;
    }
}
