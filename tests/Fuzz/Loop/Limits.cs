using System;

namespace RuleCompiler.Fuzz.Loop;

/// <summary>What one input may take.</summary>
internal static class Limits
{
    /// <summary>The most bytes that may be allocated for it, one after the other or at once.</summary>
    public const long Bytes = 500L << 20;

    /// <summary>
    /// The most bytes that may be there at once in the process, the corpus and what targets keep among them: what is beyond is not given.
    /// </summary>
    public const long Heap = 640L << 20;

    /// <summary>The most time of a processor. What waits instead of working has several times of it.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    /// <summary>How many times of it: machines are busy with other things too.</summary>
    public const int Patience = 6;
}
