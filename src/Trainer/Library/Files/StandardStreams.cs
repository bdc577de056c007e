using System;
using System.Globalization;
using System.IO;

namespace RuleCompiler.Trainer.Files;

/// <summary>What <c>-</c> stands for.</summary>
/// <param name="Input">Opens standard input.</param>
/// <param name="Output">Writes the contents of a stream to standard output.</param>
public sealed record StandardStreams(Func<Stream> Input, Action<Stream> Output)
{
    /// <summary>The name of both on the command line.</summary>
    public const string Name = "-";

    private static readonly string[] DescriptorFolders = ["/dev/fd/", "/proc/self/fd/"];

    /// <summary>The number of the open file that a path stands for: 0 and 1 for <c>-</c>, 63 for <c>/dev/fd/63</c>.</summary>
    /// <param name="path">The path, as a person named it.</param>
    /// <param name="isOutput">What <c>-</c> stands for.</param>
    /// <returns>The number; null for all other paths.</returns>
    public static int? Descriptor(string path, bool isOutput)
    {
        if (path == Name)
            return isOutput ? 1 : 0;
        if (OperatingSystem.IsWindows())
            return null;
        switch (path)
        {
            case "/dev/stdin":
                return 0;
            case "/dev/stdout":
                return 1;
            case "/dev/stderr":
                return 2;
        }

        foreach (var folder in DescriptorFolders)
        {
            if (path.StartsWith(folder, StringComparison.Ordinal)
                && int.TryParse(path.AsSpan(folder.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return number;
        }

        return null;
    }

    /// <summary>The path under which the system knows the file that a path stands for.</summary>
    internal static string SystemPath(string path, bool isOutput) =>
        path == Name && !OperatingSystem.IsWindows() ? isOutput ? "/dev/stdout" : "/dev/stdin" : path;

    /// <summary>How a file is called where its name is told: standard input and pipes have none that anyone knows.</summary>
    /// <param name="path">The path, as a person named it.</param>
    /// <returns>The name without its folders, or what it is.</returns>
    public static string ShownName(string path) => Descriptor(path, isOutput: false) switch
    {
        0 => "standard input",
        not null => "a pipe",
        _ => Path.GetFileName(path),
    };
}
