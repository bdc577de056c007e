using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace RuleCompiler.Fuzz.Loop;

/// <summary>Which branches of the instrumented assemblies an input takes, and how often; nothing where none is instrumented.</summary>
internal sealed unsafe class Coverage
{
    private const int Size = 1 << 16;

    private static readonly byte* Map = (byte*)NativeMemory.AllocZeroed(Size);

    private readonly byte[] _seen = new byte[Size];

    static Coverage() => Trace.SharedMem = Map;

    /// <summary>How many branches were taken so far.</summary>
    public int Edges { get; private set; }

    /// <summary>Gives the instrumented assemblies the memory that they count in: before any of them runs.</summary>
    public static void Attach()
    {
        // The static constructor did it.
    }

    /// <summary>Begins to count for an input.</summary>
    public static void Begin()
    {
        NativeMemory.Clear(Map, Size);
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether something was new: a branch, or one that was taken far more often than before.</summary>
    public bool Collect()
    {
        var isNew = false;
        for (var word = 0; word < Size / sizeof(ulong); word++)
        {
            if (((ulong*)Map)[word] == 0)
                continue;
            for (var i = word * sizeof(ulong); i < (word + 1) * sizeof(ulong); i++)
            {
                var bit = Class(Map[i]);
                if ((_seen[i] & bit) == bit)
                    continue;
                if (_seen[i] == 0)
                    Edges++;
                _seen[i] |= bit;
                isNew = true;
            }
        }

        return isNew;
    }

    /// <summary>Counts that are alike count as one: 1, up to 7, up to 31, up to 127, more.</summary>
    private static byte Class(byte count) => (byte)(count == 0 ? 0 : 1 << ((BitOperations.Log2(count) + 1) / 2));
}
