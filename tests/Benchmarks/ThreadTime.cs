using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RuleCompiler.Benchmarks;

/// <summary>
/// The processor time of the calling thread, which others on the machine disturb less than the clock; elsewhere than on Linux the clock.
/// </summary>
internal static partial class ThreadTime
{
    private const int ThreadClock = 3;

    /// <summary>Milliseconds.</summary>
    public static double Now()
    {
        if (!OperatingSystem.IsLinux())
            return Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency;
        var time = default(TimeSpec);
        return GetTime(ThreadClock, ref time) == 0
            ? (time.Seconds * 1e3) + (time.Nanoseconds / 1e6)
            : throw new InvalidOperationException("The thread has no clock.");
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetTime(int clock, ref TimeSpec time);

    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
