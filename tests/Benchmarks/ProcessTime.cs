using System;

namespace RuleCompiler.Benchmarks;

/// <summary>The processor time of all threads of this process, also those of native libraries, the collector and the compiler.</summary>
internal static class ProcessTime
{
    private const int ProcessProcessorTime = 2;

    public static TimeSpan Now() => ProcessorClock.Read(ProcessProcessorTime);
}
