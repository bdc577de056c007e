using System;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Onnx.Protocol;

namespace RuleCompiler.Trainer.Onnx;

/// <summary>
/// Bytes of tensors that are in files next to the model, and only there: a model must not make the tool read what it was not given.
/// </summary>
/// <param name="folder">The folder of the model.</param>
internal sealed class ExternalData(string folder)
{
    private readonly string _folder = Path.GetFullPath(folder);

    /// <summary>Reads the bytes of a tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="count">The bytes that it has by its dimensions.</param>
    /// <returns>As many bytes.</returns>
    /// <exception cref="OnnxFault">They are not there, or are outside the folder.</exception>
    public byte[] Read(TensorProto tensor, string name, long count)
    {
        var path = PathOf(Entry(tensor, "location") ?? string.Empty, name);
        var (offset, length) = (Number(tensor, "offset", 0, name), Number(tensor, "length", count, name));
        try
        {
            using var file = InputFile.Open(path);
            if (length != count || offset > file.Length - length)
            {
                throw new OnnxFault(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} has {count} bytes by its dimensions and is said to have {length} from {offset} on in '{Shown(path)}', which "
                        + $"has {file.Length}; the files do not belong together."));
            }

            var bytes = new byte[length];
            file.Position = offset;
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new OnnxFault($"{name} is in '{Shown(path)}', which cannot be read: {VisibleText.Of(e.Message)}");
        }
    }

    private static string? Entry(TensorProto tensor, string key) =>
        tensor.ExternalData.FirstOrDefault(e => string.Equals(e.Key, key, StringComparison.Ordinal))?.Value;

    private static long Number(TensorProto tensor, string key, long standard, string name)
    {
        if (Entry(tensor, key) is not { } text)
            return standard;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new OnnxFault($"{name} is in another file with {key} '{VisibleText.Of(text)}', which is not a number of bytes.");
    }

    private string PathOf(string location, string name)
    {
        var parts = location.Split('/', '\\');
        if (location.Length == 0 || location.Contains('\0') || Path.IsPathRooted(location) || parts[0].Contains(':')
            || parts.Any(p => p is ".." or ""))
            throw Outside(location, name);
        var path = _folder;
        foreach (var part in parts)
        {
            path = Path.Combine(path, part);
            if (!IsInside(path))
                throw Outside(location, name);
        }

        return path;
    }

    // A link may lead to another place in the folder, not out of it.
    private bool IsInside(string path)
    {
        try
        {
            FileSystemInfo entry = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
            return entry.LinkTarget is null
                || (entry.ResolveLinkTarget(returnFinalTarget: true) is { } target
                && target.FullName.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string Shown(string path) => VisibleText.Of(Path.GetRelativePath(_folder, path));

    private static OnnxFault Outside(string location, string name) =>
        new($"{name} is in '{VisibleText.Of(location)}', which is not next to the model; put the file into the model's folder and export "
            + "with a plain file name.");
}
