using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.Win32.SafeHandles;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Tool.Shared;

/// <summary>The three streams that a process is started with, any of which may be missing: <c>rulec … >&amp;-</c>.</summary>
internal static class StandardDescriptors
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
                Placeholders.Add(File.OpenHandle("/dev/null", FileMode.Open, descriptor == 0 ? FileAccess.Read : FileAccess.Write, FileShare.ReadWrite));
        }

        return (hasOut, hasError);
    }
}

/// <summary>Standard output that is not there: nothing is an answer only if nothing was to be said.</summary>
internal sealed class ClosedStream : WriteOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!buffer.IsEmpty)
            throw new InputFileException("standard output", "it is closed, so that the result has no place to go; open it, or send it to /dev/null.");
    }
}

/// <summary>
/// What people read. When nobody does any more (the disk is full, the other end is closed) the work goes on without words.
/// </summary>
internal sealed class LenientStream(Stream inner) : WriteOnlyStream
{
    private bool _isBroken;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_isBroken)
            return;
        try
        {
            inner.Write(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _isBroken = true;
        }
    }
}
