using System;
using System.Buffers.Binary;
using RuleCompiler.Fuzz.Loop;

namespace RuleCompiler.Fuzz.Mutation;

/// <summary>Changes bytes, numbers of 1 to 8 bytes, and pieces.</summary>
internal sealed class ByteMutator : IMutator
{
    private const int MostChanges = 6;
    private const int MostBytes = 1 << 16;

    private static readonly long[] Numbers =
    [
        0, 1, -1, 2, 16, 100, 127, 128, 255, 256, 1000, short.MaxValue, ushort.MaxValue, 65_536, int.MaxValue, int.MinValue, uint.MaxValue,
        long.MaxValue, long.MinValue, 1 << 30, 0x7FF0000000000000, 0x7FF8000000000000, 0x0010000000000000, 0x7F800000,
    ];

    /// <inheritdoc/>
    public byte[] Mutate(Corpus corpus, Random random)
    {
        var input = corpus.Choose(random);
        for (var left = 1 + random.Next(MostChanges); left > 0; left--)
            input = Change(input, corpus.Any(random), random);
        return input;
    }

    /// <summary>Changes something.</summary>
    /// <param name="input">Of these bytes.</param>
    /// <param name="other">Others, to take pieces of.</param>
    /// <param name="random">Where the choices come from.</param>
    public static byte[] Change(byte[] input, byte[] other, Random random)
    {
        if (input.Length == 0)
            return other;
        var at = random.Next(input.Length);
        var length = Math.Min(1 + random.Next(random.Next(4) == 0 ? 200 : 8), input.Length - at);
        switch (random.Next(8))
        {
            case 0:
                return With(input, at, bytes => bytes[0] ^= (byte)(1 << random.Next(8)));
            case 1:
                return With(input, at, bytes => bytes[0] = (byte)random.Next(256));
            case 2:
                return With(input, at, bytes => bytes[0] += (byte)(random.Next(32) - 16));
            case 3:
                var (number, size, isBigEndian) = (Numbers[random.Next(Numbers.Length)], 1 << random.Next(4), random.Next(4) == 0);
                return With(input, at, bytes => Overwrite(bytes, number, size, isBigEndian));
            case 4:
                return [.. input[..at], .. input[(at + length)..]];
            case 5 when input.Length < MostBytes:
                return [.. input[..(at + length)], .. input[at..]];
            case 6 when other.Length > 0:
                var from = random.Next(other.Length);
                var piece = other.AsSpan(from, Math.Min(length, other.Length - from));
                return [.. input[..at], .. piece, .. input[(random.Next(2) == 0 ? at : Math.Min(input.Length, at + piece.Length))..]];
            case 7 when other.Length > 0 && input.Length < MostBytes && random.Next(4) == 0:
                return [.. input[..at], .. other[random.Next(other.Length)..]];
            default:
                return random.Next(4) == 0 ? input[..at] : With(input, at, bytes => random.NextBytes(bytes[..Math.Min(4, bytes.Length)]));
        }
    }

    private delegate void Edit(Span<byte> bytes);

    private static byte[] With(byte[] input, int at, Edit edit)
    {
        var changed = (byte[])input.Clone();
        edit(changed.AsSpan(at));
        return changed;
    }

    private static void Overwrite(Span<byte> bytes, long number, int size, bool isBigEndian)
    {
        Span<byte> eight = stackalloc byte[sizeof(long)];
        if (isBigEndian)
            BinaryPrimitives.WriteInt64BigEndian(eight, number << (64 - (8 * size)));
        else
            BinaryPrimitives.WriteInt64LittleEndian(eight, number);
        eight[..Math.Min(size, bytes.Length)].CopyTo(bytes);
    }
}
