using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Google.Protobuf;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Onnx.Protocol;

namespace RuleCompiler.Trainer.Onnx;

/// <summary>A network as it was read.</summary>
/// <param name="Graph">The network, for one row at a time.</param>
/// <param name="Notes">What a person should know of how it was read: clauses without a full stop, safe to show.</param>
public sealed record OnnxModel(NetworkGraph Graph, IReadOnlyList<string> Notes);

/// <summary>Networks as ONNX files, of the operators that docs/networks.md lists.</summary>
public static class OnnxFile
{
    /// <summary>How the names of such files end.</summary>
    public const string Extension = ".onnx";

    /// <summary>The most bytes of a file that are read.</summary>
    public const long MaxBytes = 1 << 28;

    /// <summary>Reads a network from an ONNX file.</summary>
    /// <param name="path">The file. Data of tensors may be in other files of its folder.</param>
    /// <returns>The network, for one row at a time.</returns>
    /// <exception cref="InputFileException">
    /// The file cannot be read, is damaged, or holds what is not supported; what is wrong and what to do.
    /// </exception>
    public static NetworkGraph Read(string path) => Read(path, () => Bytes(path)).Graph;

    /// <summary>Reads a network and reports how.</summary>
    /// <param name="path">The file. Data of tensors may be in other files of its folder.</param>
    /// <param name="output">The name of the only output to read; null for all that are computed.</param>
    /// <returns>The network.</returns>
    /// <exception cref="InputFileException">
    /// The file cannot be read, is damaged, or holds what is not supported; what is wrong and what to do.
    /// </exception>
    public static OnnxModel ReadModel(string path, string? output = null) => Read(path, () => Bytes(path), output);

    /// <summary>Reads a network from the bytes of a file.</summary>
    internal static OnnxModel Read(string path, Func<byte[]> bytes, string? output = null)
    {
        try
        {
            return InputFileException.Blaming(path, () => ModelReader.Read(
                ModelProto.Parser.ParseFrom(bytes()),
                new TensorReader(new ExternalData(Path.GetDirectoryName(Path.GetFullPath(path))!)),
                output));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InputFileException(
                path, "this is not an ONNX file, or it is damaged or cut off: " + VisibleText.Of(e.Message) + " Export it again.", e);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFingerprint.Unreadable(path, e);
        }
    }

    private static byte[] Bytes(string path)
    {
        using var file = InputFile.Open(path);
        if (file.Length > MaxBytes)
            throw new OnnxFault(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the file has {file.Length} bytes, more than the {MaxBytes} that are read; "
                        + $"keep large tensors as external data, or use a smaller network."));
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
