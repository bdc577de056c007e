using System;
using System.Collections.Concurrent;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;

namespace RuleCompiler.Trainer.Files;

/// <summary>
/// Writes files whole or not at all: beside their place, and renamed when they are complete; what cannot be replaced is written at once at
/// the end.
/// </summary>
public static class AtomicFile
{
    /// <summary>The most bytes that the name of a file may have on the systems of today.</summary>
    private const int MostNameBytes = 255;

    private const UnixFileMode AnyWrite = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>How long a pipe that nobody reads is waited for once a command was stopped.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private static readonly ConcurrentDictionary<string, bool> Unfinished = new(StringComparer.Ordinal);

    // Between what is removed at the end of the process and the end itself no file may begin.
    private static readonly Lock Gate = new();
    private static bool _isEnding;

    /// <summary>Writes a file whole or not at all: beside its place first, then renamed.</summary>
    /// <param name="path">
    /// Its place. What is there stays until the new file is complete, which then has its mode and, where possible, its owner; a link
    /// stays a link. A pipe or a device gets the bytes; <c>-</c> is standard output.
    /// </param>
    /// <param name="write">Writes the contents; when it throws, nothing is left behind.</param>
    /// <exception cref="InputFileException">The file cannot be written there, or it is one that the command reads.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var place = PlaceOf(path);
        CommandFiles.Current?.RequireNoInput(path, place);
        if (StandardStreams.Descriptor(path, isOutput: true) is not null || place.IsStream)
            WriteStream(path, place, write);
        else
            Replace(path, place, write);
    }

    /// <summary>Whether a name stands for a stream, which gets bytes and cannot be replaced: a pipe, a device, <c>-</c>.</summary>
    /// <param name="path">The name.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsStream(string path)
    {
        try
        {
            return StandardStreams.Descriptor(path, isOutput: true) is not null || FilePlace.Of(path).IsStream;
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            return false;
        }
    }

    /// <summary>Makes sure before long work that a file can be written; what is there is left alone.</summary>
    /// <param name="path">Its place.</param>
    /// <exception cref="InputFileException">
    /// It cannot: there is no such folder, it may not be written, its name is too long, and the like.
    /// </exception>
    public static void RequireWritable(string path)
    {
        var place = PlaceOf(path);
        if (StandardStreams.Descriptor(path, isOutput: true) is not null || place.IsStream)
            return;
        try
        {
            Create(path, place, out var temporary).Dispose();
            Remove(temporary);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw Unwritable(path, e);
        }
    }

    /// <summary>Makes sure before long work that a folder is there or can be made, and files in it.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="InputFileException">It cannot.</exception>
    public static void RequireWritableFolder(string path)
    {
        try
        {
            var folder = Path.GetFullPath(path);
            while (FileStatus.Of(folder) is null && Path.GetDirectoryName(folder) is { } parent)
                folder = parent;
            if (FileStatus.Of(folder) is { Kind: not FileKind.Folder })
                throw new InputFileException(path, "there is a file where this folder should be; name another folder.");
            RequireWritable(Path.Combine(folder, "rulec"));
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw new InputFileException(path, "this folder cannot be created: " + Documents.VisibleText.Of(e.Message), e);
        }
    }

    /// <summary>Removes a file that may be there, and what a killed process left beside it.</summary>
    /// <param name="path">Its place.</param>
    /// <exception cref="InputFileException">The file cannot be removed.</exception>
    public static void Delete(string path)
    {
        try
        {
            var target = FilePlace.Of(path).Target;
            foreach (var left in Directory.GetFiles(Path.GetDirectoryName(target)!, Prefix(target) + "*"))
                File.Delete(left);
            File.Delete(target);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw new InputFileException(path, "this file cannot be removed: " + Documents.VisibleText.Of(e.Message), e);
        }
    }

    /// <summary>Removes what is written at the moment, when the process ends in the middle of it.</summary>
    public static void RemoveUnfinished()
    {
        lock (Gate)
        {
            _isEnding = true;
            foreach (var temporary in Unfinished.Keys)
            {
                try
                {
                    File.Delete(temporary);
                }
                catch (Exception e) when (FileFailure.Is(e))
                {
                    // It is called after nothing that a person knows, and the process ends.
                }
            }
        }
    }

    /// <summary>Whether a file can be written under a name at all.</summary>
    /// <param name="path">The name.</param>
    /// <returns>Whether there is a place for it.</returns>
    public static bool IsPossible(string path)
    {
        try
        {
            PlaceOf(path);
            return true;
        }
        catch (InputFileException)
        {
            return false;
        }
    }

    /// <summary>Where a file would be written.</summary>
    /// <exception cref="InputFileException">Nothing can be written under this name.</exception>
    internal static FilePlace PlaceOf(string path)
    {
        try
        {
            if (path.Length == 0)
                throw new InputFileException(path, "a file needs a name.");
            var name = Path.GetFileName(path);
            if (!OperatingSystem.IsWindows() && Encoding.UTF8.GetByteCount(name) is > MostNameBytes and var bytes)
                throw new InputFileException(
                    path,
                    FormattableString.Invariant($"this name is too long: it has {bytes} bytes, and at most {MostNameBytes} are possible."));
            var place = FilePlace.Of(path);
            return place switch
            {
                { Status.Kind: FileKind.Folder } => throw new InputFileException(path, "this is a folder; name a file in it."),
                { Status: null, Folder: null } => StandardStreams.Descriptor(path, isOutput: true) switch
                {
                    null => throw new InputFileException(path, "this file cannot be written: its folder does not exist."),
                    > 2 => throw new InputFileException(path, "this stream is not open."),
                    _ => place,
                },
                { Folder.Kind: not FileKind.Folder } =>
                    throw new InputFileException(path, "this file cannot be written: what should be its folder is a file."),
                _ => place,
            };
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw Unwritable(path, e);
        }
    }

    /// <summary>A name for the unfinished file that will replace another one: short, however long that one's name is.</summary>
    internal static string TemporaryFor(string target) =>
        Path.Combine(Path.GetDirectoryName(target)!, $"{Prefix(target)}{Guid.NewGuid():N}.tmp");

    private static void Replace(string path, FilePlace place, Action<Stream> write)
    {
        FileStream stream;
        string temporary;
        try
        {
            stream = Create(path, place, out temporary);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw Unwritable(path, e);
        }

        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            // On Windows a replaced file keeps who may read it; elsewhere the new one has its mode already.
            if (OperatingSystem.IsWindows() && File.Exists(place.Target))
                File.Replace(temporary, place.Target, null);
            else
                File.Move(temporary, place.Target, overwrite: true);
            Unfinished.TryRemove(temporary, out _);
        }
        catch (Exception e)
        {
            Remove(temporary);
            if (e is IOException or UnauthorizedAccessException)
                throw Unwritable(path, e);
            throw;
        }
    }

    /// <summary>Begins a file beside the one that it will replace, with the same mode and owner from its first byte on.</summary>
    private static FileStream Create(string path, FilePlace place, out string temporary)
    {
        var isThere = place.Status is not null;
        if (isThere && (OperatingSystem.IsWindows()
            ? File.GetAttributes(place.Target).HasFlag(FileAttributes.ReadOnly)
            : (File.GetUnixFileMode(place.Target) & AnyWrite) == UnixFileMode.None))
            throw new InputFileException(path, "this file is read-only; make it writable, or name another one.");
        temporary = TemporaryFor(place.Target);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows() || !isThere)
            return Begun(temporary, options);
        var mode = File.GetUnixFileMode(place.Target);
        options.UnixCreateMode = mode & (UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var stream = Begun(temporary, options);
        if (place.Status!.Owner is { } owner)
            FileStatus.TryGive(temporary, owner);
        File.SetUnixFileMode(stream.SafeFileHandle, mode);
        return stream;
    }

    private static FileStream Begun(string temporary, FileStreamOptions options)
    {
        lock (Gate)
        {
            if (_isEnding)
                throw new OperationCanceledException();
            var stream = new FileStream(temporary, options);
            Unfinished[temporary] = true;
            return stream;
        }
    }

    private static void Remove(string temporary)
    {
        File.Delete(temporary);
        Unfinished.TryRemove(temporary, out _);
    }

    /// <summary>What the names of a place's unfinished files begin with, so that those of a killed process are found.</summary>
    private static string Prefix(string target) =>
        $".rulec-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(target))).AsSpan(0, 8))}-";

    /// <summary>What goes into a pipe is complete before its first byte does.</summary>
    private static void WriteStream(string path, FilePlace place, Action<Stream> write)
    {
        using var spool = TemporaryFile.Create();
        write(spool);
        spool.Position = 0;
        var files = CommandFiles.Current;
        var descriptor = StandardStreams.Descriptor(path, isOutput: true);
        if (descriptor == 1 && files?.Standard is { } standard)
        {
            standard.Output(spool);
            return;
        }

        try
        {
            // Opening a pipe waits for its reader, and cannot be interrupted; who waits here can.
            var copy = Task.Run(() =>
            {
                using var stream = descriptor is { } number
                    ? new FileStream(new SafeFileHandle(number, ownsHandle: false), FileAccess.Write, bufferSize: 0)
                    : new FileStream(place.Target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
                spool.CopyTo(stream);
            });
            if (files is null || !files.Cancellation.IsCancellationRequested)
                copy.WaitAsync(files?.Cancellation ?? default).GetAwaiter().GetResult();
            else
                copy.WaitAsync(Grace).GetAwaiter().GetResult();
        }
        catch (TimeoutException e)
        {
            throw new InputFileException(path, "nobody reads this pipe.", e);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw Unwritable(path, e);
        }
    }

    /// <summary>Makes a folder, with those above it, where there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InputFileException">It cannot be made.</exception>
    public static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw new InputFileException(folder, "this folder cannot be created: " + Documents.VisibleText.Of(e.Message), e);
        }
    }

    private static InputFileException Unwritable(string path, Exception cause) => cause switch
    {
        DirectoryNotFoundException => new(path, "this file cannot be written: its folder does not exist.", cause),
        UnauthorizedAccessException =>
            new(
                path,
                "this file cannot be written: its folder may not be written to; check its permissions, or name another place.",
                cause),
        _ => new(path, "this file cannot be written: " + Documents.VisibleText.Of(cause.Message), cause),
    };
}
