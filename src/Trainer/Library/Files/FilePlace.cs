using System;
using System.IO;

namespace RuleCompiler.Trainer.Files;

/// <summary>Where an output goes: an existing file whatever it is called, or a name in a folder.</summary>
/// <param name="Target">The full name after following all links, so that a link stays one.</param>
/// <param name="Status">What is there; null where there is nothing yet.</param>
/// <param name="Folder">The folder; null where there is none.</param>
internal sealed record FilePlace(string Target, FileStatus? Status, FileStatus? Folder)
{
    /// <summary>Whether bytes are written into what is there, which cannot be replaced: a pipe, a device.</summary>
    public bool IsStream => Status is { Kind: FileKind.Stream };

    /// <summary>Finds the place of an output.</summary>
    /// <param name="path">The file, as the person named it.</param>
    /// <returns>The place.</returns>
    /// <exception cref="IOException">It cannot be inspected: a name is too long, links form a cycle, a folder is closed.</exception>
    public static FilePlace Of(string path)
    {
        path = StandardStreams.SystemPath(path, isOutput: true);
        var full = Path.GetFullPath(path);
        var status = FileStatus.Of(path);
        if (status is { Kind: not FileKind.Regular } || StandardStreams.Descriptor(path, isOutput: true) is not null)
            return new FilePlace(full, status, null);
        var file = new FileInfo(full);
        var target = file.LinkTarget is null ? full : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        return new FilePlace(target, status, FileStatus.Of(Path.GetDirectoryName(target)!));
    }

    /// <summary>Whether there is a file here.</summary>
    /// <param name="file">The file.</param>
    /// <returns>True where writing here would change it. What goes into a terminal or a null device changes nothing that is read.</returns>
    public bool Is(FileStatus? file) => file is { Kind: FileKind.Regular } && Status?.IsSameFile(file) == true;

    /// <summary>Whether another output goes to the same file.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>Whether they are one.</returns>
    public bool Is(FilePlace other)
    {
        if (Status is not null || other.Status is not null)
            return Is(other.Status);
        // New names that differ by case are two files on some systems only.
        var comparison = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
            ? StringComparison.OrdinalIgnoreCase
            : StringComparison.Ordinal;
        return Folder is not null && other.Folder is not null && Folder.IsSameFile(other.Folder)
            && string.Equals(Path.GetFileName(Target), Path.GetFileName(other.Target), comparison);
    }
}
