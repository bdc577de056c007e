using System;
using System.IO;
using Google.Protobuf;
using RuleCompiler.Description;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Data.Files;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Onnx.Protocol;

namespace RuleCompiler.Trainer.Onnx;

/// <summary>Networks as ONNX files, of the operators that docs/networks.md lists.</summary>
public static class OnnxFile
{
    /// <summary>How the names of such files end.</summary>
    public const string Extension = ".onnx";

    /// <summary>The most bytes of a file that are read.</summary>
    public const long MaxBytes = 1 << 28;

    /// <summary>Reads a network.</summary>
    /// <param name="path">The file. Data of tensors may stand in other files of its folder.</param>
    /// <returns>The network, for one row at a time.</returns>
    /// <exception cref="InputFileException">The file cannot be read, is damaged, or holds what is not supported; what is wrong and what to do.</exception>
    public static NetworkGraph Read(string path) => Read(path, () => Bytes(path));

    /// <summary>Reads a network from bytes that stand in a file.</summary>
    internal static NetworkGraph Read(string path, Func<byte[]> bytes)
    {
        try
        {
            var model = ModelProto.Parser.ParseFrom(bytes());
            return ModelReader.Read(model, new TensorReader(new ExternalData(Path.GetDirectoryName(Path.GetFullPath(path))!)));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InputFileException(path, "this is no ONNX file, or it is damaged or cut off: " + VisibleText.Of(e.Message) + " Export it again.", e);
        }
        catch (OnnxFault e)
        {
            throw new InputFileException(path, e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw FileFingerprint.Unreadable(path, e);
        }
    }

    private static byte[] Bytes(string path)
    {
        using var file = InputFile.Open(path);
        if (file.Length > MaxBytes)
            throw new OnnxFault(FormattableString.Invariant($"the file has {file.Length} bytes, more than the {MaxBytes} that are read; keep large tensors as external data, or use a smaller network."));
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
