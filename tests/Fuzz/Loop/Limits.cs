using System;

namespace RuleCompiler.Fuzz.Loop;

/// <summary>What one input may take.</summary>
internal static class Limits
{
    /// <summary>
    /// The most bytes that may be there at once: 500 MB for the input, and some for the corpus and for what targets keep. What is beyond is
    /// not given.
    /// </summary>
    public const long Heap = (500L + 80) << 20;

    /// <summary>The most time of a processor. What waits instead of working has several times of it.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    /// <summary>How many times of it: machines are busy with other things too.</summary>
    public const int Patience = 6;
}
