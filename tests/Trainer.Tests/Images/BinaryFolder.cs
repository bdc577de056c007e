using System;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace RuleCompiler.Trainer.Tests.Images;

/// <summary>A folder for files of bytes, which goes when the test ends.</summary>
internal sealed class BinaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("images").FullName;

    /// <summary>Four bytes each, the most significant first.</summary>
    public static byte[] BigEndian(params int[] values) => values.SelectMany(v => BitConverter.GetBytes(v).Reverse()).ToArray();

    /// <summary>Four bytes each, the least significant first.</summary>
    public static byte[] LittleEndian(params int[] values) => values.SelectMany(BitConverter.GetBytes).ToArray();

    public string Add(string name, params byte[][] parts)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, parts.SelectMany(p => p).ToArray());
        return path;
    }

    public string AddPacked(string name, params byte[][] parts)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(parts.SelectMany(p => p).ToArray());
        return Add(name, packed.ToArray());
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
