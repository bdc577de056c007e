using System;

namespace RuleCompiler.Benchmarks;

/// <summary>The processor time of this thread.</summary>
internal static class ThreadTime
{
    private const int ThreadProcessorTime = 3;

    public static TimeSpan Now() => ProcessorClock.Read(ThreadProcessorTime);
}
