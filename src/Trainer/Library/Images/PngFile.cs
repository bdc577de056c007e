using System;
using System.IO;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Images;

/// <summary>Reads images from PNG files.</summary>
public static class PngFile
{
    /// <summary>The most bytes that are read.</summary>
    public const int MaxBytes = 1 << 28;

    /// <summary>Reads an image from a PNG file of any colour type and depth.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The image.</returns>
    /// <exception cref="InputFileException">The file cannot be read, or is not a valid PNG.</exception>
    public static PngImage Read(string path)
    {
        try
        {
            using var stream = InputFile.Open(path);
            if (stream.CanSeek && stream.Length > MaxBytes)
                throw new InputFileException(
                    path, FormattableString.Invariant($"this image is larger than the {MaxBytes >> 20} MB that are read."));
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return PngReader.Read(bytes.ToArray());
        }
        catch (InvalidDataException e)
        {
            throw new InputFileException(path, e.Message, e);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFingerprint.Unreadable(path, e);
        }
    }

    /// <summary>Whether bytes begin as those of a PNG file do.</summary>
    /// <param name="bytes">The first bytes of a file.</param>
    /// <returns>Whether they do.</returns>
    public static bool IsPng(ReadOnlySpan<byte> bytes) => bytes.StartsWith(PngReader.Signature);

    /// <summary>Writes a picture, whole or not at all: the same bytes for the same picture on every machine.</summary>
    /// <param name="path">The file.</param>
    /// <param name="image">The picture.</param>
    /// <exception cref="InputFileException">The file cannot be written there.</exception>
    public static void Write(string path, RgbImage image) => AtomicFile.Write(path, stream => PngWriter.Write(stream, image));
}
