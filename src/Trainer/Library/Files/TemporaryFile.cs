using System;
using System.IO;

namespace RuleCompiler.Trainer.Files;

/// <summary>A file without a name that lasts, for what does not fit into memory for sure.</summary>
internal static class TemporaryFile
{
    private const int BlockSize = 1 << 16;

    /// <summary>Makes one; it goes when it is closed, or when the process ends in whatever way.</summary>
    /// <returns>The empty file.</returns>
    public static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), "rulec-" + Guid.NewGuid().ToString("N"));
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = BlockSize,
            Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,
        };
        if (OperatingSystem.IsWindows())
            return new FileStream(path, options);
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        // An open file needs no name here, and one without a name is left by nobody.
        File.Delete(path);
        return file;
    }
}
