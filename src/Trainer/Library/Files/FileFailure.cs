using System;
using System.IO;

namespace RuleCompiler.Trainer.Files;

/// <summary>What the operating system throws where it does not give or take a file.</summary>
internal static class FileFailure
{
    /// <summary>Whether an exception is the system's word on a file, and no fault of a program.</summary>
    public static bool Is(Exception e) => e is IOException or UnauthorizedAccessException or NotSupportedException;
}
