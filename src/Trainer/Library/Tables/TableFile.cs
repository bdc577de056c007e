using System;
using System.IO;
using System.IO.Compression;
using System.Text;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>The bytes of a table as UTF-8: unpacked, in whatever encoding they are, without the lines before the table.</summary>
internal static class TableFile
{
    /// <summary>The SHA-256 of a file's bytes; looks at the file as a whole before any row of it is read.</summary>
    /// <exception cref="InputFileException">
    /// The file cannot be read, is empty, is no table, or is not UTF-8 where it ought to be.
    /// </exception>
    public static string Sha256(string path, TableOptions options)
    {
        if (TypedTable.Provided(path) is { } provided)
            return provided.Sha256();
        var form = FileFormat.Of(path);
        if (form == TableForm.Gzip && !GzipLength.IsWhole(path))
            throw new InputFileException(path, "this file is compressed with gzip, and its end is missing; get it again.");
        return form != TableForm.Text || options.Encoding is not null ? FileFingerprint.OfBytes(path) : FileFingerprint.Sha256(path);
    }

    /// <summary>Opens a CSV table.</summary>
    /// <returns>The table as UTF-8.</returns>
    public static Stream Open(string path, TableOptions options)
    {
        var isGzip = FileFormat.Of(path) == TableForm.Gzip;
        var stream = InputFile.Open(path);
        if (!isGzip && options.Encoding is null && options.Skip == 0)
            return stream;
        try
        {
            if (isGzip)
                stream = new GZipStream(stream, CompressionMode.Decompress);
            stream = Encoding.CreateTranscodingStream(
                stream, EncodingOf(options.Encoding ?? "utf-8")!, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            SkipLines(stream, options.Skip);
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The encoding of a name, which refuses bytes that are none of its characters; null where there is none of that name.
    /// </summary>
    public static Encoding? EncodingOf(string name)
    {
        var (decoder, encoder) = (DecoderFallback.ExceptionFallback, EncoderFallback.ExceptionFallback);
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, encoder, decoder) ?? Encoding.GetEncoding(name, encoder, decoder);
        }
        catch (ArgumentException)
        {
            // The framework has no other way to be asked whether it knows a name.
            return null;
        }
    }

    /// <summary>Skips the given number of lines. Bytes are read one by one: a stream that was transcoded cannot go back.</summary>
    private static void SkipLines(Stream stream, int lines)
    {
        for (var read = 0; lines > 0 && (read = stream.ReadByte()) >= 0;)
        {
            if (read == '\n')
                lines--;
        }
    }
}
