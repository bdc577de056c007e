using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace RuleCompiler.Trainer.Files;

/// <summary>The three streams that a process is started with, any of which may be missing: <c>rulec … >&amp;-</c>.</summary>
public static class StandardDescriptors
{
    private const int Count = 3;

    // Never closed: what they hold place for is the life of the process.
    private static readonly List<SafeFileHandle> Placeholders = [];

    /// <summary>Finds out which are there, and sees to it that no file that is opened later takes the number of a missing one.</summary>
    /// <returns>Whether standard output and standard error are there.</returns>
    public static (bool Out, bool Error) Secure()
    {
        if (OperatingSystem.IsWindows())
            return (true, true);
        var (hasOut, hasError) = (FileStatus.IsInheritedOutput(1), FileStatus.IsInheritedOutput(2));
        for (var descriptor = 0; descriptor < Count; descriptor++)
        {
            // The system gives the smallest number that is free.
            if (!FileStatus.IsOpen(descriptor))
                Placeholders.Add(
                    File.OpenHandle("/dev/null", FileMode.Open, descriptor == 0 ? FileAccess.Read : FileAccess.Write, FileShare.ReadWrite));
        }

        return (hasOut, hasError);
    }
}
