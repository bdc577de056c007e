#if NETSTANDARD2_0
// The operations on numbers that exact arithmetic needs and netstandard2.0 does not have, under their names in later frameworks.
namespace System
{
    internal static class NumberOperations
    {
        extension(double)
        {
            public static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
        }

        extension(Math)
        {
            /// <summary>x · 2ⁿ, rounded once.</summary>
            public static double ScaleB(double x, int n)
            {
                // A power of two that is a normal double multiplies exactly, unless the product is too small or too large for all its
                // bits. On the way down each step stays 53 bits short of what remains, so that only the last one can lose bits of a
                // result that is not 0.
                const double Up = 8.98846567431158e307; // 2¹⁰²³
                const double Down = 2.004168360008973e-292; // 2⁻⁹⁶⁹
                for (; n > 1023 && x != 0 && IsFinite(x); n -= 1023)
                    x *= Up;
                for (; n < -1022 && x != 0 && IsFinite(x); n += 969)
                    x *= Down;
                return x == 0 || !IsFinite(x) ? x : x * BitConverter.Int64BitsToDouble((long)(n + 1023) << 52);
            }
        }
    }
}

namespace System.Numerics
{
    internal static class BigIntegerOperations
    {
        /// <summary>The bits of the shortest two's complement, without the one for the sign.</summary>
        public static long GetBitLength(this BigInteger value)
        {
            var bytes = value.ToByteArray();
            var last = bytes[bytes.Length - 1];
            var significant = value.Sign < 0 ? (byte)~last : last;
            var bits = (bytes.Length - 1) * 8L;
            for (; significant != 0; significant >>= 1)
                bits++;
            return bits;
        }
    }

    internal static class BitOperations
    {
        /// <summary>The number of zeros below the lowest one; 64 where there is none.</summary>
        public static int TrailingZeroCount(long value)
        {
            var count = 0;
            for (; count < 64 && (value & 1) == 0; value >>= 1)
                count++;
            return count;
        }
    }
}
#endif
