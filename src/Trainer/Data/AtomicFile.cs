using System;
using System.IO;
using System.Linq;

namespace RuleCompiler.Trainer.Data;

/// <summary>Writes files whole or not at all: beside their place, and renamed when they are complete.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">Its place. What stands there stays until the new file is complete.</param>
    /// <param name="write">Writes the contents; when it throws, nothing is left behind.</param>
    /// <exception cref="InputFileException">The file cannot be written there.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string temporary;
        FileStream stream;
        string target;
        try
        {
            target = Target(path);
            if (Directory.Exists(target))
                throw new InputFileException(path, "this is a folder; name a file in it.");
            // A device has nothing that could be replaced.
            temporary = target.StartsWith("/dev/", StringComparison.Ordinal) ? target : Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
            stream = new FileStream(temporary, string.Equals(temporary, target, StringComparison.Ordinal) ? FileMode.Open : FileMode.CreateNew, FileAccess.Write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unwritable(path, e);
        }

        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: !string.Equals(temporary, target, StringComparison.Ordinal));
            }

            if (!string.Equals(temporary, target, StringComparison.Ordinal))
                File.Move(temporary, target, overwrite: true);
        }
        catch (Exception e)
        {
            if (!string.Equals(temporary, target, StringComparison.Ordinal))
                File.Delete(temporary);
            if (e is IOException or UnauthorizedAccessException)
                throw Unwritable(path, e);
            throw;
        }
    }

    /// <summary>Removes a file that may be there, and what a killed process left beside it.</summary>
    /// <param name="path">Its place.</param>
    /// <exception cref="InputFileException">The file cannot be removed.</exception>
    public static void Delete(string path)
    {
        try
        {
            var target = Target(path);
            foreach (var left in Directory.GetFiles(Path.GetDirectoryName(target)!).Where(f => IsTemporary(f, target)))
                File.Delete(left);
            File.Delete(target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputFileException(path, "this file cannot be removed: " + Description.VisibleText.Of(e.Message), e);
        }
    }

    private static bool IsTemporary(string file, string target)
    {
        var (name, first, last) = (Path.GetFileName(file), $".{Path.GetFileName(target)}.", ".tmp");
        return name.Length == first.Length + 32 + last.Length && name.StartsWith(first, StringComparison.Ordinal) && name.EndsWith(last, StringComparison.Ordinal);
    }

    /// <summary>Where the bytes go: through links, so that a link stays one.</summary>
    private static string Target(string path)
    {
        var full = Path.GetFullPath(path);
        return File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }

    private static InputFileException Unwritable(string path, Exception cause) => cause is DirectoryNotFoundException
        ? new(path, "this file cannot be written: its folder does not exist.", cause)
        : new(path, "this file cannot be written: " + Description.VisibleText.Of(cause.Message), cause);
}
