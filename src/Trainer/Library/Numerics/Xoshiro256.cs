using System;
using System.Numerics;

namespace RuleCompiler.Trainer.Numerics;

/// <summary>The pseudo-random generator xoshiro256** of Blackman and Vigna, seeded by SplitMix64.</summary>
/// <remarks>
/// Every random choice comes from here, so a seed gives the same numbers on every machine and under every version of .NET
/// (<see cref="Random"/> promises neither). Not safe for several threads: give each its own, made of its own seed.
/// <para>Blackman, Vigna: Scrambled Linear Pseudorandom Number Generators, ACM TOMS 47 (2021).</para>
/// </remarks>
public sealed class Xoshiro256
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Starts the sequence of a seed; the same seed gives the same numbers.</summary>
    /// <param name="seed">The seed; nearby seeds give unrelated sequences.</param>
    public Xoshiro256(ulong seed)
    {
        _s0 = SplitMix64(ref seed);
        _s1 = SplitMix64(ref seed);
        _s2 = SplitMix64(ref seed);
        _s3 = SplitMix64(ref seed);
    }

    /// <summary>Starts a sequence where another one was, so that a run can be resumed.</summary>
    /// <param name="state">Four words of <see cref="State"/>, not all zero.</param>
    /// <exception cref="ArgumentException">There are not four words, or all are zero, from where the sequence would never move.</exception>
    public Xoshiro256(ReadOnlySpan<ulong> state) => Restore(state);

    /// <summary>The four words that determine the rest of the sequence.</summary>
    public ulong[] State => [_s0, _s1, _s2, _s3];

    /// <summary>Whether words can be the <see cref="State"/> of a sequence.</summary>
    /// <param name="state">The words.</param>
    /// <returns>True for four words that are not all zero, from where a sequence would never move.</returns>
    public static bool IsState(ReadOnlySpan<ulong> state) => state.Length == 4 && state.IndexOfAnyExcept(0UL) >= 0;

    /// <summary>Goes on where another sequence stood.</summary>
    /// <param name="state">Four words of <see cref="State"/>, not all zero.</param>
    /// <exception cref="ArgumentException">There are not four words, or all are zero, from where the sequence would never move.</exception>
    public void Restore(ReadOnlySpan<ulong> state)
    {
        if (!IsState(state))
            throw new ArgumentException("The state is four words, not all of them zero.", nameof(state));
        (_s0, _s1, _s2, _s3) = (state[0], state[1], state[2], state[3]);
    }

    /// <summary>The seed of one of several independent sequences that belong to one seed.</summary>
    /// <param name="seed">The seed that a person chose.</param>
    /// <param name="stream">Which sequence: one number for each purpose.</param>
    /// <returns>A seed for the constructor.</returns>
    public static ulong Derive(ulong seed, ulong stream)
    {
        // Scrambled first, so that (1, stream 2) and (2, stream 1) have nothing in common.
        var state = SplitMix64(ref seed) ^ (stream * 0x9FB21C651E98DF25UL);
        return SplitMix64(ref state);
    }

    /// <summary>The next 64 random bits.</summary>
    /// <returns>A number from 0 to 2⁶⁴ − 1.</returns>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>The next number in [0, 1).</summary>
    /// <returns>A multiple of 2⁻⁵³.</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>The next number below a bound, each equally likely.</summary>
    /// <param name="bound">The bound, at least 1.</param>
    /// <returns>A number from 0 to <paramref name="bound"/> − 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);

        // Lemire's method: the high word of a product, redrawn in the few cases that would favour some numbers.
        var range = (ulong)bound;
        var high = Math.BigMul(NextUInt64(), range, out var low);
        if (low < range)
        {
            var uneven = (0UL - range) % range;
            while (low < uneven)
                high = Math.BigMul(NextUInt64(), range, out low);
        }

        return (int)high;
    }

    /// <summary>Brings items into random order, each order equally likely (Fisher and Yates).</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="items">The items, reordered in place.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong SplitMix64(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
