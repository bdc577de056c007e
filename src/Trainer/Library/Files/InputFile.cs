using System.IO;
using System.Threading;

namespace RuleCompiler.Trainer.Files;

/// <summary>Opens what is read: files, pipes, and <c>-</c> for standard input.</summary>
public static class InputFile
{
    /// <summary>Opens a file from its first byte on.</summary>
    /// <param name="path">The file, as the person named it.</param>
    /// <returns>Its bytes, which can be sought; within a command always of the file that was there when it was opened first.</returns>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="System.UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="System.OperationCanceledException">The command was stopped.</exception>
    public static Stream Open(string path)
    {
        if (CommandFiles.Current is { } files)
            return files.SourceOf(path).Read(null, files.Cancellation);
        var source = InputSource.Open(path, null, CancellationToken.None);
        return source.Read(source, CancellationToken.None);
    }

    /// <summary>Makes sure that nobody wrote to a file since it was opened.</summary>
    /// <param name="path">The file, as the person named it.</param>
    /// <exception cref="InputFileException">Somebody did.</exception>
    internal static void RequireUnchanged(string path)
    {
        if (CommandFiles.Current is { } files && !files.Provides(path) && !files.SourceOf(path).IsUnchanged)
            throw new InputFileException(path, "this file changed while it was read; try again.");
    }
}
