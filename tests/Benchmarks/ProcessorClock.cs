using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RuleCompiler.Benchmarks;

/// <summary>A clock of processor time, to the nanosecond where the system tells it; else the clock on the wall.</summary>
internal static partial class ProcessorClock
{
    /// <summary>The time of a clock of <c>clock_gettime</c>.</summary>
    public static TimeSpan Read(int clock)
    {
        if (!OperatingSystem.IsLinux() || Read(clock, out var time) != 0)
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
