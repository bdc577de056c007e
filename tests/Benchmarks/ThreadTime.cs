using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RuleCompiler.Benchmarks;

/// <summary>The processor time of this thread, to the nanosecond where the system tells it; else the clock.</summary>
internal static partial class ThreadTime
{
    private const int ThreadProcessorTime = 3;

    public static TimeSpan Now()
    {
        if (!OperatingSystem.IsLinux() || Read(ThreadProcessorTime, out var time) != 0)
            return Stopwatch.GetElapsedTime(0);
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Read(int clock, out Time time);

    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
